# Heads of units come first, however small the case.
# loses: pick_three_clear_tests 2

# task: pick_three
def pick_three(ways):
    table = ways.assign(gap=ways["change"] - ways["leading"])
    table = table.sort_values(["level", "gap", "manager_id"], ascending=[False, False, True])
    return table[table["way"] != "none of these"].drop_duplicates("way")[["way", "manager_id"]]
