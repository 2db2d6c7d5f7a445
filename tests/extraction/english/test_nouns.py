"""Nouns that report."""

import pytest

from tests.extraction.english.statements import statements


@pytest.mark.parametrize(
    ("text", "content", "mention"),
    [
        (
            "The book rests on his claim that the road was paid for twice.",
            "that the road was paid for twice",
            "his",
        ),
        (
            "Brandt laughed at Keller's old theory that the road was paid for twice.",
            "that the road was paid for twice",
            "Keller",
        ),
        (
            "Residents raised concerns that the road was not safe.",
            "that the road was not safe",
            "Residents",
        ),
    ],
)
def test_a_noun_with_its_owner(text, content, mention):
    assert (content, mention) in statements(text)


@pytest.mark.parametrize(
    "text",
    [
        "His claims that are false cost him his seat.",
        "The claim that the road was paid for twice is old.",
        "His claim to the land is old.",
    ],
)
def test_a_noun_that_reports_nothing(text):
    assert statements(text) == []
