"""The list of corrections, and each of them."""

import pytest

from quotes import workflow
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def correction():
    return make.make_published_correction()


def test_the_list_is_narrowed_by_links(client, correction):
    other = "minor" if correction.correction_class != "minor" else "withdrawal"

    every = client.get("/corrections/").content.decode()
    same = client.get(f"/corrections/?class={correction.correction_class}")
    none = client.get(f"/corrections/?class={other}").content.decode()

    assert f"?class={other}" in every
    assert correction.notice[:20] in same.content.decode()
    assert "No correction fits." in none
    assert 'content="noindex, follow"' in none


@pytest.mark.parametrize("query", ["class=bogus", "error=x", "class=%00"])
def test_a_kind_that_is_none_is_not_there(client, correction, query):
    assert client.get(f"/corrections/?{query}").status_code == 404
    assert client.get(f"/corrections.json?{query}").status_code == 404


def test_a_correction_leads_to_the_version_before_it(client, correction):
    page = client.get(correction.get_absolute_url()).content.decode()
    before = correction.quote.publications.order_by("number").first()

    assert before.get_version_url() in page
    assert "Version 1, and what changed since" in page


def test_a_correction_of_a_withdrawn_quote_leads_to_no_version(client, correction):
    workflow.withdraw(
        correction.quote, by=make.make_standards_editor(), reason="Parole inventée."
    )

    page = client.get(correction.get_absolute_url()).content.decode()

    assert "/v/1/" not in page
    assert "This quote was withdrawn." in page
