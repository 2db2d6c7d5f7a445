"""Texts: normalized once, selected by code points, folded for searching."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.texts import (
    CONTEXT,
    TextError,
    find_unique,
    fold,
    line_of,
    normalize,
    places_of,
    select,
    sha256,
)

#: Letters that texts in our languages are made of, with what makes them hard.
letters = st.text(
    st.sampled_from("aéÉàçœŒæÆ’'ʼ«»“”… \u00a0\u202f\n-–—0€ﬁß\u0301ЗКпй"), max_size=40
)


# normalize


@pytest.mark.parametrize(
    ("received", "kept"),
    [
        ("Un.", "Un."),
        ("Un.\r\nDeux.", "Un.\nDeux."),
        ("Un.\rDeux.", "Un.\nDeux."),
        ("Un.\r\r\nDeux.\n\rTrois.", "Un.\n\nDeux.\n\nTrois."),
        ("\ufeffUn.", "Un."),
        ("\ufeff\ufeffUn.", "Un."),
        ("\ufeff\r\nUn.", "\nUn."),
        # evidence: nothing else is touched
        ("  Un. \n\n", "  Un. \n\n"),
        ("Un\ufeff.", "Un\ufeff."),
        ("e\u0301té", "e\u0301té"),
        ("«À”Ils", "«À”Ils"),
        ("50\u00a0000\u202f€", "50\u00a0000\u202f€"),
        ("a\u2028b\x0cc\x85d", "a\u2028b\x0cc\x85d"),
    ],
)
def test_line_ends_and_a_byte_order_mark_are_all_that_changes(received, kept):
    assert normalize(received) == kept


@settings(deadline=None)
@given(st.text())
def test_normalizing_twice_changes_nothing(text):
    try:
        once = normalize(text)
    except TextError:
        return
    assert normalize(once) == once
    assert "\r" not in once
    assert not once.startswith("\ufeff")


@pytest.mark.parametrize("text", ["", " ", "\r\n", "\ufeff", "\ufeff \t\r"])
def test_an_empty_text_is_refused(text):
    with pytest.raises(TextError, match="empty"):
        normalize(text)


@pytest.mark.parametrize(
    ("text", "line"), [("\0Un.", 1), ("Un.\r\nDeux\0.", 2), ("Un.\rDeux.\r\0", 3)]
)
def test_a_nul_character_is_refused_with_its_line(text, line):
    with pytest.raises(TextError, match=f"^Line {line} holds .*U\\+0000"):
        normalize(text)


def test_the_digest_is_that_of_utf_8():
    assert sha256("é") == (
        "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"
    )


# select


@settings(deadline=None)
@given(text=st.text(min_size=1), data=st.data())
def test_a_selector_is_a_slice_with_its_context(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))

    found = select(text, start, end)

    assert found.exact == text[found.start : found.end] == text[start:end]
    assert text[:start].endswith(found.prefix)
    assert text[end:].startswith(found.suffix)
    assert len(found.prefix) == min(CONTEXT, start)
    assert len(found.suffix) == min(CONTEXT, len(text) - end)


def test_positions_count_code_points():
    assert select("🎈é!", 1, 2).exact == "é"


@pytest.mark.parametrize(
    ("start", "end"), [(0, 0), (2, 1), (-1, 2), (0, 5), (4, 5), (5, 6)]
)
def test_positions_outside_the_text_are_refused_with_its_length(start, end):
    with pytest.raises(TextError, match="which has 4 signs"):
        select("abcd", start, end)


# find_unique


def test_words_that_stand_once_are_found():
    found = find_unique("« Oui », dit-elle.", "Oui")

    assert (found.start, found.end) == (2, 5)


@pytest.mark.parametrize("words", ["Non", "oui", "Oui  ", ""])
def test_words_that_do_not_stand_there_are_refused(words):
    with pytest.raises(TextError, match="do not stand in the text"):
        find_unique("« Oui », dit-elle.", words)


def test_words_that_stand_twice_are_never_a_pick():
    with pytest.raises(TextError) as refused:
        find_unique("Oui.\nNon.\nOui.", "Oui")

    assert "2 times: at 0 (line 1), 10 (line 3)" in str(refused.value)


def test_words_that_overlap_themselves_are_counted_as_two():
    with pytest.raises(TextError, match="2 times"):
        find_unique("tatata", "tata")


@pytest.mark.parametrize(
    ("position", "line"), [(0, 1), (2, 1), (3, 2), (4, 3), (5, 3), (7, 3)]
)
def test_lines_are_counted_from_one(position, line):
    assert line_of("ab\n\ncde", position) == line


# fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Élysée", "elysee"),
        ("ÉLYSÉE", "elysee"),
        ("E\u0301lyse\u0301e", "elysee"),
        ("Cœur", "coeur"),
        ("ŒUVRE", "oeuvre"),
        ("Ægidius", "aegidius"),
        ("ça", "ca"),
        ("l’Otan", "l'otan"),
        ("l'Otan", "l'otan"),
        ("lʼOtan", "l'otan"),
        ("Straße", "strasse"),
        ("ﬁnances", "finances"),
        ("50\u202f000\u00a0€", "50 000 €"),
        ("  deux\n\tlignes ", "deux lignes"),
        ("Зеленский", "зеленскии"),
        ("", ""),
        (" \u00a0", ""),
    ],
)
def test_folding_is_what_a_reader_would_type(text, folded):
    assert fold(text) == folded


@settings(deadline=None)
@given(letters)
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@settings(deadline=None)
@given(letters)
def test_case_makes_no_difference(text):
    assert fold(text.upper()) == fold(text) == fold(text.lower())


@settings(deadline=None)
@given(before=letters, word=st.sampled_from(["Élysée", "l’œuvre"]), after=letters)
def test_a_word_is_found_in_the_text_that_holds_it(before, word, after):
    assert fold(word) in fold(f"{before} {word} {after}")


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Par Eloise \n KERGUÉLEN, ici", "Éloïse Kerguélen", ["Eloise \n KERGUÉLEN"]),
        ("E\u0301loi\u0308se\u0301 !", "eloise", ["E\u0301loi\u0308se\u0301"]),
        ("l’Œuvre, l'oeuvre", "L’œuvre", ["l’Œuvre", "l'oeuvre"]),
        ("straße STRASSE", "Strasse", ["straße", "STRASSE"]),
        ("oﬀre", "f", ["ﬀ"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("rien", "nul", []),
        ("rien", " ", []),
        ("", "nul", []),
    ],
)
def test_places_of_words_are_found_however_they_are_written(text, words, found):
    assert [text[start:end] for start, end in places_of(text, words)] == found


@given(st.text(), st.text(min_size=1))
@settings(max_examples=200)
def test_words_have_a_place_exactly_where_folding_finds_them(text, words):
    places = places_of(f"{text} {words}", words)

    assert bool(places) == bool(fold(words))
    for start, end in places:
        assert fold(words) in fold(f"{text} {words}"[start:end])
