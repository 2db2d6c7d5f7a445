"""How far a rule is trusted."""

from quotes.extraction import extract
from quotes.extraction.confidence import trust

PIECE = "« Le pont tiendra », a dit Anne Roux. Il a nié sa fatigue devant le conseil."


def test_what_was_right_oftener_is_trusted_more():
    assert trust("fr", "incise").content > trust("fr", "noun-phrase").content
    assert trust("en", "signed").content > trust("en", "infinitive").content


def test_a_rule_that_was_seldom_seen_has_the_base_and_a_stray_name_changes_nothing():
    assert trust("fr", "of tomorrow") == trust("en", "of tomorrow")
    assert trust("fr", "incise-stray-name") == trust("fr", "incise")


def test_a_statement_says_why_it_holds_each_field():
    (said, *_) = extract(PIECE, "fr").statements

    assert set(said.grounds) == {
        *("content", "kind", "polarity", "cue", "mention", "speaker")
    }
    assert said.grounds["content"].rule == "incise"
    assert all(0 < each.confidence < 100 for each in said.grounds.values())
