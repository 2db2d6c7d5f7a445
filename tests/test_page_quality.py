"""What every public page has: checks that others make with a network, made without one."""

import json
import re
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.test import Client
from django.utils import translation

from tests.html_pages import Document
from tests.public_examples import make_examples
from tests.public_reading import name_of
from tests.public_site import public_patterns

pytestmark = pytest.mark.django_db

HOST = "http://testserver"
LONGEST_TITLE = 110
#: Answers that are no HTML pages, by the end of their name, and those that redirect.
NO_PAGES = re.compile(
    r"^api:|^oembed|^robots|^sitemap|-(json|csv|ndjson|xlsx|feed|short)$|cite-file$"
)
#: Pages that are for one reader, one moment or another page: not to be found.
NOT_INDEXED = {
    *("cite", "cite, earlier", "version, earlier", "version, current", "embed"),
    *("embed, below", "embed, withdrawn", "nothing there", "report", "report, speaker"),
    *("report, old version", "report, answer"),
}
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@pytest.fixture(scope="module")
def pages(django_db_setup, django_db_blocker):
    """Return {(kind of page, language): (path, answer, Document)} of all examples."""
    with django_db_blocker.unblock(), transaction.atomic():
        client, found = Client(), {}
        # Made before the tests' own fixtures put the language back.
        with translation.override("en"):
            examples = make_examples()
        for kind, path in examples.items():
            for language, prefix in (("en", ""), ("fr", "/fr")):
                answer = client.get(prefix + path)
                text = answer.content.decode()
                found[kind, language] = (prefix + path, answer, Document(text))
        yield found
        transaction.set_rollback(True)


def faults_of(pages, check, *, but=()):
    """Return what a check found wrong, a line for each page but those of some kinds."""
    found = []
    for (kind, language), page in pages.items():
        told = check(*page) if kind not in but else None
        if told:
            found.append(f"{language} {kind}: {told}")
    return "\n".join(found)


def is_search(kind):
    """Whether a page is one search out of endless many."""
    return kind.startswith(("quotes, ", "find, "))


def found_by_nobody(pages):
    """Return the kinds of pages that search engines are to leave out, or are gone."""
    return NOT_INDEXED | {"quote, withdrawn"} | {k for k, _l in pages if is_search(k)}


FRAMED = ("embed", "embed, below", "embed, withdrawn")


def test_every_kind_of_page_is_here(pages):
    visited = {name_of(urlsplit(path).path) for path, _answer, _page in pages.values()}
    expected = {name for name in public_patterns() if not NO_PAGES.search(name)}

    assert expected - visited == set(), "say in tests/public_examples.py how to open it"
    for (kind, _language), (_path, answer, _page) in pages.items():
        gone = "withdrawn" in kind and "correction" not in kind
        missing = kind == "nothing there"
        assert answer.status_code == (410 if gone else 404 if missing else 200), kind


def test_every_page_is_clean_html(pages):
    def check(path, answer, page):
        faults = list(page.faults)
        if page.doctype != "doctype html":
            faults.append("no doctype")
        ids = [each.get("id") for each in page.all() if each.get("id")]
        faults += [f"id {each} twice" for each in set(ids) if ids.count(each) > 1]
        for each in page.all():
            for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
                faults += [
                    f"{name}={wanted} leads nowhere"
                    for wanted in each.get(name).split()
                    if wanted not in ids
                ]
            href = each.get("href")
            if href.startswith("#") and href[1:] not in ids:
                faults.append(f"{href} leads nowhere")
        return faults

    assert faults_of(pages, check) == ""


def test_no_page_has_styles_scripts_or_handlers_in_it(pages):
    def check(path, answer, page):
        faults = []
        for each in page.all():
            if each.tag == "style" or "style" in each.attributes:
                faults.append(f"style in {each}")
            if each.tag == "script" and not (
                each.get("src").startswith("/static/")
                or each.get("type") == "application/ld+json"
            ):
                faults.append(f"script in {each}")
            faults += [
                f"handler in {each}" for name in each.attributes if name[:2] == "on"
            ]
            if each.get("href").lower().startswith("javascript:"):
                faults.append(f"script in {each}")
        return faults

    assert faults_of(pages, check) == ""


def test_every_page_says_what_it_is(pages):
    def check(path, answer, page):
        faults = []
        language = "fr" if path.startswith("/fr/") else "en"
        [html] = page.all("html")
        if html.get("lang") != language:
            faults.append(f"lang is {html.get('lang')}")
        titles = [each for each in page.all("title") if SVG not in tags_above(each)]
        title = titles[0].text if titles else ""
        if len(titles) != 1 or not 4 <= len(title) <= LONGEST_TITLE:
            faults.append(f"title ({len(title)}): {title}")
        if not meta(page, "viewport").startswith("width=device-width"):
            faults.append("no viewport")
        return faults

    assert faults_of(pages, check) == ""


SVG = "svg"


def tags_above(element):
    return [each.tag for each in element.ancestors]


def meta(page, name):
    """Return the content of a meta element, "" where there is none."""
    found = [
        each.get("content") for each in page.all("meta") if each.get("name") == name
    ]
    assert len(found) <= 1, name
    return found[0] if found else ""


def test_every_page_that_can_be_found_describes_itself(pages):
    def check(path, answer, page):
        told = meta(page, "description")
        return None if 25 <= len(told) <= 320 else f"{len(told)}: {told}"

    assert faults_of(pages, check, but=found_by_nobody(pages)) == ""


def test_titles_tell_kinds_of_pages_apart(pages):
    titles = {}
    for (kind, language), (path, _answer, page) in pages.items():
        room = name_of(urlsplit(path).path).removesuffix("-quote")
        title = page.all("title")[0].text
        titles.setdefault((language, title), {})[room] = kind
    alike = {title: rooms for title, rooms in titles.items() if len(rooms) > 1}

    assert alike == {}


def test_pages_are_found_or_not_as_meant(pages):
    for (kind, _language), (_path, answer, page) in pages.items():
        told = meta(page, "robots") + answer.headers.get("X-Robots-Tag", "")
        if kind in NOT_INDEXED or is_search(kind):
            assert "noindex" in told, kind
        elif answer.status_code == 200:
            assert "noindex" not in told, kind


def test_every_page_has_one_address_and_one_in_every_language(pages):
    def check(path, answer, page):
        links = page.all("link")
        canonical = [
            each.get("href") for each in links if each.get("rel") == "canonical"
        ]
        faults = []
        if len(canonical) != 1 or not canonical[0].startswith(f"{HOST}/"):
            faults.append(f"canonical: {canonical}")
        elif "?" not in path and canonical[0] != HOST + path:
            faults.append(f"canonical is {canonical[0]}")
        others = {
            each.get("hreflang"): each.get("href")
            for each in links
            if each.get("rel") == "alternate" and each.get("hreflang")
        }
        plain = path.removeprefix("/fr")
        wanted = {
            "en": HOST + plain,
            "fr": f"{HOST}/fr{plain}",
            "x-default": HOST + plain,
        }
        if others != wanted:
            faults.append(f"hreflang: {others}")
        return faults

    assert faults_of(pages, check, but=found_by_nobody(pages)) == ""


def test_headings_are_in_order(pages):
    def check(path, answer, page):
        levels = [(int(each.tag[1]), each.text) for each in page.all(*_HEADINGS)]
        faults = [f"empty h{level}" for level, text in levels if not text]
        if [level for level, _text in levels].count(1) != 1:
            faults.append(f"h1: {levels}")
        before = 0
        for level, text in levels:
            if level > before + 1:
                faults.append(f"h{level} after h{before}: {text}")
            before = level
        return faults

    assert faults_of(pages, check, but=FRAMED) == ""


def test_everything_has_a_name(pages):
    def check(path, answer, page):
        labeled = {each.get("for") for each in page.all("label")}
        faults = []
        for each in page.all("input", "select", "textarea"):
            is_named = each.get("id") in labeled or "label" in tags_above(each)
            if each.get("type") != "hidden" and not (
                is_named or each.get("aria-label") or each.get("aria-labelledby")
            ):
                faults.append(f"no label: {each}")
        for each in page.all("a", "button", "summary"):
            if not (each.text or each.get("aria-label")):
                faults.append(f"no text: {each}")
        for each in page.all("a"):
            if "href" not in each.attributes or not each.get("href"):
                faults.append(f"leads nowhere: {each}")
        for each in page.all("img"):
            if "alt" not in each.attributes:
                faults.append(f"no alt: {each}")
        for each in page.all("svg"):
            if each.get("aria-hidden") != "true" and not (
                each.get("aria-label") or each.get("aria-labelledby")
            ):
                faults.append(f"no name: {each}")
        faults += [
            f"no title: {each}" for each in page.all("iframe") if not each.get("title")
        ]
        for each in page.all("table"):
            if not any(cell.tag == "th" for cell in each.all()):
                faults.append("a table without headings")
        return faults

    assert faults_of(pages, check) == ""


def test_quotes_say_their_language(pages):
    def check(path, answer, page):
        return [
            f"no lang: {each.text[:40]}"
            for each in page.all("blockquote", "q")
            if not any(above.get("lang") for above in (each, *each.ancestors[:-2]))
        ]

    assert faults_of(pages, check) == ""


def test_what_machines_are_told_can_be_read(pages):
    def check(path, answer, page):
        faults = []
        for each in page.all("script"):
            if each.get("type") == "application/ld+json":
                told = json.loads("".join(each.children))
                if "@context" not in told:
                    faults.append("JSON-LD without @context")
        return faults

    assert faults_of(pages, check) == ""
    with_data = {
        kind
        for (kind, _language), (_path, _answer, page) in pages.items()
        if any(each.get("type") == "application/ld+json" for each in page.all("script"))
    }
    assert {"home", "quote, corrected", "speaker", "article", "about"} <= with_data
    assert {"source", "correction", "quote, unresolved"} <= with_data
