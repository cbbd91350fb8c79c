# Only the colour tells which number is which.
# loses: portrait_chart_words_tests 2

# task: portrait_chart
import altair as alt


def portrait_chart(people):
    table = people.melt(["name", "way"], ["change", "leading", "complexity", "managing"], "what", "points")
    return (
        alt.Chart(table, title="Who leads as asked? (simulated data)")
        .mark_point()
        .encode(x=alt.X("points:Q", title="points (0 to 10)"), y="name:N", row="way:N", color="what:N")
    )
