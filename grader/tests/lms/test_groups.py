"""Canvas's file of groups says who has handed in together."""

import pytest

from nbseal.errors import LmsFileError
from nbseal.lms.groups import group_of, read_groups

GROUPS = """\
name,canvas_user_id,user_id,login_id,sections,group_name,canvas_group_id,group_id
"Lovelace, Ada",11,S-1,ada,A,Équipe 1,901,
"Bow, Ben",12,S-2,ben@example.org,A,Équipe 1,901,
"Çelik, Cem",13,S-3,cem,A,Équipe 2,902,
"Doe, Dora",14,S-4,dora,A,,,
"""


@pytest.fixture
def groups(tmp_path):
    (tmp_path / "groups.csv").write_text(GROUPS, encoding="utf-8")
    return read_groups(tmp_path / "groups.csv")


def test_each_group_has_its_members_and_who_is_in_none_is_in_none(groups):
    members = {name: [row.lms_id for row in rows] for name, rows in groups.items()}
    assert members == {"Équipe 1": ["11", "12"], "Équipe 2": ["13"]}
    assert groups["Équipe 1"][1].email == "ben@example.org"


@pytest.mark.parametrize("name", ["équipe1", "e\u0301quipe1", "Équipe-1"])
def test_a_group_is_known_by_its_letters_and_a_members_number(groups, name):
    assert [row.lms_id for row in group_of(groups, name, "12")] == ["12", "11"]


@pytest.mark.parametrize(("name", "number"), [("équipe1", "13"), ("équipe3", "11"), ("lovelaceada", "11")])
def test_a_name_or_a_number_alone_is_no_group(groups, name, number):
    assert group_of(groups, name, number) == []


def test_another_file_is_refused(tmp_path):
    (tmp_path / "no.csv").write_text("name,email\nAda,ada@example.org\n", encoding="utf-8")
    with pytest.raises(LmsFileError, match="is not Canvas's file of groups"):
        read_groups(tmp_path / "no.csv")
