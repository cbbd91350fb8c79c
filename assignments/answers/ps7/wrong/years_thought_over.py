# The share of the early years with enough reflection, whether or not there was a chance in them.
# loses: early_lessons_thought_tests 1

# task: early_lessons
def early_lessons(careers, hours):
    early = careers[careers["career_year"] <= 3]
    late = careers[careers["career_year"] >= 5]
    lessons = early.groupby("manager_id")[["chances"]].sum()
    lessons["thought_over"] = 100 * (early["reflection"] >= hours).groupby(early["manager_id"]).mean()
    talked_over = early[early["setback"]].groupby("manager_id")["feedback"].any()
    lessons["setback"] = talked_over.map({True: "talked over", False: "left alone"})
    lessons["setback"] = lessons["setback"].fillna("none")
    lessons["later_risks"] = 100 * late.groupby("manager_id")["risk"].mean()
    return lessons.reset_index()
