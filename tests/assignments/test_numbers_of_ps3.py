"""What `ps3` says in numbers, in its model answers and beside its calls, is what its solution finds."""

import pytest

from .model_answers import assert_says_only, cells_of, names_after

CELLS = cells_of("ps3")
RUN = (
    *("tables", "where-people-are-lost", "where-people-are-lost-try"),
    *("gap-and-trust", "gap-and-trust-try", "gap-and-trust-picture", "fill-posts", "fill-posts-try"),
    *("who-believes", "who-believes-try", "choose-carriers", "choose-carriers-try"),
)
READINGS = ("gap-and-trust-reading", "fill-posts-reading", "who-believes-reading")
FOUR = {"Mateo Hussain", "Minh Sobczak", "Keiko Anyanwu", "Olamide Hamid"}


@pytest.fixture(scope="module")
def run():
    """Give the names that a student has who ran the solution."""
    return names_after(CELLS, RUN)


@pytest.fixture(scope="module")
def name_of(run):
    return run["laboratory"].set_index("person_id")["name"]


def believing(run, carriers, against=()):
    return len(run["who_believes"](run["inside"], list(carriers), list(against)))


@pytest.fixture(scope="module")
def found(run):
    """Give, for each model answer, the numbers that it may say."""
    bars = run["shares"].set_index(["answer", "trusted_by"])["per_cent"]
    eight = run["applied"].merge(run["placed"], how="left").merge(run["steps"])
    five = eight[eight["post"].notna()]
    free, opposed = set(run["with_nobody_against"]), set(run["with_janek_against"])
    trusts_janek = run["view"][run["view"]["trusts_janek"]]
    came, last = run["direction"][["heard", "understood", "believed"]].sum(), run["findings"]
    silence = last.set_index("finding_id").loc["silence-1"]
    trust = run["trust"]
    most_trusted = trust.loc[~trust["other_id"].isin([*run["already"], "M011"]), "other_id"].value_counts()
    first = run["choose_carriers"](run["inside"], run["already"], 4)
    return {
        "gap-and-trust-reading": [
            *(bars["understood", "0"], bars["understood", "51 to 100"]),
            *(bars["believed", "0"], bars["believed", "51 to 100"], 100),
        ],
        "fill-posts-reading": [run["total"], 50, five["understood"].sum(), len(five)],
        "who-believes-reading": [
            *(len(opposed), len(free), len(free - opposed), len(trusts_janek)),
            (trusts_janek["manager_id"] == "M011").sum(),
        ],
        "defence": [
            *(len(run["direction"]), *came, came["understood"] - came["believed"], run["total"]),
            *(silence["n"], silence["estimate"]),
            believing(run, [*run["already"], *run["chosen"]]),
            believing(run, [*run["already"], *run["chosen"]], ["M011"]),
            believing(run, [*run["already"], *most_trusted.index[:4]]),
            believing(run, [*run["already"], *(set(first) - {"M011"})], ["M011"]),
        ],
    }


@pytest.mark.parametrize("cell", [*READINGS, "defence"])
def test_a_model_answer_says_only_numbers_that_the_solution_finds(cell, found):
    assert_says_only(CELLS[cell], found[cell], least=4)


def test_explaining_and_trust_are_read_as_the_bars_stand(run):
    bars = run["shares"].set_index(["answer", "trusted_by"])["per_cent"]
    assert bars["understood"].max() - bars["understood"].min() < 10
    assert bars["believed"].is_monotonic_increasing
    assert bars["believed", "51 to 100"] > 1.5 * bars["believed", "0"]
    assert bars["believed"].max() < 50


def test_no_other_choice_among_the_eight_would_have_brought_a_believer(run):
    eight = run["applied"].merge(run["steps"])
    assert len(eight) == 8
    assert not eight["believed"].any()


def test_the_two_whom_janek_costs_are_reached_by_trust_and_not_by_the_chart(run, name_of):
    trust = set(run["trust"][["person_id", "other_id"]].itertuples(index=False, name=None))
    lost = set(run["with_nobody_against"]) - set(run["with_janek_against"])
    assert {name_of[one] for one in lost} == {"Mariam Valdez", "Soren Nilsen"}
    boss = run["laboratory"].set_index("person_id")["manager_id"]
    assert "M011" not in {boss[one] for one in lost}
    assert {("M066", "M011"), ("E151", "M066"), ("M004", "M011")} <= trust
    assert ("E151", "M011") not in trust
    assert boss["M011"] == "M004"
    assert name_of["M004"] == "Minh Sobczak"
    assert (boss == "M011").sum() == 3


def test_the_case_names_whom_the_solution_chooses(run, name_of):
    assert {name_of[one] for one in run["chosen"]} == FOUR
    assert all(name in CELLS["defence"] for name in FOUR)
    first = run["choose_carriers"](run["inside"], run["already"], 4)
    assert "M011" in first
    placed = run["placed"].set_index("post")["person_id"].map(name_of)
    assert placed["buying spare parts"] == "Keiko Zaman"
    assert placed["repair bench, evening"] == "Keiko Anyanwu"
    assert run["applied"].set_index("name")["craft"].idxmax() == "Keiko Zaman"
    assert 150 <= len(CELLS["defence"].split()) <= 250


def test_numbers_to_compare_with_are_those_of_the_solution(run):
    lost = run["lost"].set_index("unit").loc["Laboratory"]
    assert lost["step"] == "believed"
    assert f"lose {lost['lost']:.1f} at believing" in CELLS["where-people-are-lost-try"]
    bosses = run["bosses"]
    means = f"{len(bosses)}, {bosses['gap'].mean():.2f} and {bosses['trusted'].mean():.2f}"
    assert f"It should be {means}" in CELLS["gap-and-trust-try"]
    assert f"it should be {run['total']:.1f}" in CELLS["fill-posts-try"]
    both = f"{len(run['with_nobody_against'])} and {len(run['with_janek_against'])}"
    assert f"it should be {both}" in CELLS["who-believes-try"]
    first = run["choose_carriers"](run["inside"], run["already"], 4)
    assert believing(run, [*run["already"], *first]) == 12
    assert believing(run, [*run["already"], *run["chosen"]], ["M011"]) == 12
    assert "the first number should be 12, as should the last." in CELLS["choose-carriers-try"]


def test_the_picture_can_be_drawn_from_what_its_cell_gives(run):
    chart = run["chart"].mark_bar().encode(x="answer:N", xOffset="trusted_by:N", y="per_cent:Q")
    [rows] = chart.to_dict()["datasets"].values()
    assert len(rows) == 3 * 3
    assert all(0 <= row["per_cent"] <= 100 for row in rows)
