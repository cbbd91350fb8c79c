# What has not become better has become worse.
# loses: read_cases_tests 1

# task: read_cases
import pandas as pd


def read_cases(cases, less_is_better):
    rows = []
    for case in cases.itertuples():
        before, after = case.value_before, case.value_after
        verdict = "unknown"
        if not pd.isna(before) and not pd.isna(after):
            gain = before - after if case.measure in less_is_better else after - before
            verdict = "better" if gain > 0 else "worse"
        growth = None
        years = case.year_after - case.year_before
        if not pd.isna(years) and years > 0 and before > 0 and after > 0:
            growth = 100 * ((after / before) ** (1 / years) - 1)
        rows.append((case.case_id, verdict, growth))
    return pd.DataFrame(rows, columns=["case_id", "verdict", "per_year"])
