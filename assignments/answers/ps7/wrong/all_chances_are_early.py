# The chances of the whole career are added up, and risks of the early years count as later ones.
# loses: early_lessons_tests 1

# task: early_lessons
def early_lessons(careers, hours):
    early = careers[careers["career_year"] <= 3]
    lessons = careers.groupby("manager_id")[["chances"]].sum()
    thought_over = early[early["reflection"] >= hours].groupby("manager_id")["chances"].sum()
    chances = early.groupby("manager_id")["chances"].sum()
    lessons["thought_over"] = 100 * thought_over.reindex(lessons.index).fillna(0) / chances
    talked_over = early[early["setback"]].groupby("manager_id")["feedback"].any()
    lessons["setback"] = talked_over.map({True: "talked over", False: "left alone"})
    lessons["setback"] = lessons["setback"].fillna("none")
    lessons["later_risks"] = 100 * careers.groupby("manager_id")["risk"].mean()
    return lessons.reset_index()
