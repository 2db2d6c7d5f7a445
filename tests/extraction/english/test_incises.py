"""Cues inside and behind their words."""

import pytest

from tests.extraction.english.statements import statements


@pytest.mark.parametrize(
    ("text", "content", "mention"),
    [
        (
            "“The bridge is safe,” said Ann Keller.",
            "“The bridge is safe,”",
            "Ann Keller",
        ),
        (
            "“The bridge is safe,” the mayor said on Monday.",
            "“The bridge is safe,”",
            "the mayor",
        ),
        ("“Is it safe?” she asked.", "“Is it safe?”", "she"),
        (
            "“The bridge is safe,” said Ann Keller, who built it.",
            "“The bridge is safe,”",
            "Ann Keller",
        ),
        (
            "“The bridge is safe,” said the engineer, Ann Keller.",
            "“The bridge is safe,”",
            "Ann Keller",
        ),
        (
            "“The bridge is safe,” the engineer, Ann Keller, said.",
            "“The bridge is safe,”",
            "Ann Keller",
        ),
        (
            "“The bridge,” she said, “is safe.”",
            "“The bridge,” … “is safe.”",
            "she",
        ),
        ("The bridge is safe, the mayor said.", "The bridge is safe", "the mayor"),
        (
            "The road will reopen in May, according to plan, Keller said.",
            "The road will reopen in May, according to plan",
            "Keller",
        ),
        (
            "In addition, the road will reopen in May, Keller said.",
            "the road will reopen in May",
            "Keller",
        ),
        (
            "OTTAWA — The road will reopen in May, Keller said.",
            "The road will reopen in May",
            "Keller",
        ),
    ],
)
def test_a_cue_behind_its_words(text, content, mention):
    assert (content, mention) in statements(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The storm, Keller said, has closed the road.",
            [("The storm … has closed the road", "Keller")],
        ),
        (
            "What matters, she says, is that the road was closed.",
            [("What matters … is that the road was closed", "she")],
        ),
        (
            "To save the road, Keller said, the town must borrow money.",
            [("To save the road … the town must borrow money", "Keller")],
        ),
        (
            "Although the road is old, Keller said, it was built well.",
            [("Although the road is old … it was built well", "Keller")],
        ),
        (
            "The road was closed in May, she says, and the bridge was lost.",
            [
                ("The road was closed in May", "she"),
                ("and the bridge was lost", "she"),
            ],
        ),
    ],
)
def test_a_cue_that_interrupts_unquoted_words(text, expected):
    assert statements(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Where and when it was said is no part of it.
        (
            "In a letter on Monday, Keller said the road was closed.",
            [("the road was closed", "Keller")],
        ),
        (
            "In an interview with “Morning Radio,” Keller said the road was closed.",
            [("the road was closed", "Keller")],
        ),
        # An earlier report is not swallowed by a later one.
        (
            "Keller said the road was old, but “it was built to last,” Brandt said.",
            [("the road was old", "Keller"), ("“it was built to last,”", "Brandt")],
        ),
        # An aside about the speaker is none of the words.
        (
            "The road is closed, said Keller, who lives beside it.",
            [("The road is closed", "Keller")],
        ),
        ("The annual dinner, held last September, drew hundreds of guests.", []),
        ("Keller, the mayor said nothing about it.", []),
    ],
)
def test_what_is_near_a_cue_and_none_of_its_words(text, expected):
    assert statements(text) == expected
