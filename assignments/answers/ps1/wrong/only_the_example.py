# The numbers of the example, typed in.
# loses: rate_strengths_tests 1, rate_strengths_missing_tests 1
# mistakes: 2

# task: rate_strengths
import pandas as pd


def rate_strengths(ratings, items):
    return pd.DataFrame({"manager_id": ["Ada"], "leading": [5.0], "managing": [7.5]})
