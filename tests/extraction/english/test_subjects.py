"""Who speaks, before a verb."""

import pytest

from tests.extraction.english.statements import statements


@pytest.mark.parametrize(
    ("subject", "mention"),
    [
        ("Ann Keller", "Ann Keller"),
        ("Ann Keller, a doctor from Halifax,", "Ann Keller"),
        ("Ann Keller, 34, of Truro, N.S.,", "Ann Keller"),
        ("Ann Keller, who runs the shelter,", "Ann Keller"),
        ("Ann Keller, however,", "Ann Keller"),
        ("Ann Keller (R-Ohio)", "Ann Keller"),
        ("His lawyer, Ann Keller,", "Ann Keller"),
        ("Brandt's agent, Ann B. Keller,", "Ann B. Keller"),
        ("The director of roads for the county, Ann Keller,", "Ann Keller"),
        ("Ann Keller earlier this week", "Ann Keller"),
        ("On Wednesday Ann Keller", "Ann Keller"),
        ("People who live nearby", "People"),
        ("A group that represents doctors", "A group"),
        ("Another study of roads that looked at 20 towns", "Another study of roads"),
        ("Talks slowed after officials", "officials"),
        ("About 20 people", "About 20 people"),
        ("Still, McNally", "McNally"),
        ("All those involved", "All those involved"),
    ],
)
def test_the_subject_of_a_report(subject, mention):
    text = f"{subject} said that the road was closed."

    assert statements(text) == [("that the road was closed", mention)]


@pytest.mark.parametrize(
    ("subject", "mention"),
    [
        # A region is no name beside a role.
        ("The mayor of Truro, N.S.,", "The mayor of Truro"),
        ("The mayor of Truro, Nova Scotia,", "The mayor of Truro"),
        # A name that has its role behind it stays.
        ("Ann Keller, the mayor of Truro,", "Ann Keller"),
    ],
)
def test_what_looks_like_a_name_beside_a_role(subject, mention):
    text = f"{subject} said that the road was closed."

    assert statements(text) == [("that the road was closed", mention)]


@pytest.mark.parametrize("subject", ["I", "We", "Nobody", "Nothing"])
def test_who_is_no_speaker(subject):
    assert statements(f"{subject} said that the road was closed.") == []
