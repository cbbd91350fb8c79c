# Fills one post after the other, each with the best who is left.
# loses: fill_posts_tests 1

# task: fill_posts
import pandas as pd


def fill_posts(people, posts):
    left = people.set_index("person_id")
    given = []
    for skill in posts["skill"]:
        best = left[skill].idxmax()
        given.append(best)
        left = left.drop(index=best)
    return pd.DataFrame({"post": posts["post"].tolist(), "person_id": given})
