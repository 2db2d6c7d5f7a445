"""robots.txt and the sitemaps: all that is listed, only that, written as it is sent."""

import tracemalloc

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import etree

from quotes.jsonld import moment
from quotes.models import Article, Publication
from quotes.sitemaps import sections, views
from tests import factories as make

pytestmark = pytest.mark.django_db

SITE = "http://testserver"
NAMES = {"s": views.NAMESPACE}

#: What the schemas of sitemaps.org say of an index and of a set of addresses.
SCHEMA = etree.XMLSchema(
    etree.fromstring(
        f"""\
<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified"
    targetNamespace="{views.NAMESPACE}" xmlns="{views.NAMESPACE}">
  <xsd:element name="sitemapindex"><xsd:complexType><xsd:sequence>
    <xsd:element name="sitemap" type="place" maxOccurs="50000"/>
  </xsd:sequence></xsd:complexType></xsd:element>
  <xsd:element name="urlset"><xsd:complexType><xsd:sequence>
    <xsd:element name="url" type="place" maxOccurs="50000"/>
  </xsd:sequence></xsd:complexType></xsd:element>
  <xsd:complexType name="place"><xsd:sequence>
    <xsd:element name="loc"><xsd:simpleType><xsd:restriction base="xsd:anyURI">
      <xsd:minLength value="12"/><xsd:maxLength value="2048"/>
    </xsd:restriction></xsd:simpleType></xsd:element>
    <xsd:element name="lastmod" minOccurs="0"><xsd:simpleType>
      <xsd:union memberTypes="xsd:date xsd:dateTime"/></xsd:simpleType></xsd:element>
  </xsd:sequence></xsd:complexType>
</xsd:schema>"""
    )
)


def read(client, address):
    """Return {address: moment or None} of a sitemap or of the index, once checked."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    assert answer["Content-Type"] == "application/xml; charset=utf-8"
    content = answer.getvalue() if answer.streaming else answer.content
    root = etree.fromstring(content)
    SCHEMA.assertValid(root)
    found = {
        place.findtext("s:loc", namespaces=NAMES): place.findtext(
            "s:lastmod", namespaces=NAMES
        )
        for place in root
    }
    assert len(found) == len(root)
    return found


def crawl(client):
    """Return {address: moment or None} of all sitemaps that the index names."""
    found = {}
    for address in read(client, reverse("sitemap-index")):
        entries = read(client, address.removeprefix(SITE))
        assert not found.keys() & entries.keys()
        found |= entries
    return found


def in_both(path):
    return {SITE + path, f"{SITE}/fr{path}"}


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr(sections, "BLOCK", 3)
    monkeypatch.setattr(views, "SENT", 2)


def test_all_that_is_listed_is_in_and_only_that(client, small):
    listed = make.make_publications(7, articles=3, speakers=4)
    corrected = make.make_published_correction()
    hidden = [
        make.make_withdrawn_quote(),
        make.make_quote(),
        make.make_verified_quote(article=make.make_article(release="draft")),
    ]
    Article.objects.filter(release="draft").update(release="withheld")

    found = crawl(client)

    rows = [*listed, corrected.quote.publications.get(is_current=True)]
    wanted = {reverse(f"quotes:{name}") for name in (*views.LISTS, *views.PROSE)}
    wanted.add(corrected.get_absolute_url())
    for row in rows:
        wanted |= {
            row.get_absolute_url(),
            row.article.get_absolute_url(),
            *(each.get_absolute_url() for each in row.speakers.all()),
            *(each.get_absolute_url() for each in row.sources.all()),
        }
    # Articles of theirs that readers may see, with nothing listed in them.
    wanted |= {each.article.get_absolute_url() for each in hidden[:2]}
    assert found.keys() == {each for path in wanted for each in in_both(path)}


def test_every_address_in_it_is_its_own_canonical_page(client):
    make.make_published_correction(make.make_verified_quote(source=make.make_source()))

    for address in crawl(client):
        answer = client.get(address.removeprefix(SITE))
        assert answer.status_code == 200, address
        html = answer.content.decode()
        assert "noindex" not in html
        if 'rel="canonical"' in html:
            assert f'<link rel="canonical" href="{address}">' in html


def test_an_entry_has_the_moment_of_its_last_public_change(client):
    source = make.make_source()
    quote = make.make_verified_quote(source=source)
    correction = make.make_published_correction(quote)
    publication = quote.publications.get(is_current=True)
    speaker = publication.speakers.get()

    found = crawl(client)

    last = moment(publication.changed_at)
    for thing in (publication, speaker, quote.article, source, correction):
        for address in in_both(thing.get_absolute_url()):
            assert found[address] == last
    assert found[f"{SITE}/"] == found[f"{SITE}/fr/quotes/"] == last
    assert found[f"{SITE}/about/"] is None


def test_a_quote_said_under_a_merged_name_counts_for_the_survivor(client, small):
    quote = make.make_verified_quote()
    merged = quote.attributions.get().speaker
    between = make.make_speaker("Anna B.")
    for number in range(5):  # into another block
        make.make_speaker(f"Unbekannt {number}")
    survivor = make.make_speaker("Anna Brandt-Weber")
    merged.merged_into, between.merged_into = between, survivor
    merged.save()
    between.save()

    addresses = [address for address in crawl(client) if "/speaker/" in address]

    assert set(addresses) == in_both(survivor.get_absolute_url())


def test_the_index_says_when_a_block_of_quotes_changed(client, small):
    make.make_publications(5)
    rows = Publication.objects.order_by("quote_id")

    found = read(client, reverse("sitemap-index"))

    for row in rows:
        block = row.quote_id // 3
        address = SITE + reverse("sitemap", args=["quotes", block])
        newest = max(each.changed_at for each in rows if each.quote_id // 3 == block)
        assert found[address] == moment(newest)


def test_a_change_too_long_ago_has_no_moment_rather_than_a_wrong_one(
    client, small, monkeypatch
):
    make.make_publications(9)
    monkeypatch.setattr(views, "LATEST", 1)

    moments = [
        last
        for address, last in read(client, reverse("sitemap-index")).items()
        if "quotes-" in address
    ]

    assert len(moments) >= 3
    assert len([last for last in moments if last]) == 1


def test_the_index_leaps_over_gaps_and_counts_nothing(client, small):
    make.make_publications(4)
    last = Publication.objects.order_by("quote_id").last()
    far = 50_000_000_000
    with connection.constraint_checks_disabled():
        _move_quote(last, far)
        with CaptureQueriesContext(connection) as queries:
            found = read(client, reverse("sitemap-index"))
        _move_quote(last, last.quote_id)

    assert SITE + reverse("sitemap", args=["quotes", far // 3]) in found
    assert len(queries) < 30
    for query in queries:
        assert "OFFSET" not in query["sql"]
        assert "COUNT(" not in query["sql"]


def _move_quote(publication, key):
    Publication.objects.filter(pk=publication.pk).update(quote_id=key)


@pytest.mark.parametrize(
    "address",
    [
        "/sitemap/quotes-0.xml",  # nothing public in it
        "/sitemap/quotes-999999999999999999999999.xml",
        "/sitemap/unknown-0.xml",
        "/sitemap/pages-1.xml",
        "/fr/sitemap.xml",
    ],
)
def test_what_is_no_sitemap_is_a_404(client, address):
    assert client.get(address).status_code == 404


def test_a_database_without_quotes_has_an_index(client):
    assert list(read(client, reverse("sitemap-index"))) == [
        f"{SITE}/sitemap/pages-0.xml"
    ]


def test_a_block_is_written_while_it_is_sent(client, small, monkeypatch):
    make.make_publications(3)
    written = []
    entries = sections.SECTIONS["quotes"].entries

    def watched(start, end):
        for entry in entries(start, end):
            written.append(entry)
            yield entry

    section = sections.Section("quotes", lambda: [], watched)
    monkeypatch.setattr(sections, "BLOCK", 10**6)
    monkeypatch.setitem(sections.SECTIONS, "quotes", section)

    answer = client.get(reverse("sitemap", args=["quotes", 0]))

    assert answer.streaming
    parts = iter(answer.streaming_content)
    next(parts)  # the head of the document
    next(parts)
    assert len(written) == 2
    assert len(list(parts)) == 3
    assert len(written) == 3


def test_the_memory_of_a_block_does_not_grow_with_its_rows(client, monkeypatch):
    monkeypatch.setattr(sections, "ROWS", 50)
    monkeypatch.setattr(views, "SENT", 20)

    def peak_of(count):
        make.make_publications(count)
        answer = client.get(reverse("sitemap", args=["quotes", _block()]))
        tracemalloc.start()
        for _part in answer.streaming_content:
            pass
        _now, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return peak

    few = peak_of(200)
    many = peak_of(800)  # a thousand by now

    assert many < few * 1.5


def _block():
    return Publication.objects.order_by("quote_id").last().quote_id // sections.BLOCK


def test_a_block_takes_as_many_queries_for_many_rows_as_for_few(client, monkeypatch):
    monkeypatch.setattr(sections, "BLOCK", 10**7)  # keys of all tests
    monkeypatch.setattr(sections, "ROWS", 10**7)
    make.make_publications(3, articles=3, speakers=3)

    def queries():
        with CaptureQueriesContext(connection) as found:
            for name in sections.SECTIONS:
                answer = client.get(reverse("sitemap", args=[name, 0]))
                assert answer.status_code == (404 if name == "corrections" else 200)
                if answer.streaming:
                    answer.getvalue()
        return len(found)

    few = queries()
    make.make_publications(60, articles=20, speakers=20)

    assert queries() == few


def test_two_languages_of_a_block_fit_into_one_sitemap(settings):
    assert sections.BLOCK * len(settings.LANGUAGES) <= 50_000


def test_robots_may_read_what_is_public_and_find_the_sitemap(client):
    answer = client.get("/robots.txt")

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().split("\n") == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /report/",
        "Disallow: /fr/admin/",
        "Disallow: /fr/report/",
        "",
        "Sitemap: http://testserver/sitemap.xml",
        "",
    ]


def test_only_reading_is_allowed_and_no_cookie_is_set(client):
    for address in ("/robots.txt", "/sitemap.xml", "/sitemap/pages-0.xml"):
        assert client.post(address).status_code == 405
        assert not client.get(address).cookies
