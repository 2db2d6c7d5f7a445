"""NewsML-G2: items alone or in a message, and none of what XML can do to a reader."""

import time
from pathlib import Path

import pytest

from quotes.importers import newsml
from tests.importers.streams import items, made, records, refusals

SAMPLES = Path(__file__).parents[2] / "fixtures/articles/newsml"
XHTML = (SAMPLES / "newsitem-xhtml.xml").read_text("utf-8")


def test_an_item_with_xhtml():
    (record,) = records(newsml.read, XHTML)

    assert record == {
        "type": "article",
        "external_id": "urn:newsml:courrier.example:20260114:pont:1",
        "headline": "Valbrune ferme son pont, les riverains veulent des réponses",
        "byline": "Jeanne Dupont",
        "dateline": "VALBRUNE, 14 janvier",
        "publisher": "Courrier de Valbrune",
        "rights": "© Courrier de Valbrune",
        "language": "fr",
        "published_on": "2026-01-14",
        "published_on_known": "worked_out",
        "updated_at": "2026-01-14T17:30:00Z",
        "text": record["text"],
        "release": "draft",
    }
    lines = record["text"].split("\n")
    assert len(lines) == 4
    assert lines[1].startswith("« Nous ne prendrons aucun risque")


def test_nitf_gives_the_content_of_its_body():
    data = (SAMPLES / "newsitem-nitf-withheld.xml").read_bytes()
    (record,) = records(newsml.read, data)

    assert record["release"] == "withheld"
    assert record["text"].split("\n")[2] == "« Pas un euro de plus »"
    assert "Jeanne Dupont" not in record["text"]


def test_a_message_of_several():
    embargoed, package, picture = items(
        newsml.read, (SAMPLES / "newsmessage.xml").read_bytes()
    )

    assert embargoed.record["release"] == "embargoed"
    assert embargoed.record["embargo_until"] == "2099-01-15T05:00:00Z"
    assert embargoed.record["text"] == (
        "Paul Vidal promet des navettes gratuites.\n\n"
        "« Toutes les vingt minutes », a-t-il précisé."
    )
    assert package.record is None
    assert [each.is_warning for each in package.faults] == [True]
    assert "its class is “picture”" in picture.faults[0].what
    assert records(newsml.read, embargoed.raw) == [embargoed.record]


@pytest.mark.parametrize(
    ("meta", "expected"),
    [
        ('<pubStatus qcode="stat:usable"/>', "draft"),
        ('<pubStatus uri="http://cv.example/pubstatus/canceled"/>', "withheld"),
        ('<embargoed/><pubStatus qcode="stat:usable"/>', "withheld"),
        ("<embargoed>2099-01-01T00:00:00Z</embargoed>", "embargoed"),
        ("<embargoed>2020-01-01T00:00:00Z</embargoed>", "draft"),
    ],
)
def test_the_release(meta, expected):
    data = XHTML.replace('<pubStatus qcode="stat:usable"/>', meta)

    assert records(newsml.read, data)[0]["release"] == expected


@pytest.mark.parametrize(
    ("old", "new", "field", "part"),
    [
        ("2026-01-14T17:55:00+01:00", "14/01/2026", "itemMeta/firstCreated", "no day"),
        ('guid="urn', 'x="urn', "@guid", "no guid"),
        ("stat:usable", "stat:fine", "itemMeta/pubStatus", "“fine” is none"),
        ("</itemMeta>", "", "", "no XML"),
    ],
)
def test_what_is_refused(old, new, field, part):
    ((_place, where, what),) = refusals(newsml.read, XHTML.replace(old, new))

    assert where == field
    assert part in what


def test_an_item_that_is_cut_off_leaves_those_before_it():
    data = (SAMPLES / "newsmessage.xml").read_bytes()

    found = items(newsml.read, data[: data.index(b"<packageItem") + 40])

    assert [each.is_refused for each in found] == [False, True]
    assert "no XML" in found[1].faults[0].what


def test_entities_and_document_types_are_refused():
    laughs = '<!ENTITY a "ha">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1 if n > 1 else str()};" * 10}">'
        for n in range(1, 9)
    )
    outside = '<!ENTITY a SYSTEM "file:///etc/passwd">'
    for entities in (laughs, outside):
        doctype = f"<!DOCTYPE newsItem [{entities}]>\n<newsItem"
        data = XHTML.replace("<newsItem", doctype, 1).replace("Valbrune)", "&a8;&a;)")
        start = time.process_time()

        found = items(newsml.read, data)

        assert time.process_time() - start < 2
        assert [each.record for each in found] == [None]
        assert "root:" not in str(found[0].faults[0])


def test_another_xml_is_told():
    ((_place, _field, what),) = refusals(newsml.read, "<rss><item/></rss>")

    assert "no newsItem" in what


def test_a_long_message_is_read_item_by_item():
    item = XHTML.partition("\n")[2].encode()

    def pieces():
        yield f'<newsMessage xmlns="{newsml.NAMESPACE}"><itemSet>'.encode()
        for _number in range(300):
            yield item
        yield b"</itemSet></newsMessage>"

    assert sum(1 for each in newsml.read(made(pieces()), "f") if each.record) == 300
