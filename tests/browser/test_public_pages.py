"""Public pages in Chromium: readable by everybody, on any screen, without a script."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command

from quotes.models import Article, Correction, Publication, Source, Speaker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def addresses(transactional_db):
    """One page of each kind, of the demo."""
    call_command("loaddata", "demo", verbosity=0)
    quote = Publication.objects.get(is_current=True, is_corrected=True)
    unresolved = Publication.objects.filter(status="unresolved").first()
    return [
        "/",
        "/quotes/?q=kiev&kind=indirect",
        "/quotes/?kind=bogus",
        quote.get_absolute_url(),
        unresolved.get_absolute_url(),
        quote.get_version_url(),
        "/speakers/",
        Speaker.objects.get(name="Ukrainian government").get_absolute_url(),
        "/articles/",
        Article.objects.get().get_absolute_url(),
        Source.objects.public().first().get_absolute_url(),
        "/corrections/",
        Correction.objects.get().get_absolute_url(),
        "/about/",
        "/about/verification/",
        "/about/corrections/",
        "/about/unnamed-sources/",
        "/about/search/",
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_either_color_scheme(addresses, new_page, scheme):
    page = new_page(color_scheme=scheme)
    for address in addresses:
        page.goto("/fr" + address)
        found = Axe().run(page).response
        assert found["passes"], address
        assert [(rule["id"], rule["nodes"]) for rule in found["violations"]] == [], (
            address
        )


@pytest.mark.parametrize("prefix", ["", "/fr"])
def test_no_page_scrolls_sideways_on_a_small_phone(addresses, new_page, prefix):
    page = new_page(viewport={"width": 320, "height": 640})
    for address in addresses:
        page.goto(prefix + address)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 320, f"{prefix}{address} is {width} px wide"


def test_everything_works_without_javascript_and_sets_no_cookie(addresses, new_page):
    page = new_page(java_script_enabled=False)
    page.goto("/")
    page.get_by_label("Words, a name").fill("MOBILISE des")
    page.get_by_role("button", name="Search quotes").click()
    assert "1 quote" in page.get_by_role("status").inner_text()

    page.get_by_role("link", name="Français").click()
    assert "/fr/quotes/?q=MOBILISE" in page.url

    page.locator(".quote .words a").click()
    assert page.locator(".quote-page").is_visible()
    assert page.context.cookies() == []


def test_notes_stand_in_the_margin_or_open_in_the_flow(addresses, new_page):
    article = next(address for address in addresses if address.startswith("/article/"))
    wide = new_page()
    wide.goto(article)
    assert wide.locator(".notes .note").first.is_visible()
    assert not wide.locator(".in-flow").first.is_visible()

    narrow = new_page(viewport={"width": 360, "height": 740})
    narrow.goto(article)
    assert not narrow.locator(".notes .note").first.is_visible()
    narrow.locator(".in-flow summary").first.click()
    assert narrow.locator(".in-flow .note").first.is_visible()
