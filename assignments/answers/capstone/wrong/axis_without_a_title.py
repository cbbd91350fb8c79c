# The axis is named by its column.
# loses: portrait_chart_words_tests 2

# task: portrait_chart
import altair as alt


def portrait_chart(people):
    table = people.melt(["name", "way"], ["change", "leading", "complexity", "managing"], "what", "points")
    return (
        alt.Chart(table, title="Who leads as asked? (simulated data)")
        .mark_point()
        .encode(x=alt.X("points:Q"), y="name:N", row="way:N", shape="what:N")
    )
