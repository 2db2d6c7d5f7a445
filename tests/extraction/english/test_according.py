"""According to somebody."""

import pytest

from tests.extraction.english.statements import statements


@pytest.mark.parametrize(
    ("text", "content", "mention"),
    [
        (
            "According to Ann Keller, the road is closed.",
            "the road is closed",
            "Ann Keller",
        ),
        (
            "The road is closed, according to Ann Keller.",
            "The road is closed",
            "Ann Keller",
        ),
        (
            "According to Ann Keller, a doctor in Truro, the road is closed.",
            "the road is closed",
            "Ann Keller",
        ),
        (
            "The road, according to the police, has been closed.",
            "The road … has been closed",
            "the police",
        ),
        (
            "“The road is closed,” according to Ann Keller, a doctor at the clinic.",
            "“The road is closed,”",
            "Ann Keller",
        ),
    ],
)
def test_according_to(text, content, mention):
    assert statements(text) == [(content, mention)]


@pytest.mark.parametrize(
    "text",
    [
        "According to plan.",
        "They were paid according to their age.",
        "He acted accordingly to save the road.",
    ],
)
def test_not_according_to_somebody(text):
    assert [each for each in statements(text) if each[1] and "Keller" in each[1]] == []
