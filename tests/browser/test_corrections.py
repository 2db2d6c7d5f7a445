"""The correction's pages in Chromium: checks while typing, contrast, narrow screens."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from tests import factories
from tests.browser.desk import submit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "dépêche et preuve"
WEAK = "Il avait dit : « le ministre » n’est pas « le ministre » ?"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture
def desk_page(transactional_db, new_page):
    """Return a page logged in as an administrator; keywords are of the context."""

    def open_page(**options):
        factories.make_superuser(password=PASSWORD)
        page = new_page(**options)
        page.goto("/admin/")
        page.fill("#id_username", "root")
        page.fill("#id_password", PASSWORD)
        submit(page.locator("[type=submit]"))
        return page

    return open_page


def path(name, *args):
    return reverse(f"admin:quotes_correction_{name}", args=args)


def pages():
    """Return the addresses of every page that a correction goes through."""
    quote = factories.make_verified_quote()
    draft = factories.make_correction(notice=WEAK)
    published = factories.make_published_correction()
    return [
        f"{path('add')}?quote={quote.pk}",
        path("change", draft.pk),
        path("sign", draft.pk),
        path("discard", draft.pk),
        path("preview", draft.pk),
        path("change", published.pk),
    ]


def test_what_is_weak_is_said_while_it_is_typed(desk_page):
    quote = factories.make_verified_quote()
    page = desk_page()
    page.goto(f"{path('add')}?quote={quote.pk}")

    page.fill("#id_shown", "le ministre")
    page.fill("#id_notice", WEAK)

    region = page.locator("[data-check]")
    region.get_by_text("asks a question").wait_for()
    assert "“le ministre” 2 times" in region.inner_text()
    assert region.get_attribute("aria-live") == "polite"


def test_without_a_script_saving_says_the_same(desk_page):
    quote = factories.make_verified_quote()
    page = desk_page(java_script_enabled=False)
    page.goto(f"{path('add')}?quote={quote.pk}")
    page.select_option("#id_error", "our_record")
    page.fill("#id_shown", "le ministre")
    page.fill("#id_right", "Anna Brandt")
    page.fill("#id_notice", WEAK)

    page.click("input[name=_save]")

    assert "asks a question" in page.locator("[data-check]").inner_text()
    assert quote.corrections.get().notice == WEAK


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_a_correction_shuts_anybody_out(desk_page, page_problems, scheme):
    addresses = pages()
    page = desk_page(color_scheme=scheme)
    found = []
    for address in addresses:
        page.goto(address)
        for details in page.locator("details:has(pre)").all():
            details.locator("summary").click()
        problems = list(page_problems)
        answer = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
        page_problems[:] = problems  # axe sets styles that our policy refuses
        found += [
            (address, rule["id"], [node["html"] for node in rule["nodes"]])
            for rule in answer.response["violations"]
        ]

    assert found == []


def test_no_page_of_a_correction_scrolls_sideways_on_a_narrow_screen(desk_page):
    addresses = pages()
    page = desk_page(viewport={"width": 360, "height": 800})
    for address in addresses:
        page.goto(address)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 360, address
