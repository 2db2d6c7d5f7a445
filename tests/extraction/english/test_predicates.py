"""What is said of somebody."""

import pytest

from tests.extraction.english.statements import statements


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Keller called the plan “a gift to the rich.”",
            "the plan “a gift to the rich.”",
        ),
        ("Keller called the plan a mistake.", "the plan a mistake"),
        ("Keller described the plan as a mistake.", "the plan as a mistake"),
        (
            "Keller accused the council of wasting money.",
            "the council of wasting money",
        ),
        ("Keller called for a new vote.", "a new vote"),
        ("Keller called on the council to vote again.", "to vote again"),
        (
            "Keller called the plan a “gift to the rich” on Monday and left.",
            "the plan a “gift to the rich”",
        ),
    ],
)
def test_a_predicate(text, content):
    assert statements(text) == [(content, "Keller")]


@pytest.mark.parametrize(
    "text",
    [
        "Keller called her mother on Sunday.",
        "Keller called in sick.",
        "The company sold an app called “Screen Meter” to schools.",
        "Sales rose, compared with three million last year.",
    ],
)
def test_no_predicate(text):
    assert statements(text) == []
