"""Which words of a text a query marks."""

import pytest

from quotes.queries import parse
from quotes.snippets import Wanted, marked

TEXT = "À la fin de l’administration, l’Europe se mobilise : c’est sûr."


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("mobilisées", ["mobilise"]),
        ("EUROPE fin", ["fin", "Europe"]),
        ('"fin de l\'administration"', ["fin", "administration"]),
        ("mobil*", ["mobilise"]),
        ("europe -mobilise", ["Europe"]),
        ("-europe", []),
        ("speaker:europe", []),
        ("europe OR fin", ["fin", "Europe"]),
        ("la", ["la"]),
        ("la fin", ["fin"]),
        ("absent", []),
    ],
)
def test_the_words_that_a_query_finds_are_marked(query, hits):
    found = Wanted(parse(query)).hits(TEXT, "fr")

    assert [TEXT[start:end] for start, end in found] == hits


def test_nothing_is_marked_without_a_query():
    assert not Wanted(None)
    assert Wanted(None).hits(TEXT, "fr") == []


def test_the_runs_of_a_marked_text_are_the_text():
    runs = marked(TEXT, Wanted(parse("fin europe")).hits(TEXT, "fr"))

    assert "".join(text for text, _is_hit in runs) == TEXT
    assert [text for text, is_hit in runs if is_hit] == ["fin", "Europe"]
