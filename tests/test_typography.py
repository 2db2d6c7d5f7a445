"""Typography: spaces of French, marks of each language; words never change."""

import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.typography import NBSP, NNBSP, marks, spaced

SPACES = re.compile(r"[ \u00a0\u202f]")
texts = st.text(
    st.sampled_from(f"aé1234567890 {NBSP}{NNBSP}«»;:!?%,.\n’“”-"), max_size=30
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("« Oui »", f"«{NBSP}Oui{NBSP}»"),
        ("«Oui»", f"«{NBSP}Oui{NBSP}»"),
        (f"«{NNBSP}Oui{NNBSP}»", f"«{NBSP}Oui{NBSP}»"),
        ("Non !", f"Non{NNBSP}!"),
        ("Vraiment ?", f"Vraiment{NNBSP}?"),
        ("Un ; deux", f"Un{NNBSP}; deux"),
        ("Il dit : oui", f"Il dit{NBSP}: oui"),
        ("50 000 soldats", f"50{NNBSP}000 soldats"),
        ("1 234 567 euros", f"1{NNBSP}234{NNBSP}567 euros"),
        ("5 %", f"5{NBSP}%"),
        # no space in the text, none made
        ("21:28", "21:28"),
        ("Non!", "Non!"),
        ("https://example.org", "https://example.org"),
        ("le 5 novembre 2024", "le 5 novembre 2024"),
        ("9,2 milliards", "9,2 milliards"),
        ("", ""),
    ],
)
def test_french_spaces_do_not_break(text, shown):
    assert spaced(text, "fr") == shown
    assert spaced(text, "fr-CA") == shown


@settings(deadline=None)
@given(texts)
def test_only_spaces_change(text):
    assert SPACES.sub("", spaced(text, "fr")) == SPACES.sub("", text)


@settings(deadline=None)
@given(texts)
def test_spacing_twice_changes_nothing(text):
    once = spaced(text, "fr")

    assert spaced(once, "fr") == once


def test_spacing_twice_changes_nothing_in_any_short_run_of_marks():
    for signs in itertools.product(f"1a {NBSP}{NNBSP}«»:;%", repeat=4):
        once = spaced("".join(signs), "fr")
        assert spaced(once, "fr") == once, signs


@settings(deadline=None)
@given(text=st.text(), language=st.sampled_from(["en", "en-GB", "de", "ru", "und", ""]))
def test_no_other_language_is_touched(text, language):
    assert spaced(text, language) == text


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr", (f"«{NBSP}", f"{NBSP}»")),
        ("fr-CH", (f"«{NBSP}", f"{NBSP}»")),
        ("en", ("“", "”")),
        ("en-US", ("“", "”")),
        ("de", ("„", "“")),
        ("und", ("“", "”")),
        ("", ("“", "”")),
    ],
)
def test_marks_are_those_of_the_language(language, expected):
    assert marks(language) == expected
