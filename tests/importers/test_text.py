"""What a text says of itself is found, and what only looks like it is not."""

from datetime import date

import pytest

from quotes.importers.printed import day_in, moments
from quotes.importers.text import MOST_BYTES, decode, read
from quotes.texts import TextError
from tests.importers.pieces import BLINKEN

ENGLISH = (
    "The council voted on Tuesday night to close the bridge for six months, the mayor "
    "told reporters after a long meeting.\n"
)
FRENCH = (
    "Le conseil a voté mardi soir la fermeture du pont pour six mois, a annoncé la "
    "maire après une longue séance publique.\n"
)
#: Fields of a record that hold something found.
FOUND = (
    *("headline", "byline", "publisher", "dateline"),
    *("published_printed", "updated_printed", "published_on"),
)


def found(text):
    """Return what was found besides the language, by field."""
    record = read(text)
    assert record.text == text
    return {name: value for name in FOUND if (value := getattr(record, name))}


def test_the_founding_piece():
    assert read(BLINKEN).language == "fr"
    assert found(BLINKEN) == {
        "dateline": "Bruxelles",
        "published_printed": "Publié à 21h28",
        "updated_printed": "Mis à jour à 21h56",
        "byline": "Léon BRUNEAU",
        "publisher": "Agence France-Presse",
    }


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("OTTAWA — ", {"dateline": "OTTAWA"}),
        ("NEW YORK – ", {"dateline": "NEW YORK"}),
        ("ST. LOUIS, Mo. — ", {"dateline": "ST. LOUIS, Mo."}),
        ("PARIS (AFP) - ", {"dateline": "PARIS", "publisher": "AFP"}),
        ("KYIV, Ukraine (AP) — ", {"dateline": "KYIV, Ukraine", "publisher": "AP"}),
        (
            "WASHINGTON, Nov 12 (Reuters) - ",
            {"dateline": "WASHINGTON", "publisher": "Reuters"},
        ),
        ("(Reuters) - ", {"publisher": "Reuters"}),
        ("(Valbrune) ", {"dateline": "Valbrune"}),
        ("By Jane Doe\n", {"byline": "Jane Doe"}),
        ("BY JANE DOE\n", {"byline": "JANE DOE"}),
        ("By Jane Doe and John O’Neil\n", {"byline": "Jane Doe and John O’Neil"}),
        ("By Jane Doe, Reuters\n", {"byline": "Jane Doe"}),
        (
            "Jane Doe\nThe Associated Press\n",
            {"byline": "Jane Doe", "publisher": "The Associated Press"},
        ),
        (
            "Council closes bridge\nBy Jane Doe\n"
            "Published 12 November 2024 at 9:15 am GMT | Updated 13 November 2024\n\n",
            {
                "headline": "Council closes bridge",
                "byline": "Jane Doe",
                "published_printed": "Published 12 November 2024 at 9:15 am GMT",
                "updated_printed": "Updated 13 November 2024",
                "published_on": date(2024, 11, 12),
            },
        ),
        ("Bridge closed: what now?\n", {"headline": "Bridge closed: what now?"}),
    ],
)
def test_english_shapes(head, expected):
    assert found(head + ENGLISH) == expected
    assert read(head + ENGLISH).language == "en"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("MONTRÉAL — ", {"dateline": "MONTRÉAL"}),
        ("Genève (ATS) - ", {"dateline": "Genève", "publisher": "ATS"}),
        (
            "Par Jean-Pierre de La Tour et Marie Curie\n",
            {"byline": "Jean-Pierre de La Tour et Marie Curie"},
        ),
        (
            "Le pont fermé six mois\nPar Jeanne Dupont\n"
            "Publié le 12/11/2024 à 21h28, mis à jour le 13/11/2024 à 8h00\n",
            {
                "headline": "Le pont fermé six mois",
                "byline": "Jeanne Dupont",
                "published_printed": "Publié le 12/11/2024 à 21h28",
                "updated_printed": "mis à jour le 13/11/2024 à 8h00",
                "published_on": date(2024, 11, 12),
            },
        ),
        ("« Pas un euro de plus »\n", {"headline": "« Pas un euro de plus »"}),
        (
            "Publié hier à 9h\nLéa de KERGOAT\n",
            {
                "published_printed": "Publié hier à 9h",
                "byline": "Léa de KERGOAT",
            },
        ),
    ],
)
def test_french_shapes(head, expected):
    assert found(head + FRENCH) == expected
    assert read(head + FRENCH).language == "fr"


def test_an_agency_that_signs_at_the_end():
    assert found(f"{ENGLISH}\n{ENGLISH}\n(Reuters)\n") == {"publisher": "Reuters"}


@pytest.mark.parametrize(
    "head",
    [
        "The bridge is shut.\n",  # a first sentence is no headline
        "The bridge is shut,\n",
        "the bridge is shut\n",
        "BREAKING — ",
        "NATO chief — ",
        "By the river, ",
        "By Friday Morning, ",
        "(sic) ",
        "(2024) ",
        "– We are not leaving\n",
    ],
)
def test_english_near_misses(head):
    assert found(head + ENGLISH) == {}


@pytest.mark.parametrize(
    "head",
    [
        "Par ailleurs, ",
        "Par Jeanne Dupont, ",  # the sentence goes on
        "Publié en 2019, son roman raconte le pont. ",
        "EXCLUSIF — ",
        "Marco RUBIO\n",  # a name alone, beside no line of moments or agency
        "Bonjour !\n",
    ],
)
def test_french_near_misses(head):
    assert found(head + FRENCH) == {}


def test_a_short_text_has_no_headline():
    assert found("Un pont\nfermé.\n") == {}
    assert found(FRENCH) == {}
    assert found("") == {}


def test_a_sentence_that_begins_as_a_byline_is_none():
    assert "byline" not in found("Par Paris et Londres\n" + FRENCH)
    assert "byline" not in found("By Jane Doe’s account the bridge is shut\n" + ENGLISH)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Publié à 21h28", ("Publié à 21h28", "")),
        ("Mis à jour à 21h56", ("", "Mis à jour à 21h56")),
        ("Last updated: 9:15 p.m. ET", ("", "Last updated: 9:15 p.m. ET")),
        (
            "Publié le 12 novembre 2024 à 9h (mis à jour à 10h)",
            ("Publié le 12 novembre 2024 à 9h", "mis à jour à 10h"),
        ),
        ("Publié", ("", "")),
        ("Published in 2019 by Penguin", ("", "")),
        ("Updated rules came into force in 2024", ("", "")),
        ("Mis à jour à 21h56 " + "et " * 40, ("", "")),
    ],
)
def test_moments_on_a_line(line, expected):
    assert moments(line) == expected


@pytest.mark.parametrize(
    ("printed", "language", "expected"),
    [
        ("le 1er novembre 2024", "fr", date(2024, 11, 1)),
        ("Nov. 12, 2024", "en", date(2024, 11, 12)),
        ("2024-11-12T21:28", "en", date(2024, 11, 12)),
        ("03/04/2024", "fr", date(2024, 4, 3)),
        ("03/04/2024", "en", None),  # March or April
        ("31/04/2024", "fr", None),
        ("12 brumaire 2024", "fr", None),
        ("21h28", "fr", None),
        ("12 novembre 2024 – 13 novembre 2024", "fr", None),
    ],
)
def test_a_day_is_worked_out_only_where_it_is_printed_in_full(
    printed, language, expected
):
    assert day_in(printed, language) == expected


def test_a_file_is_normalized_as_on_intake():
    assert decode("\ufeffÉté\r\nfin\r".encode()) == "Été\nfin\n"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The text is empty."),
        (b"\xef\xbb\xbf \r\n", "The text is empty."),
        (b"a\nb\xff", "Line 2 is not UTF-8 (byte FF at 3)."),
        ("Été".encode("utf-16"), "Line 1 is not UTF-8 (byte FF at 0)."),
        (b"a" * (MOST_BYTES + 1), "The text has 5.0 MB; at most 5 MB are taken in."),
    ],
)
def test_what_is_no_text_is_refused_with_its_place(data, sentence):
    with pytest.raises(TextError) as refusal:
        decode(data)

    assert str(refusal.value).startswith(sentence)
