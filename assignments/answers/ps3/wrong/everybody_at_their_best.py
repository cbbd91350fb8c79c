# The best in each skill get its post, even if they have one already.
# loses: fill_posts_tests 1

# task: fill_posts
import pandas as pd


def fill_posts(people, posts):
    best = people.set_index("person_id")[posts["skill"].unique()].idxmax()
    return pd.DataFrame({"post": posts["post"].tolist(), "person_id": best[posts["skill"]].tolist()})
