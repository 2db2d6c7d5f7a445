"""The page of an article: its statements marked, listed, and what was corrected."""

import re

import pytest
from django.urls import reverse

from quotes import workflow
from quotes.models import Publication
from tests import factories as make

pytestmark = pytest.mark.django_db


def page(client, article):
    return client.get(article.get_absolute_url()).content.decode()


def part(html, start, end):
    """Return what stands between two texts; both have to be there."""
    return html[html.index(start) : html.index(end, html.index(start))]


@pytest.fixture
def article():
    """An article with a verified and an unresolved statement, in this order."""
    article = make.make_article()
    make.make_unresolved_quote(
        "agir vite", article=article, mention="la ministre", cue="a lancé"
    )
    make.make_verified_quote(article=article)
    return article


def test_statements_are_listed_in_the_order_of_the_text(client, article):
    rows = part(page(client, article), 'id="statements"', "</ol>")

    assert re.findall(r'<li id="s(\d)">', rows) == ["1", "2"]
    assert rows.index("Nous tiendrons parole") < rows.index("agir vite")
    assert "Anna Brandt" in rows
    assert "not identified" in rows


def test_reported_speech_is_listed_with_cue_and_mention(client):
    article = make.make_article()
    make.make_verified_quote(article=article, **make.DENIAL)

    rows = part(page(client, article), 'id="statements"', "</ol>")

    assert "a démenti" in rows
    assert "Le Kremlin" in rows
    assert "reported, not quoted" in rows
    assert "«" not in rows


def test_the_legend_names_the_statuses_there_are_with_their_counts(client, article):
    legend = part(page(client, article), 'class="legend"', "</div>")

    assert re.findall(r"</span> (\w+)</span>.*?>(\d)</span>", legend) == [
        ("verified", "1"),
        ("unresolved", "1"),
    ]
    assert "disputed" not in legend


def test_corrections_of_its_statements_stand_on_top_and_name_the_statement(
    client, article
):
    quote = article.quotes.get(status="verified")
    make.make_published_correction(quote)

    html = page(client, article)

    notice = part(html, '<aside class="notice', "</aside>")
    assert "Notre base attribuait" in notice
    assert '<a href="#s1">Statement 1</a>' in notice
    assert html.index("Notre base attribuait") < html.index('class="text"')


def test_the_notice_of_a_withdrawn_statement_stands_there_without_its_words(
    client, article
):
    quote = article.quotes.get(status="verified")
    quote = workflow.withdraw(quote, by=make.make_standards_editor(), reason="Inventé.")
    make.make_published_correction(
        quote, correction_class="withdrawal", notice="Propos inventés, retirés."
    )

    html = page(client, article)

    assert "Propos inventés, retirés." in html
    assert "#s1" not in part(html, '<aside class="notice', "</aside>")
    assert not re.search(
        r'class="st [^>]*>[^<]*<span[^>]*>\d</span>Nous tiendrons', html
    )
    assert "Nous tiendrons" not in part(html, 'id="statements"', "</ol>")


def test_many_corrections_leave_room_for_the_text(client, article):
    quote = article.quotes.get(status="verified")
    for number in range(5):
        make.make_published_correction(quote, notice=f"Erreur {number}.")

    html = page(client, article)

    top, folded = html.split("Earlier corrections")
    found = [re.findall(r"<p lang=.fr.>Erreur (\d)", each) for each in (top, folded)]
    assert found == [["4", "3", "2"], ["1", "0"]]


def test_an_article_without_public_statements_says_so(client):
    article = make.make_article()
    make.make_quote(article=article)

    html = page(client, article)

    assert "No statement of it is public yet." in html
    assert 'id="statements"' not in html


def test_its_other_forms_are_linked(client, article):
    html = page(client, article)

    for address in (
        reverse("quotes:article-json", args=[article.public_id]),
        reverse("api:article-annotations", args=[article.public_id]),
        reverse("api:article-citron", args=[article.public_id]),
    ):
        assert f'href="{address}"' in html


def test_queries_do_not_grow_with_statements_and_corrections(
    client, django_assert_max_num_queries
):
    first = make.make_publications(1)[0].article
    make.make_publications(40)
    many = Publication.objects.latest("pk").article
    for row in Publication.objects.filter(article=many)[:3]:
        make.make_published_correction(row.quote)
    page(client, first)

    with django_assert_max_num_queries(7):
        page(client, first)
    with django_assert_max_num_queries(7):
        html = page(client, many)
    assert "40 statements" in html


def test_the_menu_says_where_a_page_belongs(client, article):
    quote = article.quotes.get(status="verified")
    correction = make.make_published_correction(quote)

    for thing, room in (
        (article, "articles"),
        (quote.attributions.get().speaker, "speakers"),
        (correction, "corrections"),
    ):
        html = client.get(thing.get_absolute_url()).content.decode()
        menu = part(html, '<nav aria-label="Main"', "</nav>")
        assert f'href="/{room}/" aria-current="true"' in menu
        assert menu.count("aria-current") == 1
