"""What changed between two texts, word by word."""

from hypothesis import given
from hypothesis import strategies as st

from quotes.diffs import ADDED, KEPT, LONGEST, REMOVED, Change, word_diff


def joined(changes, *kinds):
    return "".join(change.text for change in changes if change.kind in kinds)


def test_one_word_changed_is_one_word_removed_and_one_added():
    changes = word_diff("Ils essaieront d’expédier", "Ils tenteront d’expédier")

    assert changes == [
        Change(KEPT, "Ils "),
        Change(REMOVED, "essaieront "),
        Change(ADDED, "tenteront "),
        Change(KEPT, "d’expédier"),
    ]


def test_a_mark_is_a_word_of_its_own():
    changes = word_diff("« Oui. »", "« Oui ! »")

    assert joined(changes, REMOVED).strip() == "Oui."
    assert joined(changes, ADDED).strip() == "Oui !"


def test_the_same_text_is_kept_and_nothing_is_nothing():
    assert word_diff("Tout.", "Tout.") == [Change(KEPT, "Tout.")]
    assert word_diff("", "") == []
    assert word_diff("", "Tout.") == [Change(ADDED, "Tout.")]


def test_what_is_too_long_to_read_is_shown_whole():
    before, after = "a " * (LONGEST + 1), "b"

    assert word_diff(before, after) == [Change(REMOVED, before), Change(ADDED, after)]


@given(st.text(max_size=80), st.text(max_size=80))
def test_the_runs_are_the_two_texts_again(before, after):
    changes = word_diff(before, after)

    assert joined(changes, KEPT, REMOVED) == before
    assert joined(changes, KEPT, ADDED) == after
