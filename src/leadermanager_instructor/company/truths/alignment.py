"""Truths about staff, ties and messages: fit to jobs, trust beside the chart, and belief."""

import pandas as pd

from leadermanager_instructor.company import Company
from leadermanager_instructor.company.truths.registry import slopes, strengths, truth

NEEDED = {"assembler": "craft", "technician": "craft", "planner": "numbers", "buyer": "numbers"}


def _with_bosses(company: Company) -> pd.DataFrame:
    """Return the staff with their boss's estimated leading and managing."""
    return company.staff.join(strengths(company), on="manager_id")


@truth(3.2, 4.8, job_fit=0.0)
def fit_to_the_job_pays(company: Company) -> float:
    """Points of output per point of the skill that the job needs."""
    staff = company.staff.dropna(subset="output")
    needed = staff["job"].map(NEEDED).fillna("people")
    skill = pd.Series(
        [row[need] for (_, row), need in zip(staff.iterrows(), needed, strict=True)], staff.index
    )
    return float(slopes(staff["output"], skill)[0])


@truth(0.08, 0.3, effort_leading=0.0)
def effort_follows_the_bosss_leading(company: Company) -> float:
    """Points of effort per point of the boss's leading, at equal managing."""
    staff = _with_bosses(company).dropna(subset=["leading", "managing"])
    return float(slopes(staff["effort"], staff["leading"], staff["managing"])[0])


@truth(0.4, 2.2, output_managing=0.0)
def output_follows_the_bosss_managing(company: Company) -> float:
    """Points of output per point of the boss's managing, at equal leading."""
    staff = _with_bosses(company).dropna(subset=["leading", "managing", "output"])
    return float(slopes(staff["output"], staff["managing"], staff["leading"])[0])


def _trust_in_boss(company: Company) -> pd.DataFrame:
    """Return the staff with a boss, and whether they trust that boss (`trusts`)."""
    ties = company.ties
    trusts = ties[ties["kind"] == "trusts"].set_index(["person_id", "other_id"]).index
    staff = _with_bosses(company).dropna(subset=["manager_id"])
    pairs = pd.MultiIndex.from_frame(staff[["person_id", "manager_id"]])
    return staff.assign(trusts=pairs.isin(trusts)).dropna(subset=["leading", "managing"])


@truth(0.04, 0.14, trust_in_boss=0.0)
def trust_in_the_boss_follows_leading(company: Company) -> float:
    """Probability of trusting one's boss per point of the boss's leading, at equal managing."""
    staff = _trust_in_boss(company)
    return float(slopes(staff["trusts"], staff["leading"], staff["managing"])[0])


@truth(0.25, 0.5, trust_base=3.0)
def the_chart_is_not_the_network(company: Company) -> float:
    """Share of reporting lines along which there is trust."""
    return float(_trust_in_boss(company)["trusts"].mean())


@truth(0.15, 0.32, trust_same_value=0.0)
def trust_follows_values(company: Company) -> float:
    """Share of trusting ties (to others than the boss) among people of the same value, less chance."""
    staff = company.staff.set_index("person_id")
    ties = company.ties[company.ties["kind"] == "trusts"]
    ties = ties[ties["other_id"] != ties["person_id"].map(staff["manager_id"])]
    same = ties["person_id"].map(staff["value"]).to_numpy() == ties["other_id"].map(staff["value"]).to_numpy()
    chance = (staff["value"].value_counts(normalize=True) ** 2).sum()
    return float(same.mean() - chance)


@truth(0.15, 0.3, claims_without=0.1)
def more_claim_to_understand_than_do(company: Company) -> float:
    """Share of those who heard a message that say they understood it, less the share that did."""
    heard = company.messages[company.messages["heard"]]
    return float(heard["says_understood"].mean() - heard["understood"].mean())


@truth(0.3, 0.6, believed_base=3.0)
def understanding_is_not_believing(company: Company) -> float:
    """Share of those who understood a message that believed it."""
    messages = company.messages
    return float(messages.loc[messages["understood"], "believed"].mean())


@truth(0.05, 0.33, believed_value=0.0)
def a_message_in_ones_own_values_is_believed(company: Company) -> float:
    """Probability of believing what one understood: it speaks to one's own value, less it does not."""
    messages = company.messages.merge(company.staff[["person_id", "value"]], on="person_id").query(
        "understood"
    )
    match = messages["value"].to_numpy() == messages["framed_as"].to_numpy()
    believed = messages["believed"].to_numpy()
    return float(believed[match].mean() - believed[~match].mean())


@truth(0.3, 0.7, conversion=0.0)
def belief_spreads_by_itself(company: Company) -> float:
    """Probability of believing what one understood: two or more trusted believers, less none or one."""
    trusts = company.ties.query("kind == 'trusts'")[["person_id", "other_id"]]
    believers = company.messages.query("believed")[["person_id", "message"]]
    around = trusts.merge(believers, left_on="other_id", right_on="person_id", suffixes=("", "_other"))
    friends = around.groupby(["person_id", "message"]).size().rename("friends")
    messages = company.messages.query("understood").join(friends, on=["person_id", "message"])
    means = messages["believed"].groupby(messages["friends"].fillna(0) >= 2).mean()
    return float(means[True] - means[False])


@truth(0.6, 1.1, control_part=0.0)
def a_say_goes_with_control(company: Company) -> float:
    """Sense of control of those who had a say less the others' (too high: the trap)."""
    answered = company.messages.dropna(subset="control")
    means = answered["control"].astype(float).groupby(answered["took_part"]).mean()
    return float(means[True] - means[False])


@truth(0.1, 0.6, control_leading=0.0)
def the_boss_explains_part_of_it(company: Company) -> float:
    """Compare that difference with the one among people of one boss (a confounder): plain less within."""
    messages = company.messages.merge(company.staff[["person_id", "manager_id"]], on="person_id")
    messages = messages.dropna(subset=["control", "manager_id"])
    control, part = messages["control"].astype(float), messages["took_part"].astype(float)
    plain = slopes(control, part)[0]
    boss = messages["manager_id"]
    within = slopes(
        control - control.groupby(boss).transform("mean"), part - part.groupby(boss).transform("mean")
    )
    return float(plain - within[0])


@truth(0.01, 0.06, heard_managing=0.0)
def a_managed_line_gets_a_message_heard(company: Company) -> float:
    """Probability of hearing per point of the boss's managing, at equal leading."""
    bosses = _with_bosses(company)[["person_id", "leading", "managing"]]
    messages = company.messages.merge(bosses, on="person_id").dropna(subset=["leading", "managing"])
    return float(slopes(messages["heard"], messages["managing"], messages["leading"])[0])


@truth(0.03, 0.12, believed_leading=0.0, took_part_leading=0.0, trust_in_boss=0.0)
def belief_follows_leading(company: Company) -> float:
    """Probability of believing what one understood per point of the boss's leading, at equal managing."""
    bosses = _with_bosses(company)[["person_id", "leading", "managing"]]
    messages = company.messages.query("understood").merge(bosses, on="person_id")
    messages = messages.dropna(subset=["leading", "managing"])
    return float(slopes(messages["believed"], messages["leading"], messages["managing"])[0])
