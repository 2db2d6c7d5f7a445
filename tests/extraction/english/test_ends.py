"""Where what is said ends."""

import pytest

from tests.extraction.english.statements import statements


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "While some critics say the road is unsafe, Keller says it was built well.",
            [("the road is unsafe", "some critics"), ("it was built well", "Keller")],
        ),
        (
            "When Keller first told Brandt she loved him, he fell silent.",
            [("she loved him", "Keller")],
        ),
        (
            "Keller said the road is safe, but Brandt said it should be closed.",
            [("the road is safe", "Keller"), ("it should be closed", "Brandt")],
        ),
        (
            "Keller said the road is safe and added that it was built well.",
            [("the road is safe", "Keller"), ("that it was built well", "Keller")],
        ),
        (
            "Keller said the road is safe, adding that it was built well.",
            [("the road is safe", "Keller"), ("that it was built well", "Keller")],
        ),
        (
            "Keller said the road is safe; the council has yet to vote.",
            [("the road is safe", "Keller")],
        ),
        (
            "Keller said the road is safe — a claim the council has made for years.",
            [("the road is safe", "Keller")],
        ),
        (
            "Keller says readers can send gifts. https://example.org/gifts",
            [("readers can send gifts", "Keller")],
        ),
    ],
)
def test_the_words_end(text, expected):
    assert statements(text) == expected


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Keller said the road — the only one to the mill — is safe.",
            "the road — the only one to the mill — is safe",
        ),
        (
            "Keller said that in 1998, when the mill closed, the town had a railway.",
            "that in 1998, when the mill closed, the town had a railway",
        ),
        (
            "Keller said the mill, the school and the church are safe.",
            "the mill, the school and the church are safe",
        ),
    ],
)
def test_the_words_go_on(text, content):
    assert statements(text) == [(content, "Keller")]


def test_what_is_reported_inside_a_report_is_its_speakers():
    text = "Keller said Brandt believes that the road is safe."

    assert statements(text) == [("Brandt believes that the road is safe", "Keller")]
