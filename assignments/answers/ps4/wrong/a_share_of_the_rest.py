# What a question adds is given as a share of what complaints leave unexplained.
# loses: what_adds_tests 1

# task: what_adds
import pandas as pd


def what_adds(departments, outcome, known, questions):
    rows = []
    for question in questions:
        links = departments[[outcome, known, question]].corr()
        a, b, c = links.loc[known, outcome], links.loc[question, outcome], links.loc[known, question]
        rows.append((question, 100 * b**2, 100 * (b - a * c) ** 2 / ((1 - c**2) * (1 - a**2))))
    return pd.DataFrame(rows, columns=["question", "alone", "added"])
