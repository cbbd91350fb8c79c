# Feedback in any of the early years counts, though it came before the setback or long after.
# loses: early_lessons_setback_tests 1

# task: early_lessons
def early_lessons(careers, hours):
    early = careers[careers["career_year"] <= 3]
    late = careers[careers["career_year"] >= 5]
    lessons = early.groupby("manager_id")[["chances"]].sum()
    thought_over = early[early["reflection"] >= hours].groupby("manager_id")["chances"].sum()
    lessons["thought_over"] = 100 * thought_over.reindex(lessons.index).fillna(0) / lessons["chances"]
    failed = early.groupby("manager_id")["setback"].any()
    talked = early.groupby("manager_id")["feedback"].any()
    lessons["setback"] = "none"
    lessons.loc[failed, "setback"] = "left alone"
    lessons.loc[failed & talked, "setback"] = "talked over"
    lessons["later_risks"] = 100 * late.groupby("manager_id")["risk"].mean()
    return lessons.reset_index()
