"""The rules and the help: every page reaches the others, and every example works."""

import html
import re

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import translation

from quotes import facets, notice_checks, queries, ranking
from quotes.filtersets import LONGEST_QUERY
from quotes.query_fields import QueryField
from quotes.views import search_help
from tests import factories as make

pytestmark = pytest.mark.django_db

PAGES = (
    *("about", "policy-verification", "policy-corrections", "policy-sources"),
    "search-help",
)
EXAMPLES = [
    row[0] for row in (*search_help.WORDS, *search_help.FIELDS, *search_help.TOGETHER)
]


def read(client, name, language="en"):
    """Return (HTML, text without tags) of a page of the rules."""
    with translation.override(language):
        address = reverse(f"quotes:{name}")
    answer = client.get(address)
    assert answer.status_code == 200
    content = answer.content.decode()
    main = re.search(r"<main.*</main>", content, re.DOTALL)[0]
    text = html.unescape(re.sub(r"<[^>]+>", " ", main))
    return content, " ".join(text.split())


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_page_leads_to_all_the_others_and_says_where_it_is(client, name, language):
    content, _text = read(client, name, language)

    nav = re.search(r'<nav class="choices.*?</nav>', content, re.DOTALL)[0]
    with translation.override(language):
        others = {reverse(f"quotes:{each}") for each in PAGES if each != name}
    assert set(re.findall(r'href="([^"]+)"', nav)) == others
    assert nav.count('<strong aria-current="page">') == 1


@pytest.mark.parametrize("name", PAGES)
def test_each_page_has_one_heading_a_title_and_no_query(
    client, name, django_assert_num_queries
):
    with django_assert_num_queries(0):
        content, _text = read(client, name)

    [heading] = re.findall(r"<h1>(.*?)</h1>", content)
    assert re.search(r"<title>[^<]{5,}</title>", content)
    assert heading


def test_headings_are_not_repeated_on_a_page(client):
    for name in PAGES:
        content, _text = read(client, name)
        headings = re.findall(r"<h2[^>]*>(.*?)</h2>", content)
        assert len(headings) == len(set(headings)) > 2


def test_the_corrections_page_says_what_the_workflow_demands(client):
    _content, text = read(client, "policy-corrections")

    assert notice_checks.LATEST == 30
    assert "More than thirty days after the error was first public" in text
    assert "A standards editor who did not draft it signs it" in text
    assert "410 (gone)" in text


def test_every_kind_of_error_and_correction_is_named(client):
    from quotes.vocabulary import CorrectionClass, ErrorKind

    _content, text = read(client, "policy-corrections")

    for label in (*CorrectionClass.labels, *ErrorKind.labels):
        assert str(label) in text


def test_every_kind_of_terms_is_named(client):
    from quotes.vocabulary import Terms

    _content, text = read(client, "policy-sources")

    for label in Terms.labels:
        assert str(label) in text


@pytest.mark.parametrize("query", EXAMPLES)
def test_every_example_is_a_link_to_a_list_without_a_fault(client, query):
    content, _text = read(client, "search-help")
    links = [
        html.unescape(link)
        for link in re.findall(r'href="(/quotes/\?q=[^"]*)"', content)
    ]
    [link] = [
        each
        for each in links
        if Client().get(each).context["filter"].data["q"] == query
    ]

    context = client.get(link).context

    assert not context["filter"].form.errors
    assert not context["filter"].query.is_cut


def test_every_example_of_a_field_is_one_also_by_its_french_name():
    for query, french, _meaning in search_help.FIELDS:
        name, _colon, value = query.partition(":")
        [item] = QueryField().clean(query).items
        [same] = queries.parse(f"{french}{value}").items
        assert item == same
        assert item.field == name


def test_the_help_tells_of_every_field():
    told = {query.partition(":")[0] for query, _french, _meaning in search_help.FIELDS}

    assert told == set(queries.FIELDS.values())


def test_the_limits_that_the_help_tells_are_those_of_the_code(client):
    _content, text = read(client, "search-help")

    assert ranking.RANKED == facets.COUNTED == 1000
    assert "ranks the newest 1,000 matches" in text
    assert f"at most {LONGEST_QUERY} characters and {queries.MOST_ITEMS} parts" in text


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("before:2024", False),
        ("before:2024-12", True),
        ("before:2024-11-12", False),
        ("before:2024-11-13", True),
        ("after:2024", True),
        ("after:2024-11-12", True),
        ("after:2024-11-13", False),
        ("year:2024", True),
        ("year:2024-11", True),
        ("year:2024-10", False),
        ("speaker:brabdt", True),
        ("speaker:vrandt", False),
        ("PAROLES", True),
        ("declare", True),
        ("nous", True),
    ],
)
def test_the_query_language_does_what_the_help_says(client, query, is_found):
    article = make.make_article(published_on="2024-11-12")
    make.make_verified_quote(article=article)

    found = client.get(reverse("quotes:quote-list"), {"q": query})

    assert bool(found.context["publications"]) == is_found


def test_a_date_finds_no_quote_without_one(client):
    make.make_verified_quote()

    for query in ("before:2030", "after:1990", "year:2024"):
        found = client.get(reverse("quotes:quote-list"), {"q": query})
        assert not found.context["publications"]


def test_a_value_that_cannot_be_is_refused_as_the_help_says():
    for query in ("status:true", "before:soon", "kind:loud"):
        with pytest.raises(ValidationError):
            QueryField().clean(query)


def test_the_list_and_the_first_page_link_the_help(client):
    for name in ("home", "quote-list"):
        main = re.search(
            r"<main.*</main>",
            client.get(reverse(f"quotes:{name}")).content.decode(),
            re.DOTALL,
        )[0]
        assert 'href="/about/search/"' in main
