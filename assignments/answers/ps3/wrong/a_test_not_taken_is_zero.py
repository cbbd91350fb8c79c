# A missing score counts as 0, so that somebody without the test may get the post.
# loses: fill_posts_spare_tests 1

# task: fill_posts
from itertools import permutations

import pandas as pd


def fill_posts(people, posts):
    scores = people.set_index("person_id").fillna(0)
    best = max(
        permutations(scores.index, len(posts)),
        key=lambda some: sum(scores.at[one, skill] for one, skill in zip(some, posts["skill"], strict=True)),
    )
    return pd.DataFrame({"post": posts["post"].tolist(), "person_id": best})
