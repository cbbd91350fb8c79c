# Other pandas; keys stay in the index, and numbers are rounded to two decimals.

# task: find_signals
import pandas as pd


def find_signals(weeks, baseline, recent):
    def judge(table):
        counts = table.loc[table["simplified"] == table["simplified"].iloc[-1], "defects"].reset_index(
            drop=True
        )
        first = counts.head(baseline)
        centre = first.mean()
        reach = first.diff().abs().mean() * 2.66
        last = counts.tail(recent)
        low = max(0, centre - reach)
        outside = (~last.between(low, centre + reach)).sum()
        side = last.gt(centre).astype(int) - last.lt(centre).astype(int)
        length = side.groupby((side != side.shift()).cumsum()).transform("size")
        run = length[side != 0].max() if (side != 0).any() else 0
        return pd.Series(
            {
                "centre": round(centre, 2),
                "low": round(low, 2),
                "high": round(centre + reach, 2),
                "outside": outside,
                "run": run,
                "signal": bool(outside) | bool(run >= 8),
            }
        )

    ordered = weeks.sort_values("week").dropna(subset=["defects"])
    return ordered.groupby("unit")[["simplified", "defects"]].apply(judge)


# task: saved_by_easing
def saved_by_easing(weeks, start, recent):
    weeks = weeks.assign(faulty=weeks["defects"] * weeks["orders"] / 1000)
    before = weeks.query("week < @start").groupby("unit")["defects"].mean()
    after = weeks.query("week >= @start").groupby("unit")["defects"].mean()
    eased = weeks.loc[weeks["simplified"], "unit"].unique()
    change = after / before
    remaining = 100 * change.loc[eased].mean() / change.drop(eased).mean()
    since = weeks["week"].drop_duplicates().nlargest(recent).min()
    answer = weeks[weeks["week"] >= since].groupby("unit")[["faulty"]].mean().drop(eased)
    answer["remaining"] = remaining
    answer["saved"] = answer["faulty"] * 52 * (100 - remaining) / 100
    return answer.round(2)


# task: choose_words
def choose_words(messages, staff, message):
    doubt = (
        messages.query("message == @message and understood and not believed")
        .set_index("person_id")
        .join(staff.set_index("person_id")[["unit", "value"]], how="inner")
    )
    doubt = doubt[doubt["value"].astype(object) != doubt["framed_as"].astype(object)]
    grouped = doubt.groupby("unit")["value"]
    return pd.DataFrame(
        {
            "value": grouped.agg(lambda values: values.mode().iloc[0]),
            "doubters": grouped.size(),
            "reached": grouped.agg(lambda values: values.value_counts().max()),
        }
    )


# task: say_and_belief
def say_and_belief(messages, staff):
    answers = messages.loc[messages["understood"]].copy()
    answers["boss"] = answers["person_id"].map(staff.set_index("person_id")["manager_id"])
    answers["believed"] = answers["believed"].astype(float)
    plain = (
        answers.loc[answers["took_part"], "believed"].mean()
        - answers.loc[~answers["took_part"], "believed"].mean()
    )
    # For each answer with a say: the belief less the mean of the boss's people who had none.
    others = answers[~answers["took_part"]].groupby("boss")["believed"].mean()
    with_say = (
        answers[answers["took_part"]].assign(others=lambda t: t["boss"].map(others)).dropna(subset=["others"])
    )
    within = (with_say["believed"] - with_say["others"]).mean()
    return {"everybody": round(100 * plain, 2), "same_boss": round(100 * within, 2), "answers": len(with_say)}


# task: what_adds
def what_adds(departments, outcome, known, questions):
    answer = pd.DataFrame(index=pd.Index(questions, name="question"), columns=["alone", "added"], dtype=float)
    for question in questions:
        rows = departments.dropna(subset=[outcome, known, question])
        a = rows[known].corr(rows[outcome])
        b = rows[question].corr(rows[outcome])
        c = rows[question].corr(rows[known])
        # What is added is the square of the semipartial correlation.
        answer.loc[question] = [100 * b**2, 100 * (b - a * c) ** 2 / (1 - c**2)]
    return answer.round(2)
