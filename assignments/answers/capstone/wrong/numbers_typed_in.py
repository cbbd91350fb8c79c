# A chart of one's own three, with the numbers typed in.
# loses: portrait_chart_tests 2

# task: portrait_chart
import pandas as pd

import leadermanager as lm


def portrait_chart(people):
    table = pd.DataFrame(
        {
            "who": ["Mikael Novotny, over-managed", "Layla Anyanwu, under-led", "Seung Iwu, leader-manager"],
            "leading": [3.8, 1.1, 9.7],
            "managing": [8.1, 4.4, 9.1],
        }
    )
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
