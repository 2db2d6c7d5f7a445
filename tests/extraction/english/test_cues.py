"""Which words of a sentence report."""

import pytest

from quotes.extraction.english.cues import cues
from quotes.extraction.items import lay_out


def groups(text):
    sentence = lay_out(text, "en").sentences[0]
    return [
        " ".join(each.text for each in sentence.items[cue.first : cue.last])
        for cue in cues(sentence.items)
    ]


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Keller said it was late.", "said"),
        ("Keller has said it was late.", "has said"),
        ("Keller is saying it was late.", "is saying"),
        ("Keller did say it was late.", "did say"),
        ("Keller went on to say it was late.", "went on to say"),
        ("Keller tweeted out that it was late.", "tweeted out"),
        ("All those involved say it was late.", "say"),
    ],
)
def test_a_verb_with_its_group(text, group):
    assert groups(text) == [group]


@pytest.mark.parametrize(
    "text",
    [
        "Keller will say it was late.",
        "Keller never said it was late.",
        "Keller was told.",
        "The latest claims are old.",
        "The State of Maine is large.",
    ],
)
def test_a_word_that_reports_nothing(text):
    assert groups(text) == []
