"""Drafts made to fit together."""

from quotes.extraction.drafts import Draft
from quotes.extraction.spans import Span
from quotes.extraction.untangling import untangle

TEXT = "one two three four five six seven eight nine ten"


def draft(*places, cue=None, mention=None):
    content = [Span(*each) for each in places]
    return Draft(
        content,
        Span(*cue) if cue else None,
        [Span(*mention)] if mention else [],
        "r",
        0,
    )


def spans(drafts):
    return [[(part.start, part.end) for part in each.content] for each in drafts]


def test_drafts_apart_are_left_alone():
    found = untangle(TEXT, [draft((0, 13)), draft((14, 28))])

    assert spans(found) == [[(0, 13)], [(14, 28)]]
    assert not any(each.nested for each in found)


def test_one_inside_another_is_nested():
    inner = draft((8, 18))

    untangle(TEXT, [draft((0, 28)), inner])

    assert inner.nested


def test_where_two_cross_the_earlier_ends_where_the_later_begins():
    assert spans(untangle(TEXT, [draft((0, 18)), draft((14, 28))])) == [
        [(0, 14)],
        [(14, 28)],
    ]


def test_a_content_twice_is_kept_once():
    assert spans(untangle(TEXT, [draft((0, 13)), draft((0, 13))])) == [[(0, 13)]]


def test_a_speaker_inside_the_words_given_to_him_goes():
    assert untangle(TEXT, [draft((0, 28), cue=(29, 34), mention=(4, 7))]) == []


def test_one_word_without_a_cue_is_no_statement():
    assert untangle(TEXT, [draft((0, 3))]) == []
    assert len(untangle(TEXT, [draft((0, 3), cue=(4, 7))])) == 1


def test_drafts_come_in_the_order_of_the_text():
    assert spans(untangle(TEXT, [draft((14, 28)), draft((0, 13))])) == [
        [(0, 13)],
        [(14, 28)],
    ]
