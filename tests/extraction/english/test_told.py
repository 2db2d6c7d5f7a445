"""What somebody is told or asked."""

import pytest

from tests.extraction.english.statements import statements


@pytest.mark.parametrize(
    ("text", "content", "mention"),
    [
        (
            "Keller told reporters that the road was closed.",
            "that the road was closed",
            "Keller",
        ),
        ("She told him he was late.", "he was late", "She"),
        (
            "Keller told the council the road was closed.",
            "the road was closed",
            "Keller",
        ),
        ("Keller told CBC News he was late.", "he was late", "Keller"),
        (
            "Keller told NBC's “Today” show on Monday that he was late.",
            "that he was late",
            "Keller",
        ),
        (
            "The utility reminded customers to save water.",
            "to save water",
            "The utility",
        ),
        (
            "It advised people never to use a grill indoors.",
            "never to use a grill indoors",
            "It",
        ),
        ("Keller urged the council to close the road.", "to close the road", "Keller"),
        ("Keller warned residents of more floods.", "more floods", "Keller"),
    ],
)
def test_a_listener(text, content, mention):
    assert statements(text) == [(content, mention)]


@pytest.mark.parametrize(
    "text",
    [
        "Keller told the story of the road.",
        "She had been seen by a doctor and told had three months to live.",
        "He told lies.",
    ],
)
def test_nothing_is_told(text):
    assert statements(text) == []
