"""A plain text file is one article."""

from quotes.importers import plaintext
from quotes.importers.text import MOST_BYTES
from tests.importers.pieces import FRENCH
from tests.importers.streams import items, records, refusals


def test_a_piece():
    (record,) = records(plaintext.read, FRENCH)

    assert record == {
        "type": "article",
        "text": FRENCH,
        "language": "fr",
        "headline": "Le pont fermé six mois",
        "byline": "Jeanne Dupont",
        "dateline": "Valbrune",
        "published_printed": record["published_printed"],
        "published_on": "2024-11-12",
        "published_on_known": "printed",
        "release": "draft",
    }
    assert "21h28" in record["published_printed"]


def test_what_is_refused():
    assert "is not UTF-8 (byte E9" in refusals(plaintext.read, b"caf\xe9")[0][2]
    assert refusals(plaintext.read, b" \n")[0][2] == "The text is empty."
    (huge,) = items(plaintext.read, b"x" * (MOST_BYTES + 1))
    assert huge.is_refused
    assert huge.raw is None
