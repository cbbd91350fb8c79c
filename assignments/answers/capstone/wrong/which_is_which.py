# Four bare dots for each person: nobody can tell which is which.
# loses: portrait_chart_tests 2

# task: portrait_chart
import altair as alt


def portrait_chart(people):
    table = people.melt(["name", "way"], ["change", "leading", "complexity", "managing"], value_name="points")
    return (
        alt.Chart(table, title="Leading and managing of the three (simulated data)")
        .mark_point()
        .encode(x=alt.X("points:Q", title="points (0 to 10)"), y="name:N", row="way:N")
    )
