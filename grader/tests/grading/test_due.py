"""Due dates of `course.toml`: what each case costs, what the gradebook says then, and what is told."""

import shutil
from datetime import UTC, datetime, timedelta

import pytest
from nbgrader.api import Gradebook

from nbseal.assignments.release import release
from nbseal.collecting.collection_record import CollectedAttempt, CollectionRecord
from nbseal.course.gradebook import open_gradebook
from nbseal.errors import AssignmentError, CourseFolderError
from nbseal.grading.due import PLUGIN, due
from nbseal.grading.engine import grade
from nbseal.grading.settlement import settle
from nbseal.returning.export import export_csv

from ..conftest import write_course

ZERO = "c = get_config()\nc.LateSubmissionPlugin.penalty_method = 'zero'\n"
TENTH = 'per_day = "10%"'


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A course in which Ada has earned 4 points, and Ben is in the list."""
    course = write_course(tmp_path_factory.mktemp("due") / "course", ZERO)
    release(course, "num")
    with open_gradebook(course) as gradebook:
        gradebook.add_student("ben")
        gradebook.add_student("ada")
        gradebook.add_submission("num", "ada")
        for name, points in (("double_tests", 2), ("triple_tests", 2)):
            gradebook.find_grade(name, "num", "num", "ada").auto_score = points
        gradebook.db.commit()
    return course


@pytest.fixture
def course(made):
    """The same course each time, without a file and without any time."""
    (made.root / "course.toml").unlink(missing_ok=True)
    shutil.rmtree(made.folder("submitted", "."), ignore_errors=True)
    with Gradebook(made.db_url) as gradebook:
        gradebook.find_assignment("num").duedate = None
        mine = gradebook.find_submission("num", "ada")
        mine.timestamp = mine.extension = None
        gradebook.db.commit()
    return made


@pytest.fixture
def write(course):
    """Write the file."""

    def work(due="", zone="Europe/Berlin", extensions="", late=TENTH):
        text = f'timezone = "{zone}"\n[late]\n{late}\n[assignments.num]\n'
        text += f'due = "{due}"\n' if due else ""
        text += f"[assignments.num.extensions]\n{extensions}\n" if extensions else ""
        (course.root / "course.toml").write_text(text)

    return work


@pytest.fixture
def penalty(course):
    """Return what an export takes off Ada's 4 points; times are UTC."""

    def work(handed_in):
        if handed_in is not None:
            with Gradebook(course.db_url) as gradebook:
                gradebook.find_submission("num", "ada").timestamp = datetime.fromisoformat(handed_in)
                gradebook.db.commit()
        export_csv(course, course.root / "grades.csv", "num")
        with Gradebook(course.db_url) as gradebook:
            return gradebook.find_submission("num", "ada").late_submission_penalty

    return work


def in_gradebook(course):
    with Gradebook(course.db_url) as gradebook:
        mine = gradebook.find_submission("num", "ada")
        return gradebook.find_assignment("num").duedate, mine.extension


RULE = f'{TENTH}\nat_most = "50%"\ngrace = "15 minutes"'
THREE = 'ada = "3 days"'
NIGHT = "2026-10-24 23:59"  # 21:59 UTC, before the night in which Berlin's clocks go back
SPRING = "2026-03-28 23:59"  # 22:59 UTC, before the night in which they go forward


@pytest.mark.parametrize(
    ("said", "handed_in", "points"),
    [
        # zones: 18:00 of the course's place, not of UTC
        ({"due": "2026-11-05 18:00", "zone": "America/New_York"}, "2026-11-05 22:59:59", 0),
        ({"due": "2026-11-05 18:00", "zone": "America/New_York"}, "2026-11-05 23:00:00", 0),
        ({"due": "2026-11-05 18:00", "zone": "America/New_York"}, "2026-11-05 23:00:01", 0.4),
        ({"due": "2026-11-05 18:00", "zone": "Asia/Kathmandu"}, "2026-11-05 12:15:01", 0.4),
        ({"due": "2026-11-05 18:00", "zone": "UTC"}, "2026-11-05 18:00:00", 0),
        ({"due": "2026-11-05 18:00+09:00", "zone": "UTC"}, "2026-11-05 09:00:01", 0.4),
        # clocks go back: the first day late has 25 hours
        ({"due": NIGHT}, "2026-10-24 22:00:00", 0.4),
        ({"due": NIGHT}, "2026-10-25 22:59:00", 0.4),
        ({"due": NIGHT}, "2026-10-25 22:59:01", 0.8),
        ({"due": NIGHT, "extensions": 'ada = "1 day"'}, "2026-10-25 22:59:00", 0),
        ({"due": NIGHT, "extensions": 'ada = "24 hours"'}, "2026-10-25 22:59:00", 0.4),
        ({"due": "2026-10-25 02:30+01:00"}, "2026-10-25 01:30:00", 0),
        ({"due": "2026-10-25 02:30+02:00"}, "2026-10-25 01:30:00", 0.4),
        # clocks go forward: it has 23
        ({"due": SPRING}, "2026-03-29 21:59:00", 0.4),
        ({"due": SPRING}, "2026-03-29 21:59:01", 0.8),
        ({"due": SPRING, "extensions": 'ada = "1 day"'}, "2026-03-29 21:59:01", 0.4),
        # extensions: by length, by date, in another spelling, somebody else's
        ({"due": "2026-10-05 23:59", "extensions": THREE}, "2026-10-08 21:59:00", 0),
        ({"due": "2026-10-05 23:59", "extensions": THREE}, "2026-10-08 21:59:01", 0.4),
        ({"due": "2026-10-05 23:59", "extensions": 'ada = "2026-10-07 12:00"'}, "2026-10-07 10:00:01", 0.4),
        ({"due": "2026-10-05 23:59", "extensions": 'ADA = "3 days"'}, "2026-10-08 21:59:00", 0),
        ({"due": "2026-10-05 23:59", "extensions": 'ben = "3 days"'}, "2026-10-08 21:59:00", 1.2),
        # the rule at its limits, to the second
        ({"due": "2026-10-05 23:59", "late": RULE}, "2026-10-05 22:14:00", 0),
        ({"due": "2026-10-05 23:59", "late": RULE}, "2026-10-05 22:14:01", 0.4),
        ({"due": "2026-10-05 23:59", "late": RULE}, "2026-10-06 22:14:00", 0.4),
        ({"due": "2026-10-05 23:59", "late": RULE}, "2026-10-10 22:14:00", 2),
        ({"due": "2026-10-05 23:59", "late": RULE}, "2026-10-10 22:14:01", 2),
        ({"due": "2026-10-05 23:59", "late": RULE, "extensions": THREE}, "2026-10-08 22:14:01", 0.4),
        ({"due": "2026-10-05 23:59", "late": 'per_day = "100%"'}, "2026-10-05 21:59:01", 4),
        ({"due": "2026-10-05 23:59"}, "2027-10-05 21:59:00", 4),
        # percents are what they say: 3 * 0.3 * 4 would be 3.5999999999999996
        ({"due": "2026-10-05 23:59", "late": 'per_day = "30%"'}, "2026-10-08 21:59:00", 3.6),
        ({"due": "2026-10-05 23:59", "late": 'per_day = "2.5%"'}, "2026-10-08 21:59:00", 0.3),
        # nbgrader's own plugin, which takes all here
        ({"due": "2026-10-05 23:59", "late": ""}, "2026-10-05 21:59:01", 4),
        ({"due": "2026-10-05 23:59", "late": 'rule = "plugin"'}, "2026-10-05 21:59:01", 4),
        ({"due": "2026-10-05 23:59", "late": 'rule = "plugin"'}, "2026-10-05 21:59:00", 0),
        # nobody knows when it came, or when it was due
        ({"due": "2026-10-05 23:59"}, None, 0),
        ({}, "2026-10-05 21:59:00", 0),
    ],
)
def test_what_lateness_costs(write, penalty, said, handed_in, points):
    write(**said)
    assert penalty(handed_in) == points


def test_a_date_that_is_moved_and_an_extension_that_is_given_or_taken_back_count_at_once(write, penalty):
    write("2026-10-05 23:59")
    assert penalty("2026-10-07 10:00:00") == 0.8
    write("2026-10-06 23:59")
    assert penalty(None) == 0.4
    write("2026-10-05 23:59", extensions='ada = "2026-10-07 12:00"')
    assert penalty(None) == 0
    write("2026-10-05 23:59")
    assert penalty(None) == 0.8
    write("2026-10-05 23:59", late='per_day = "25%"')
    assert penalty(None) == 2


def test_an_assignments_own_rule_replaces_the_courses(course, write, penalty):
    write("2026-10-05 23:59")
    with (course.root / "course.toml").open("a") as file:
        file.write('late = { per_day = "50%" }\n')
    assert penalty("2026-10-05 22:00:00") == 2


def test_a_hand_in_time_that_is_corrected_counts_at_once(course, write, penalty):
    write("2026-10-05 23:59")
    assert penalty("2026-10-07 10:00:00") == 0.8
    folder = course.folder("submitted", "num", "ada")
    folder.mkdir(parents=True)
    (folder / "timestamp.txt").write_text("2026-10-06 12:00:00 UTC")
    assert penalty(None) == 0.4
    (folder / "timestamp.txt").write_text("some time ago")  # what cannot be read changes nothing
    assert penalty(None) == 0.4


def test_without_the_file_the_gradebooks_hand_in_times_stay(course, penalty):
    with Gradebook(course.db_url) as gradebook:
        gradebook.find_assignment("num").duedate = datetime(2026, 10, 5, 18)
        gradebook.db.commit()
    folder = course.folder("submitted", "num", "ada")
    folder.mkdir(parents=True)
    (folder / "timestamp.txt").write_text("2026-10-06 12:00:00 UTC")
    assert penalty("2026-10-05 12:00:00") == 0


def test_the_gradebook_has_dates_in_utc_as_nbgrader_does(course, write):
    write("2026-10-05 23:59", extensions=THREE)
    due(course)
    assert in_gradebook(course) == (datetime(2026, 10, 5, 21, 59), timedelta(days=3))
    with Gradebook(course.db_url) as gradebook:
        assert gradebook.find_submission("num", "ada").duedate == datetime(2026, 10, 8, 21, 59)


def test_what_the_gradebook_had_otherwise_is_said_once(course, write):
    with Gradebook(course.db_url) as gradebook:
        gradebook.find_assignment("num").duedate = datetime(2026, 10, 5, 18)
        gradebook.grant_extension("num", "ada", days=1)
        gradebook.db.commit()
    write("2026-10-05 23:59", extensions=THREE)
    assert due(course).assignments[0].changes == [
        "num: due Mon 2026-10-05 23:59 +02:00, as course.toml says; "
        "the gradebook had Mon 2026-10-05 20:00 +02:00",
        "num: ada has until Thu 2026-10-08 23:59 +02:00, as course.toml says; "
        "the gradebook had Tue 2026-10-06 20:00 +02:00",
    ]
    assert due(course).assignments[0].changes == []
    write("2026-10-05 23:59")
    assert due(course).assignments[0].changes == [
        "num: ada's extension until Thu 2026-10-08 23:59 +02:00 is not in course.toml, "
        "and was taken out of the gradebook"
    ]
    assert in_gradebook(course)[1] is None


def test_an_extension_by_date_stays_that_date_when_the_due_date_is_moved(course, write):
    write("2026-10-05 23:59", extensions='ada = "2026-10-07 12:00"')
    due(course)
    write("2026-10-06 23:59", extensions='ada = "2026-10-07 12:00"')
    (change,) = due(course).assignments[0].changes
    assert change.startswith("num: due Tue 2026-10-06")
    assert in_gradebook(course)[1] == timedelta(hours=12, minutes=1)


def test_without_a_due_date_in_the_file_the_gradebooks_own_stay(course, write, penalty):
    with Gradebook(course.db_url) as gradebook:
        gradebook.find_assignment("num").duedate = datetime(2026, 10, 5, 18)
        gradebook.grant_extension("num", "ada", days=1)
        gradebook.db.commit()
    write()
    assert penalty("2026-10-06 18:00:01") == 0.4
    (one,) = due(course).assignments
    assert one.changes == []
    assert [(student, until.isoformat()) for student, until, _ in one.extensions] == [
        ("ada", "2026-10-06T18:00:00+00:00")
    ]


def test_without_the_file_the_gradebook_is_shown_and_nothing_is_changed(course):
    with Gradebook(course.db_url) as gradebook:
        gradebook.find_assignment("num").duedate = datetime(2026, 10, 5, 18)
        gradebook.db.commit()
    found = due(course, "num")
    (one,) = found.assignments
    assert (found.file, found.timezone, found.remarks) == (None, "UTC", [])
    assert (one.due, one.rule) == (datetime(2026, 10, 5, 18, tzinfo=UTC), "all points are taken off")
    assert in_gradebook(course) == (datetime(2026, 10, 5, 18), None)
    assert settle(course, "num").notices == []


@pytest.mark.parametrize("file", ["", 'timezone = "Europe/Berlin"'])
def test_the_plugin_for_nbgraders_commands_leaves_all_as_it_was_where_the_file_has_no_rule(
    course, penalty, monkeypatch, file
):
    monkeypatch.setitem(course.config.AssignLatePenalties, "plugin_class", PLUGIN)
    if file:
        (course.root / "course.toml").write_text(file)
    with Gradebook(course.db_url) as gradebook:
        gradebook.find_assignment("num").duedate = datetime(2026, 10, 5, 18)
        gradebook.db.commit()
    assert penalty("2026-10-05 18:00:01") == 4
    assert due(course).remarks == []


def test_a_groups_members_have_its_time_and_each_their_own_extension(course, write):
    write("2026-10-05 23:59", extensions=THREE)
    record = CollectionRecord(course, "num")
    record.students["ada"] = CollectedAttempt("", members=["ben"])
    record.save()
    folder = course.folder("submitted", "num", "ada")
    folder.mkdir(parents=True)
    (folder / "timestamp.txt").write_text("2026-10-07 12:00:00 UTC")
    settle(course, "num")
    with Gradebook(course.db_url) as gradebook:
        lost = {it: gradebook.find_submission("num", it).late_submission_penalty for it in ("ada", "ben")}
        gradebook.remove_submission("num", "ben")
    assert lost == {"ada": 0, "ben": 0.8}


def test_work_of_which_nobody_knows_when_it_came_is_named(course, write):
    write()
    assert settle(course, "num").undated == []
    write("2026-10-05 23:59")
    assert settle(course, "num").undated == ["ada"]
    write()
    assert settle(course, "num").undated == ["ada"]  # the gradebook still has the date
    (notice,) = settle(course, "num").notices
    assert notice.startswith("Nobody can say when ada handed in, so nothing is taken off; give the time")


@pytest.mark.parametrize(("late", "named"), [(False, []), (True, ["ada"]), (None, ["ada"])])
def test_work_that_canvas_knows_to_be_in_time_is_not_named(course, write, late, named):
    write("2026-10-05 23:59")
    record = CollectionRecord(course, "num")
    record.students["ada"] = CollectedAttempt("", system="canvas", late=late)
    record.save()
    assert settle(course, "num").undated == named


def test_names_that_are_probably_not_meant_are_told_with_the_nearest(course, write):
    write("2026-10-05 23:59", extensions='adda = "3 days"\nben = "1 day"')
    with (course.root / "course.toml").open("a") as file:
        file.write('[assignments.nun]\ndue = "2026-12-05 23:59"\n')
    nun, student, plugin = due(course).remarks[1], due(course).remarks[0], due(course).remarks[2]
    assert nun == "course.toml: there is no assignment 'nun' in source/ yet; did you mean 'num'?"
    assert student == (
        "course.toml: nobody in the gradebook is called 'adda', who has an extension for num; "
        "did you mean 'ada'?"
    )
    assert plugin.endswith('c.AssignLatePenalties.plugin_class = "nbseal.plugins.CourseRule"')
    assert [one.released for one in due(course).assignments] == [True, False]


def test_an_assignment_that_nobody_has_heard_of_is_refused(course, write):
    write("2026-10-05 23:59")
    with pytest.raises(AssignmentError, match=r"no assignment 'ps9' in .* \(there: num\)"):
        due(course, "ps9")


def test_a_file_that_cannot_be_understood_stops_grading_before_it_begins(course):
    (course.root / "course.toml").write_text('timezone = "Europe/Berln"')
    with pytest.raises(CourseFolderError, match="did you mean 'Europe/Berlin'"):
        grade(course, "num")
