"""Paragraphs whose speaker stands at their edge."""

import pytest

from tests.extraction.english.statements import statements

LEAD = "The road to the mill is closed again.\n\n"


@pytest.mark.parametrize(
    ("paragraph", "content", "mention"),
    [
        (
            "“The road was never safe. I told them so.” ― Ann Keller",
            "“The road was never safe. I told them so.”",
            "Ann Keller",
        ),
        (
            "“The road was never safe.” — Ann Keller, engineer",
            "“The road was never safe.”",
            "Ann Keller",
        ),
        (
            "The road is closed tonight. Drive with care. https://example.org/x"
            " — Truro Police (@truropolice) December 3, 2018",
            "The road is closed tonight. Drive with care.",
            "Truro Police (@truropolice)",
        ),
        (
            "I was never happy with the road, but I am used to it. Ann Keller,"
            " owner of the mill",
            "I was never happy with the road, but I am used to it.",
            "Ann Keller",
        ),
    ],
)
def test_signed_words(paragraph, content, mention):
    assert statements(LEAD + paragraph) == [(content, mention)]


@pytest.mark.parametrize(
    "paragraph",
    [
        "The road is closed tonight. Drive with care, please.",
        "The prize went to three of them. Among the winners is Ann Keller.",
        "The band played until two in the morning — Keller danced.",
        "The council met behind closed doors. It voted for Ann Keller and C. J. Miles.",
    ],
)
def test_unsigned_paragraphs(paragraph):
    assert statements(LEAD + paragraph) == []


def test_turns_of_a_transcript():
    text = (
        "KELLER: What do you make of the road?\n\n"
        "BRANDT: It should have been closed long ago.\n\n"
        "KELLER: And what of the mill and its men?\n\n"
        "BRANDT: They will find work elsewhere, I hope."
    )

    assert [mention for _content, mention in statements(text)] == [
        "KELLER",
        "BRANDT",
        "KELLER",
        "BRANDT",
    ]


def test_headings_in_capitals_are_no_turns():
    text = (
        "MARKETS: Stocks rose by two points today.\n\n"
        "ENERGY: Crude oil fell to fifty dollars.\n\n"
        "BONDS: Prices fell by a quarter of a point."
    )

    assert statements(text) == []
