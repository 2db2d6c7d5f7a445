"""Quotation marks of every make, paired whatever was done to them."""

import pytest

from quotes.extraction.marks import pair
from quotes.extraction.paragraphs import paragraphs_of


def inner(text):
    return [each.inner.of(text) for each in pair(text, paragraphs_of(text))]


@pytest.mark.parametrize(
    "text",
    [
        "Il dit « oui » et part.",
        "Il dit «oui» et part.",
        "Il dit “oui” et part.",
        "Er sagt „oui“ und geht.",
        'He says "oui" and goes.',
        "He says ``oui'' and goes.",
        "He says <<oui>> and goes.",
        "Il dit ‹ oui › et part.",
        "He says ‘oui, yes’ and goes.",
        "Il dit »oui« et part.",
        "Il dit «oui” et part.",
        "Il dit “oui» et part.",
        'Il dit « oui" et part.',
        "Il dit :« oui » et part.",
        "Il dit ««oui»» et part.",
    ],
)
def test_any_pair_of_marks_holds_its_words(text):
    assert [words.removesuffix(", yes") for words in inner(text)] == ["oui"]


@pytest.mark.parametrize(
    "text",
    [
        "L’eau d’ici n’est qu’à eux.",
        "It’s the dogs’ dinner, isn’t it?",
        "The ’90s weren’t kind to rock ’n’ roll.",
        "A man of 6'2\" came in.",
        "Rien n'est dit.",
    ],
)
def test_an_apostrophe_or_inch_opens_nothing(text):
    assert inner(text) == []


def test_a_quotation_within_another_is_told_apart():
    text = "« Il a dit “non” hier », dit-elle."

    found = pair(text, paragraphs_of(text))

    assert [(each.inner.of(text), each.depth) for each in found] == [
        ("Il a dit “non” hier", 0),
        ("non", 1),
    ]


def test_what_is_never_closed_ends_before_its_cue_and_says_that_it_was_mended():
    text = "« Nous partons demain, a dit le maire."

    (found,) = pair(text, paragraphs_of(text))

    assert (found.inner.of(text), found.repaired) == ("Nous partons demain", True)


def test_what_was_never_opened_begins_with_its_sentence():
    text = "Le pont est fermé. Nous partons demain », a dit le maire."

    (found,) = pair(text, paragraphs_of(text))

    assert found.inner.of(text) == "Nous partons demain"
    assert found.repaired


def test_a_quotation_opened_anew_at_each_paragraph_goes_on():
    text = "« Nous partons.\n« Nous reviendrons », a dit le maire."

    first, second = pair(text, paragraphs_of(text))

    assert (first.inner.of(text), first.goes_on) == ("Nous partons.", True)
    assert (second.inner.of(text), second.goes_on) == ("Nous reviendrons", False)


def test_the_founding_mixture_makes_three_quotations():
    text = "«À la fin [sortante]”Ils partiront”, comme des blindés, “dont elle a besoin”, dit-il."

    assert inner(text) == ["À la fin [sortante]", "Ils partiront", "dont elle a besoin"]


def test_marks_in_any_number_nest_no_deeper_than_damage():
    text = "« “ ‹ „ " * 500

    assert (
        max(each.depth for each in pair(text + "x", [*paragraphs_of(text + "x")])) < 5
    )
