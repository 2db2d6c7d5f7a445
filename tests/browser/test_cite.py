"""Copying citations, with the keyboard alone, and without the script."""

import pytest
from django.urls import reverse

from tests import factories as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def address(transactional_db):
    quote = make.make_verified_quote()
    return reverse("quotes:quote-cite", args=[quote.public_id])


def test_a_citation_is_copied_with_the_keyboard_and_said_so(address, new_page):
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(address)
    button = page.get_by_role("button", name="Copy APA 7", exact=True)
    button.focus()
    page.keyboard.press("Enter")

    page.get_by_role("status").get_by_text("Copied: APA 7").wait_for(state="attached")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#apa + .copyable pre").inner_text().strip()
    assert "Retrieved" in copied


def test_without_a_script_the_text_is_there_and_no_button(address, new_page):
    page = new_page(java_script_enabled=False)
    page.goto(address)

    assert page.get_by_role("button").count() == 0
    assert page.locator("pre").count() == 12
    assert page.get_by_role("link", name="Download as .bib").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_overflows_on_a_narrow_screen(address, new_page, scheme):
    page = new_page(viewport={"width": 320, "height": 700}, color_scheme=scheme)
    page.goto(address)

    assert page.evaluate("document.documentElement.scrollWidth") == 320
    for pre in page.locator("pre").all():
        assert pre.evaluate("e => e.scrollWidth <= e.clientWidth")
