# Ties of every kind count as trust.
# loses: gap_and_trust_trust_tests 1

# task: gap_and_trust
def gap_and_trust(messages, staff, ties):
    lines = staff[["person_id", "manager_id"]].dropna()
    rows = messages[messages["heard"]].merge(lines, on="person_id")
    rows["gap"] = rows["says_understood"].astype(int) - rows["understood"].astype(int)
    tied = set(zip(ties["person_id"], ties["other_id"], strict=True))
    known = [pair in tied for pair in zip(lines["person_id"], lines["manager_id"], strict=True)]
    table = rows.groupby("manager_id")[["gap"]].mean()
    table["trusted"] = lines.assign(known=known).groupby("manager_id")["known"].mean()
    return table
