# Only people who heard a message are asked whether they trust the boss.
# loses: gap_and_trust_trust_tests 1

# task: gap_and_trust
def gap_and_trust(messages, staff, ties):
    lines = staff[["person_id", "manager_id"]].dropna()
    rows = messages[messages["heard"]].merge(lines, on="person_id")
    rows["gap"] = rows["says_understood"].astype(int) - rows["understood"].astype(int)
    trust = ties[ties["kind"] == "trusts"].rename(columns={"other_id": "manager_id"})
    marked = lines[lines["person_id"].isin(rows["person_id"])].merge(
        trust, on=["person_id", "manager_id"], how="left"
    )
    table = rows.groupby("manager_id")[["gap"]].mean()
    table["trusted"] = marked["kind"].notna().groupby(marked["manager_id"]).mean()
    return table
