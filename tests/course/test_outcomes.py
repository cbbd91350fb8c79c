"""What the record says came is what the lesson shows, by what its cells make when they run."""

import re
import tomllib

import pytest

from leadermanager.models import fight_fires

from .conftest import CONTENTS, EXERCISES, ends_of_the_year


def one_zero(ran):
    bonus = re.findall(r"£[\d,]+", ran.printed["each-answer"])
    return (
        f"Somebody had typed a zero too many. Averaged in, the year was paid with {bonus[0]}; "
        f"left out, with {bonus[1]}; put right, with {bonus[2]}"
    )


def averaged_in(ran):
    bonus = 200 * (ran.names["means"]["averaged in"] - 100)
    sizes = {"small": 1_000, "middle": 10_000, "large": 50_000}
    return min(sizes, key=lambda size: abs(sizes[size] - bonus))


def two_units(ran):
    end = ran.outputs["your-prediction"]["2025"]
    return (
        f"By the end of 2025 Calibration stood at {end['Calibration']:.0f} "
        f"and Sensors at {end['Sensors']:.0f}, where 100 is the plan"
    )


def offers(ran):
    shown = ran.outputs["cost-of-offers"]
    least, middle, most = shown["cost (million pounds)"].sort_values().index
    store = shown["displays never used"].idxmax()
    return (
        f"{least.title()} cost least, {middle} more, and {most} most: "
        f"{store} filled a store with displays that nobody needed"
    )


def acted(ran):
    return ran.names["two"].groupby("unit")["acted"].sum()


def two_messages(ran):
    did = acted(ran)
    return (
        f"In Weather Stations {did['Weather Stations']} people did something because of the message, "
        f"in Cryogenics {did['Cryogenics']}"
    )


def monday(ran):
    calibration = ran.names["calibration"].set_index("number")
    assert calibration.loc[42, "visited"]
    assert calibration["defects"].idxmin() == 42
    better, bad = ran.outputs["after-bad"].loc["nobody came"]
    return (
        "Head office came, and the next week was Calibration's best. "
        f"But of {bad} bad weeks after which nobody came, {better} were followed by a better one as well"
    )


def resets(ran):
    step = ran.names["weeks"].groupby(["corrected", "unit"])["step"].mean()
    return "more" if step[True].min() > step[False].max() else "not so"


def first_moves(_):
    good = ends_of_the_year().groupby("first")["good"].sum()
    assert good["course"] == 0
    return (
        f"Of the {good.sum()} ways to a good year, {good['go']} begin with Theo's sheet, "
        f"{good['trial']} with a trial, and {good['keep']} with Judith's sheet"
    )


def always_the_same(_):
    good = ends_of_the_year().groupby("always")["good"].any().drop("mixed")
    return good.idxmax() if good.any() else "none"


def p036(ran):
    row = ran.names["proposals"].set_index("initiative_id").loc["P036"]
    ended = {True: "it succeeded", False: "it failed"}[row["succeeded"]]
    return f"Ardenmoor said {row['decision']}, {row['tried_by']} tried it, and {ended}"


def closest(ran):
    ids = {
        "sponsors": "sponsor",
        "objectors": "objector",
        "average of both": "average",
        "always the same": "rate",
    }
    return ids[ran.names["score"].set_index("who")["brier"].idxmin()]


def two_files(ran):
    unit = ran.names["people"].query("unit == 'Weather Stations'").set_index("name")
    first, last = unit["leading"].nlargest(2).index, unit["leading"].nsmallest(2).index
    assert "Petra Chowdhury" in first
    assert "Magnus Novotny" in last
    return (
        "Today Petra Chowdhury is one of the two strongest leaders in the unit, "
        "and Magnus Novotny is near the bottom"
    )


def setback(ran):
    levels = ran.names["levels"].set_index("after")["leading"]
    return {"failed, talked over": "talked"}[levels.idxmax()]


def fewest_fires(ran):
    faced = ran.exercises["fires"].content
    burnt = {
        hours: fight_fires(faced["change"], faced["complexity"], [hours] * faced["weeks"], faced["fires"])
        .run["fires"]
        .sum()
        for hours in range(faced["most"] + 1)
    }
    return min(burnt, key=burnt.__getitem__)


# Each kept question, and where the lesson has what came: a number, the id of an option, or a sentence.
TRUTHS = {
    "00-report/report": one_zero,
    "00-report/bonus": averaged_in,
    "01-promote/promote": two_units,
    "02-contract/contract": offers,
    "03-start/start": two_messages,
    "03-start/belief": lambda ran: ran.names["together"].loc["believed it", ["leading", "managing"]].idxmax(),
    "04-monday/monday": monday,
    "04-monday/reset": resets,
    "05-side/first": first_moves,
    "05-side/always": always_the_same,
    "06-decide/p036": p036,
    "06-guess/doubted": lambda ran: 100 * ran.names["doubted"]["success"].mean(),
    "06-guess/closest": closest,
    "07-send/send": two_files,
    "07-send/setback": setback,
    "08-week/protected": fewest_fires,
    "08-week/leading_share": lambda ran: ran.names["leading"],
}


def kept_questions():
    """Give each question that is kept, by its name."""
    for path in EXERCISES:
        content = tomllib.loads(path.read_text("utf-8"))
        if content.get("mode") == "kept":
            for question in content["questions"]:
                yield f"{path.stem}/{question['id']}", question


KEPT = dict(kept_questions())
ECHOES = {name: question["echo"] for name, question in KEPT.items() if "echo" in question}


@pytest.mark.parametrize("name", TRUTHS)
def test_what_came_is_what_the_lesson_shows(executed, name):
    outcome = KEPT[name].get("outcome")
    came = TRUTHS[name](executed(name[:2]))
    if not isinstance(came, str):
        came = round(float(came), 0 if isinstance(outcome, int) else 1)
    assert outcome == came


def test_every_estimate_says_what_came_and_nothing_is_said_untested():
    assert {name for name, question in KEPT.items() if "slider" in question} <= set(TRUTHS)
    assert {name for name, question in KEPT.items() if "outcome" in question} == set(TRUTHS)


def options_of(exercise, question):
    """Give what can be answered there; of the plays of a case, what its first scene lets one choose."""
    content = next(each for path, each in CONTENTS.items() if path.stem == exercise)
    if content["kind"] == "case":
        assert question == "plays"
        return content["scenes"][0]["choices"]
    return KEPT[f"{exercise}/{question}"]["options"]


@pytest.mark.parametrize("name", ECHOES)
def test_a_decision_that_comes_back_has_a_text_for_each_answer(name):
    echo = ECHOES[name]
    options = options_of(echo["of"], echo["question"])
    assert [said["id"] for said in echo["says"]] == [option["id"] for option in options]


def test_what_comes_back_of_the_two_units_is_what_lesson_01_shows(executed):
    end = executed("01").outputs["your-prediction"]["2025"].round()
    assert end.to_dict() == {"Calibration": 89, "Sensors": 99}
    echo = ECHOES["08-again/again"]
    for text in [echo["nothing"], *(said["text"] for said in echo["says"])]:
        assert re.findall(r"\b\d\d\b", text) == re.findall(r"89|99", text)
        assert {"89", "99"} <= set(re.findall(r"\d+", text))
