# Whoever comes first in the table.
# loses: pick_three_fair_tests 2

# task: pick_three
def pick_three(ways):
    three = ways[ways["way"] != "none of these"]
    return three.drop_duplicates("way")[["way", "manager_id"]]
