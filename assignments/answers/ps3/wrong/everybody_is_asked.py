# The gap is taken over all rows, also of those who never heard the message.
# loses: gap_and_trust_tests 1

# task: gap_and_trust
def gap_and_trust(messages, staff, ties):
    lines = staff[["person_id", "manager_id"]].dropna()
    rows = messages.merge(lines, on="person_id")
    heard = rows[rows["heard"]]["manager_id"].unique()
    rows["gap"] = rows["says_understood"].astype(int) - rows["understood"].astype(int)
    trust = ties[ties["kind"] == "trusts"].rename(columns={"other_id": "manager_id"})
    marked = lines.merge(trust, on=["person_id", "manager_id"], how="left")
    table = rows.groupby("manager_id")[["gap"]].mean()
    table["trusted"] = marked["kind"].notna().groupby(marked["manager_id"]).mean()
    return table[table.index.isin(heard)]
