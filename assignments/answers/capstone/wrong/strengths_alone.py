# Strengths without what the place asks for.
# loses: portrait_chart_tests 2

# task: portrait_chart
import leadermanager as lm


def portrait_chart(people):
    table = people.assign(who=people["name"] + ", " + people["way"])
    return lm.charts.scatter(
        table,
        x="managing",
        y="leading",
        label="who",
        title="Who leads and who manages?",
        note="Simulated data",
        x_title="managing (0 to 10)",
        y_title="leading (0 to 10)",
    )
