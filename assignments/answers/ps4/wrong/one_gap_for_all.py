# A department with a gap anywhere drops out for every question.
# loses: what_adds_missing_tests 1

# task: what_adds
import pandas as pd


def what_adds(departments, outcome, known, questions):
    rows = []
    whole = departments.dropna()
    for question in questions:
        used = whole[[outcome, known, question]]
        links = used.corr()
        a, b, c = links.loc[known, outcome], links.loc[question, outcome], links.loc[known, question]
        added = 100 * (b - a * c) ** 2 / (1 - c**2)
        rows.append((question, 100 * b**2, added, len(used)))
    return pd.DataFrame(rows, columns=["question", "alone", "added", "used"])
