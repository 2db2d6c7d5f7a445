"""Marking statements line by line."""

from dataclasses import dataclass
from time import perf_counter

import pytest
from django.core.exceptions import ValidationError

from quotes.admin.marked_text import Mark, marked_lines, window_around
from quotes.admin.places import place_of

TEXT = "Un 😀 deux,\ntrois quatre.\n\nCinq."


@dataclass(frozen=True)
class Statement:
    status: str


ONE, OTHER = Statement("verified"), Statement("disputed")


def mark(words, role="content", statement=ONE, begins=False):
    start = TEXT.index(words)
    return Mark(start, start + len(words), role, statement, begins)


def test_joined_the_lines_are_the_text():
    marks = [mark("deux,\ntrois"), mark("😀", "mention"), mark("trois quatre", "cue")]

    lines = marked_lines(TEXT, marks)

    assert "\n".join("".join(p.text for p in line.pieces) for line in lines) == TEXT
    assert [line.number for line in lines] == [1, 2, 3, 4]


def test_a_mark_over_two_lines_begins_once():
    lines = marked_lines(TEXT, [mark("deux,\ntrois", begins=True)])

    marked = [(p.text, p.begins) for line in lines for p in line.pieces if p.marks]
    assert marked == [("deux,", (ONE,)), ("trois", ())]


def test_overlapping_statements_say_so():
    lines = marked_lines(
        TEXT,
        [mark("trois quatre"), mark("quatre", statement=OTHER), mark("trois", "cue")],
    )

    assert [(p.text, p.classes) for p in lines[1].pieces] == [
        ("trois", "m-content m-cue s-verified"),
        (" ", "m-content s-verified"),
        ("quatre", "m-content m-shared s-disputed"),
        (".", ""),
    ]


def test_a_window_keeps_the_numbers_of_its_lines():
    start = TEXT.index("quatre")

    lines = marked_lines(TEXT, [], window_around(TEXT, start, start + 6))

    assert [line.number for line in lines] == [1, 2, 3]
    assert not any(line.cut_before or line.cut_after for line in lines)


def test_a_text_in_one_line_is_cut_around_the_statement():
    text = "a" * 5000 + "X" + "b" * 5000

    (line,) = marked_lines(text, [], window_around(text, 5000, 5001))

    assert line.pieces[0].text == "a" * 600 + "X" + "b" * 600
    assert line.cut_before
    assert line.cut_after


def test_words_are_found_whatever_white_space_was_typed_around_them():
    assert place_of(TEXT, " trois ") == (11, 16)


def test_of_many_places_the_first_are_listed_and_the_others_counted():
    text = "oui\n" * 70_000
    started = perf_counter()

    with pytest.raises(ValidationError) as refusal:
        place_of(text, "oui")

    [told] = refusal.value.messages
    assert "70000 times" in told
    assert "0 (line 1), 4 (line 2)," in told
    assert "28 (line 8) and 69992 more" in told
    assert place_of(text, "oui", 4 * 69_999) == (279_996, 279_999)
    assert perf_counter() - started < 1


def test_words_that_overlap_themselves_are_counted_in_one_pass():
    text = "a" * 400_000
    started = perf_counter()

    with pytest.raises(ValidationError, match="and 1 more"):
        place_of(text, "a" * 200_000)

    assert perf_counter() - started < 1


def test_a_start_that_does_not_fit_is_no_pick():
    with pytest.raises(ValidationError, match="2 times"):
        place_of("oui oui", "oui", 2)
    assert place_of("oui oui", "oui", 4) == (4, 7)
