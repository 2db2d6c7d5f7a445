"""BibTeX: signs of TeX, braces in pairs, names that are not parted."""

from dataclasses import replace

import pytest

from quotes.citations.bibtex import bibtex, escaped
from quotes.citations.facts import Name
from tests.citations.making import facts_of, make_denial, make_verified

pytestmark = pytest.mark.django_db

HOSTILE = r"50 % & 3 $ #1 a_b {c} }{ ~ ^ \input{x} “é”"


def test_an_entry():
    publication = make_verified()
    entry = bibtex(facts_of(publication, Anna_Brandt="Brandt, Anna"))

    assert entry.startswith(f"@misc{{quote-{publication.public_id}-v1,\n")
    assert "  author = {Brandt, Anna},\n" in entry
    assert "  title = {{«~Nous tiendrons parole~»}},\n" in entry
    assert (
        "  howpublished = {In: Les pourparlers reprennent, Agence Exemple},\n" in entry
    )
    assert "  year = {2024},\n  month = nov,\n  day = {13},\n" in entry
    assert "  urldate = {2026-11-25}\n}\n" in entry


def test_bodies_have_braces_and_reported_speech_is_no_title():
    entry = bibtex(facts_of(make_denial()))

    assert "author = {{Kremlin}}" in entry
    assert "title = {{Reported statement " in entry
    assert "note = {Newsroom Quotes, Le Kremlin a démenti que" in entry


def test_signs_of_tex_are_commands_and_braces_stay_in_pairs():
    text = escaped(HOSTILE)

    assert text.count("{") == text.count("}")
    for sign in "%&$#_":
        assert text.count(sign) == text.count(f"\\{sign}")
    assert r"\textbackslash{}input" in text
    assert "“é”" in text


@pytest.mark.parametrize("field", ["article", "statement", "publisher", "database"])
def test_nothing_in_a_field_ends_the_entry(field):
    facts = replace(facts_of(make_verified()), **{field: HOSTILE})
    entry = bibtex(facts)

    depth, ends = 0, []
    for at, sign in enumerate(entry):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if sign == "}" and depth == 0:
            ends.append(at)
    assert ends == [len(entry) - 2]


def test_names_that_bibtex_would_part_are_kept_whole():
    names = (
        Name("Reporters and Editors", True),
        Name("Brandt, fille", True),
        Name("Anna Brandt", True),
    )
    entry = bibtex(replace(facts_of(make_verified()), authors=names))

    assert (
        "author = {{Reporters and Editors} and {Brandt, fille} and Anna Brandt}"
        in entry
    )
