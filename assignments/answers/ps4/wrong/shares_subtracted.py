# What is added is what the question explains alone less what is known already.
# loses: what_adds_tests 1

# task: what_adds
import pandas as pd


def what_adds(departments, outcome, known, questions):
    rows = []
    for question in questions:
        used = departments[[outcome, known, question]].dropna()
        links = used.corr()
        b, c = links.loc[question, outcome], links.loc[known, question]
        added = 100 * b**2 * (1 - c**2)
        rows.append((question, 100 * b**2, added))
    return pd.DataFrame(rows, columns=["question", "alone", "added"])
