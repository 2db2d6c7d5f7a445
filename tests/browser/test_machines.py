"""In a browser: data blocks under the strict policy, and the frame on another page."""

import json

import pytest
from django.urls import reverse

from tests import factories as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def quote(transactional_db):
    quote = make.make_verified_quote()
    make.make_published_correction(quote)
    return quote


def test_a_data_block_is_let_through_and_read(quote, page):
    # A message on the console would fail the test: the policy has no say in data.
    page.goto(quote.publications.get(is_current=True).get_absolute_url())

    text = page.locator('script[type="application/ld+json"]').text_content()

    assert json.loads(text)["@graph"][0]["identifier"] == quote.public_id


@pytest.mark.parametrize("width", [320, 600])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("prefix", ["", "/fr"])
def test_the_frame_fits(quote, new_page, width, scheme, prefix):
    page = new_page(viewport={"width": width, "height": 400}, color_scheme=scheme)

    page.goto(f"{prefix}/embed/q/{quote.public_id}/")

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("blockquote").is_visible()
    assert page.locator("link[rel=stylesheet]").count() == 1


def test_another_page_frames_the_embed_and_nothing_else(quote, page, page_problems):
    embed = reverse("quotes:embed", args=[quote.public_id])

    def show(address):
        """Show a page that is not ours: it has no policy, and frames an address."""
        body = f'<iframe id="frame" src="{address}"></iframe>'
        page.route(
            "**/elsewhere",
            lambda route: route.fulfill(body=body, content_type="text/html"),
        )
        page.goto("/elsewhere")
        return page.frame_locator("#frame")

    inside = show(f"{embed}?below=2")
    inside.get_by_text("Notre base attribuait").wait_for()
    assert inside.locator("blockquote").count() == 0
    assert page_problems == []

    inside = show("/")
    page.wait_for_timeout(500)
    assert "Newsroom" not in inside.locator("body").inner_text()
    assert any("frame-ancestors" in each for each in page_problems)
    page_problems.clear()
