"""What is named by people is given to whom they named, and to nobody whom they did not."""

import pytest

from nbseal.collecting import collect
from nbseal.course.gradebook import open_gradebook

ALONE = [
    "num.ipynb",
    "num (1).ipynb",
    "num-Copy1.ipynb",
    "num-saved.ipynb",
    "num_final_v2.ipynb",
    "Copy of num.ipynb",
    "num - Kopie.ipynb",
    "num的副本.ipynb",
]
FOLDERS = ["num", "assignments", "Copy1", "num-Copy1", "Downloads/num", "home/jovyan/num"]


@pytest.mark.parametrize("name", ALONE)
def test_a_notebook_that_names_nobody_is_nobodys(course, tmp_path, mine, name):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / name).write_bytes(mine())
    result = collect(course, "num", [tmp_path / "in" / name])
    assert result.collected == []
    assert result.unmatched[0][1] == "neither its name nor a manifest in it says whose it is"


@pytest.mark.parametrize("folder", FOLDERS)
def test_zips_are_whose_their_own_names_say_and_not_a_folder_in_them(course, tmp_path, zipped, mine, folder):
    paths = [tmp_path / "num-ada.zip", tmp_path / "ben_num.zip"]
    for path in paths:
        path.write_bytes(zipped((f"{folder}/num.ipynb", mine(path.name))))
    assert collect(course, "num", paths).collected == ["ada", "ben"]


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_zip_that_names_nobody_is_nobodys(course, tmp_path, zipped, mine, folder):
    (tmp_path / "num.zip").write_bytes(zipped((f"{folder}/num.ipynb", mine())))
    result = collect(course, "num", [tmp_path / "num.zip"])
    assert (result.collected, len(result.unmatched)) == ([], 1)


def test_a_folder_in_a_zip_that_names_nobody_is_the_students_who_is_known(course, tmp_path, zipped, mine):
    with open_gradebook(course) as gradebook:
        gradebook.add_student("Zoë")
    (tmp_path / "num.zip").write_bytes(zipped(("Zoe\u0308/num.ipynb", mine())))
    assert collect(course, "num", [tmp_path / "num.zip"]).collected == ["Zoë"]


def test_a_students_own_folder_is_theirs(course, tmp_path, mine):
    (tmp_path / "dora" / "num").mkdir(parents=True)
    (tmp_path / "dora" / "num" / "num.ipynb").write_bytes(mine())
    assert collect(course, "num", [tmp_path / "dora"]).collected == ["dora"]


def test_who_is_on_no_list_is_taken_and_said(course, tmp_path, mine):
    with open_gradebook(course) as gradebook:
        gradebook.add_student("ada")
    (tmp_path / "adda.ipynb").write_bytes(mine())
    result = collect(course, "num", [tmp_path / "adda.ipynb"])
    assert result.remarks == [
        ("adda", "nobody in the gradebook is called 'adda'; it was taken as a new student's")
    ]


@pytest.mark.parametrize("name", ["Zoe\u0308", "ZOË", "zoë"])
def test_a_name_in_another_spelling_is_the_same_student(course, tmp_path, mine, name):
    with open_gradebook(course) as gradebook:
        gradebook.add_student("Zoë")
    (tmp_path / f"{name}.ipynb").write_bytes(mine())
    assert collect(course, "num", [tmp_path / f"{name}.ipynb"]).collected == ["Zoë"]
