"""Articles as HTML pages: the text without what is around it."""

from pathlib import Path

import pytest

from quotes.importers import html
from quotes.importers.markup import text_of_html
from tests.importers.streams import items, records, refusals

SAMPLES = Path(__file__).parents[2] / "fixtures/articles/html"


def page(head="", body="<p>Un mot.</p>"):
    return f'<html lang="fr"><head>{head}</head><body>{body}</body></html>'


def test_a_page_with_json_ld():
    (record,) = records(html.read, (SAMPLES / "pont.html").read_bytes())

    assert record["headline"] == (
        "Valbrune ferme son pont, les riverains veulent des réponses"
    )
    assert record["byline"] == "Jeanne Dupont"
    assert record["publisher"] == "Courrier de Valbrune"
    assert record["url"] == "https://courrier.example/pont"
    assert record["published_at"] == "2026-01-14T17:30:00Z"
    assert record["updated_at"] == "2026-01-14T18:05:00Z"
    assert record["release"] == "draft"
    assert [each["words"] for each in record["quotes"]] == [
        "Nous ne prendrons aucun risque avec la vie des gens"
    ]
    text = record["text"]
    assert text.startswith("Valbrune ferme son pont, les riverains")
    assert text.endswith("affirment la mairie et l’entreprise Delmas.")
    assert record["quotes"][0]["words"] in text
    for gone in ("Accueil", "piscine", "console", "margin", "Le pont des Tanneurs\n"):
        assert gone not in text


def test_the_encoding_that_a_page_names():
    (record,) = records(html.read, (SAMPLES / "ferry-windows-1252.html").read_bytes())

    assert record["headline"] == "Ferry to Gull Island to stop"
    assert "“We have sold eleven tickets since August,”" in record["text"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_goes_before_what_the_page_names(encoding):
    data = page('<meta charset="windows-1252">', "<p>Été</p>").encode(encoding)

    assert records(html.read, data)[0]["text"] == "Été"


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (page(body="<p>caf\xe9</p>").encode("latin-1"), "not in utf-8"),
        (page('<meta charset="klingon">').encode(), "“klingon” is not known"),
        (page(body="").encode(), "The text is empty"),
        (b"", "no HTML"),
        (b"x" * (html.MOST_BYTES + 1), "more than"),
    ],
)
def test_what_is_refused(data, part):
    assert part in refusals(html.read, data)[0][2]


def test_meta_elements_and_what_the_page_shows():
    head = (
        "<title>Titre — Journal</title>"
        '<meta property="article:published_time" content="2026-01-14T18:30:00+01:00">'
        '<meta property="og:site_name" content="Journal">'
    )
    body = '<h1>Titre</h1><a rel="author">Par Jeanne Dupont</a><article><p>Un</article>'

    (record,) = records(html.read, page(head, body))

    assert record["headline"] == "Titre"
    assert record["byline"] == "Jeanne Dupont"
    assert record["publisher"] == "Journal"
    assert record["published_on"] == "2026-01-14"
    assert record["text"] == "Un"


def test_a_date_for_people_is_a_warning():
    head = '<meta name="date" content="mardi 14 janvier">'

    (item,) = items(html.read, page(head))

    assert not item.is_refused
    assert [each.is_warning for each in item.faults] == [True]
    assert "published_on" not in item.record


def test_json_ld_that_cannot_be_read_is_a_warning():
    (item,) = items(
        html.read, page('<script type="application/ld+json">{oops</script>')
    )

    assert not item.is_refused
    assert "cannot be read" in item.faults[0].what


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (
            "<p>Un <b>deux</b>\n trois</p><p>quatre<br>cinq</p>",
            "Un deux trois\nquatre\ncinq",
        ),
        ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
        ("<p>« oui »</p>", "« oui »"),
        ("<p>a</p><script>x()</script><style>p{}</style><nav>n</nav>", "a"),
        ("<p onclick=x()>&lt;b&gt; &amp;</p>", "<b> &"),
        ("sans balise", "sans balise"),
        ("<script>x()", ""),
        ("", ""),
    ],
)
def test_markup_as_lines(markup, expected):
    assert text_of_html(markup) == expected
