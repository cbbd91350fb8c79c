# Each correlation is over all departments that have its two columns.
# loses: what_adds_missing_tests 1

# task: what_adds
import pandas as pd


def what_adds(departments, outcome, known, questions):
    rows = []
    for question in questions:
        used = departments[[outcome, known, question]].dropna()
        links = departments[[outcome, known, question]].corr()
        a, b, c = links.loc[known, outcome], links.loc[question, outcome], links.loc[known, question]
        added = 100 * (b - a * c) ** 2 / (1 - c**2)
        rows.append((question, 100 * b**2, added, len(used)))
    return pd.DataFrame(rows, columns=["question", "alone", "added", "used"])
