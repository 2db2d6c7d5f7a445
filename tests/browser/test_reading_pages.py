"""In a browser: the pages of a quote, an article and a source, on screens and on paper."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from quotes.models import Publication
from tests import factories as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def pages(transactional_db):
    """The pages of a corrected quote with a family, its article and its source."""
    origin = make.make_source("l’entretien", kind="interview")
    source = make.make_source(
        "la dépêche",
        relays=origin,
        url="https://example.org/" + "a-long-address-" * 6,
        archived_url="https://archive.example/1",
    )
    article = make.make_article(url="https://example.org/a", publisher="Le Quotidien")
    quote = make.make_verified_quote(article=article, source=source)
    denial = make.make_verified_quote(article=article, **make.DENIAL)
    make.make_unresolved_quote(
        "agir vite", article=article, mention="la ministre", cue="a lancé"
    )
    make.make_link(denial, quote)
    for number in range(5):
        make.make_published_correction(quote, notice=f"Erreur {number}.")
    current = Publication.objects.get(quote=quote, is_current=True)
    first = quote.publications.get(number=1)
    return {
        "quote": current.get_absolute_url(),
        "version": first.get_version_url(),
        "article": article.get_absolute_url(),
        "source": source.get_absolute_url(),
    }


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(pages, new_page, width, scheme):
    page = new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    for prefix in ("", "/fr"):
        for address in pages.values():
            page.goto(prefix + address)
            found = Axe().run(page).response
            faults = [(rule["id"], rule["nodes"]) for rule in found["violations"]]
            assert faults == [], prefix + address
            sideways = page.evaluate("document.documentElement.scrollWidth")
            assert sideways <= width, prefix + address


def test_a_notice_leads_to_its_statement_and_that_to_the_quote(pages, new_page):
    page = new_page(java_script_enabled=False)
    page.goto(pages["article"])

    page.get_by_role("link", name="Statement 1").first.click()
    assert page.url.endswith("#s1")

    page.locator("#s1 blockquote a").click()
    assert page.url.endswith(pages["quote"])


def test_earlier_corrections_open_without_a_script(pages, new_page):
    page = new_page(java_script_enabled=False)
    page.goto(pages["article"])
    assert not page.get_by_text("Erreur 0.").is_visible()

    page.get_by_text("Earlier corrections").click()

    assert page.get_by_text("Erreur 0.").is_visible()


@pytest.mark.parametrize("name", ["quote", "version", "article"])
def test_paper_has_the_address_and_no_navigation(pages, page, name):
    page.goto(pages[name])
    line = page.locator(".printed")
    assert not line.is_visible()

    page.emulate_media(media="print")

    assert line.is_visible()
    assert "://" in line.inner_text()
    assert not page.get_by_role("navigation").first.is_visible()
    assert not page.get_by_text("Report an error").is_visible()
    assert page.locator(".words").first.evaluate(
        "each => getComputedStyle(each).breakInside"
    ) == ("avoid")
