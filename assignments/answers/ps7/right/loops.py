# Plain Python: loops and dictionaries; pandas only to make the table that is returned.

# task: compare_within
import pandas as pd


def compare_within(table, flag, outcome, within):
    yes, no, groups = [], [], {}
    for row in table.to_dict("records"):
        group = groups.setdefault(row[within], ([], []))
        if row[flag]:
            yes.append(row[outcome])
            group[0].append(row[outcome])
        else:
            no.append(row[outcome])
            group[1].append(row[outcome])
    total = used = 0
    for with_flag, without in groups.values():
        if with_flag and without:
            size = len(with_flag) + len(without)
            total += size * (sum(with_flag) / len(with_flag) - sum(without) / len(without))
            used += size
    return pd.DataFrame(
        [
            {"comparison": "within", "difference": total / used, "used": used},
            {
                "comparison": "plain",
                "difference": sum(yes) / len(yes) - sum(no) / len(no),
                "used": len(yes) + len(no),
            },
        ]
    )


# task: early_lessons
def early_lessons(careers, hours):
    facts = {}
    for year in careers.to_dict("records"):
        who = facts.setdefault(
            year["manager_id"],
            {"chances": 0, "thought": 0, "setbacks": 0, "talked": 0, "late": 0, "risks": 0},
        )
        if year["career_year"] <= 3:
            who["chances"] += year["chances"]
            if year["reflection"] >= hours:
                who["thought"] += year["chances"]
            if year["setback"]:
                who["setbacks"] += 1
                if year["feedback"]:
                    who["talked"] += 1
        elif year["career_year"] >= 5:
            who["late"] += 1
            if year["risk"]:
                who["risks"] += 1
    rows = []
    for manager, who in facts.items():
        row = {"manager_id": manager, "chances": who["chances"], "thought_over": None, "later_risks": None}
        if who["chances"]:
            row["thought_over"] = 100 * who["thought"] / who["chances"]
        if who["late"]:
            row["later_risks"] = 100 * who["risks"] / who["late"]
        if not who["setbacks"]:
            row["setback"] = "none"
        elif who["talked"]:
            row["setback"] = "talked over"
        else:
            row["setback"] = "left alone"
        rows.append(row)
    return pd.DataFrame(rows)


# task: slides
def slides(careers, first, last):
    rows = []
    for manager in set(careers["manager_id"]):
        row = {"manager_id": manager}
        for name, period in [("before", first), ("after", last)]:
            leading = managing = 0
            for year in careers[careers["manager_id"] == manager].to_dict("records"):
                if period[0] <= year["career_year"] <= period[1]:
                    leading += year["leading_feats"]
                    managing += year["managing_feats"]
            if leading + managing > 0:
                row[name] = managing / (leading + managing) * 100
        if "before" in row and "after" in row:
            row["slide"] = row["after"] - row["before"]
            rows.append(row)
    return pd.DataFrame(rows)


# task: try_rules
def try_rules(careers, rules, places, early):
    years = careers.to_dict("records")
    everybody = sorted({year["manager_id"] for year in years})
    table = []
    for rule in rules:
        total = dict.fromkeys(everybody, 0)
        for year in years:
            if year["career_year"] <= early:
                total[year["manager_id"]] += year[rule]
        # sorted() keeps the order of equals, which is that of the alphabet.
        picked = sorted(everybody, key=lambda manager: total[manager], reverse=True)[:places]
        feats = {"before": [], "after": []}
        for year in years:
            if year["manager_id"] in picked:
                feats["before" if year["career_year"] <= early else "after"].append(year["leading_feats"])
        row = {name: sum(values) / len(values) for name, values in feats.items()}
        row["fall"] = row["before"] - row["after"]
        row["rule"] = rule
        row["advised"] = False
        table.append(row)
    best = 0
    for number, row in enumerate(table):
        if row["after"] > table[best]["after"]:
            best = number
    table[best]["advised"] = True
    return pd.DataFrame(table)
