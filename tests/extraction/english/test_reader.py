"""A sentence read whole: quotations that no cue brings."""

import pytest

from tests.extraction.english.statements import statements


@pytest.mark.parametrize(
    ("text", "content", "mention"),
    [
        (
            "Keller has long seen the road as “the root of all our troubles in this town.”",
            "“the root of all our troubles in this town.”",
            "Keller",
        ),
        (
            "She wore a shirt with “no more roads through our small town” on it.",
            "“no more roads through our small town”",
            "She",
        ),
        (
            "The policy speaks of “what is good for all the people.”",
            "“what is good for all the people.”",
            "The policy",
        ),
    ],
)
def test_a_quotation_goes_with_the_subject_of_its_sentence(text, content, mention):
    assert statements(text) == [(content, mention)]


@pytest.mark.parametrize(
    "text",
    [
        "Keller drove along the “scenic road” to the mill.",
        "Keller wrote the book “All the Roads of My Small Town.”",
        "Keller sang “Home” at the fair.",
    ],
)
def test_a_scare_quote_or_a_title_is_none(text):
    assert statements(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“It is late,” Keller said. “It's a big job.”",
            [("“It is late,”", "Keller"), ("“It's a big job.”", None)],
        ),
        (
            "“It is late,” Keller said. “We should all go home now, I think.”",
            [
                ("“It is late,”", "Keller"),
                ("“We should all go home now, I think.”", None),
            ],
        ),
        (
            "“It is late,” Keller said.\n\n“We should all go home now, I think.”",
            [
                ("“It is late,”", "Keller"),
                ("“We should all go home now, I think.”", None),
            ],
        ),
    ],
)
def test_a_quotation_that_goes_on_is_a_statement_of_its_own(text, expected):
    assert statements(text) == expected
