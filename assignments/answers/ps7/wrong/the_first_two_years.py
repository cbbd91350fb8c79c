# The first three years are taken to end with the second.
# loses: early_lessons_tests 1

# task: early_lessons
def early_lessons(careers, hours):
    early = careers[careers["career_year"] < 3]
    late = careers[careers["career_year"] >= 5]
    lessons = careers.groupby("manager_id")[[]].sum()
    lessons["chances"] = early.groupby("manager_id")["chances"].sum()
    thought_over = early[early["reflection"] >= hours].groupby("manager_id")["chances"].sum()
    lessons["thought_over"] = 100 * thought_over.reindex(lessons.index).fillna(0) / lessons["chances"]
    talked_over = early[early["setback"]].groupby("manager_id")["feedback"].any()
    lessons["setback"] = talked_over.map({True: "talked over", False: "left alone"})
    lessons["setback"] = lessons["setback"].fillna("none")
    lessons["later_risks"] = 100 * late.groupby("manager_id")["risk"].mean()
    return lessons.reset_index()
