"""The page of a source: the way the words took, the articles and quotes at its end."""

import pytest

from quotes.models import Publication
from tests import factories as make

pytestmark = pytest.mark.django_db


def page(client, source):
    return client.get(source.get_absolute_url()).content.decode()


@pytest.fixture
def chain():
    """An interview, and the dispatch that relays it, with a quote of one article."""
    interview = make.make_source("l’entretien", kind="interview")
    dispatch = make.make_source("la dépêche", kind="wire", relays=interview)
    article = make.make_article(headline="Le premier article")
    make.make_verified_quote(source=dispatch, article=article)
    return interview, dispatch


def test_the_chain_leads_from_the_origin_to_the_articles(client, chain):
    html = page(client, chain[1])
    way = html[html.index('class="chain"') : html.index("</ol>")]

    assert way.index("l’entretien") < way.index("la dépêche") < way.index("1 article")
    assert f'href="{chain[0].get_absolute_url()}"' in way
    assert f'href="{chain[1].get_absolute_url()}"' not in way


def test_articles_that_lead_to_the_origin_are_named_there(client, chain):
    other = make.make_article(headline="Le second article")
    make.make_verified_quote(
        source=make.make_source("autre dépêche", relays=chain[0]), article=other
    )

    origin, relay = page(client, chain[0]), page(client, chain[1])

    assert "2 articles lead here" in origin
    assert "Le second article" in origin
    assert "1 article leads here" in relay
    assert "Le second article" not in relay


@pytest.mark.parametrize("release", ["draft", "withheld"])
def test_an_article_that_readers_may_not_see_is_neither_named_nor_counted(
    client, chain, release
):
    hidden = make.make_article(headline="Un article caché")
    make.make_verified_quote(source=chain[1], article=hidden)
    hidden.release = release
    hidden.save()

    html = page(client, chain[1])

    assert "Un article caché" not in html
    assert "1 article leads here" in html


def test_terms_other_than_on_the_record_are_explained_without_the_reason(client):
    source = make.make_source(
        "une source diplomatique", kind="unnamed", terms="unnamed"
    )
    make.make_verified_quote(source=source)

    html = page(client, source)

    assert "not to be named" in html
    assert "/about/unnamed-sources/" in html
    assert source.terms_reason not in html


def test_many_articles_are_counted_and_the_newest_shown(
    client, django_assert_max_num_queries
):
    rows = make.make_publications(60, articles=30)
    source = rows[0].sources.get(publication_rows__depth=0)
    page(client, source)

    with django_assert_max_num_queries(8):
        html = page(client, source)

    assert "30 articles lead here" in html
    assert "The newest ones." in html
    assert Publication.objects.count() == 60
    assert f"?source={source.public_id}" in html
