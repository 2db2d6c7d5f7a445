"""Every public page in Chromium: readable by everybody, on any screen, by any means."""

import pytest

from tests.browser.watching import (
    ALL_RULES,
    LOOKS_ALONE,
    is_focus_visible,
    violations,
)
from tests.public_examples import make_examples

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
#: Every rule once on each screen and in each scheme; the other two combinations can
#: differ from those in colors and places alone.
COMBINATIONS = (
    (WIDE, "light", ALL_RULES),
    (WIDE, "dark", LOOKS_ALONE),
    (NARROW, "dark", ALL_RULES),
    (NARROW, "light", LOOKS_ALONE),
)
#: Rules for whole pages: what stands in a frame has the headings of the page around it.
FRAMED = {"page-has-heading-one", "landmark-one-main", "region"}


@pytest.fixture
def examples(transactional_db):
    return make_examples()


@pytest.mark.parametrize("prefix", ["", "/fr"])
def test_axe_finds_nothing_on_any_page_and_none_scrolls_sideways(
    examples, new_page, page_problems, prefix
):
    page, found = new_page(), []
    for kind, path in examples.items():
        answer = page.goto(prefix + path)
        if answer.status in (404, 410):  # which the console tells as an error
            page_problems[:] = [each for each in page_problems if path not in each]
        for size, scheme, rules in COMBINATIONS:
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme)
            wrong = [
                each
                for each in violations(page, rules)
                if not (kind.startswith("embed") and each[0] in FRAMED)
            ]
            where = f"{kind}, {size['width']} px, {scheme}"
            found += [f"{where}: {rule} {places}" for rule, places in wrong]
            width = page.evaluate("document.documentElement.scrollWidth")
            if width > size["width"]:
                found.append(f"{where}: scrolls sideways, {width} px")

    assert not found, "\n".join(found)


def tab_to(page, selector, most=200):
    """Press Tab until an element is focused; every stop on the way shows its focus."""
    before = ""
    for _press in range(most):
        page.keyboard.press("Tab")
        where = page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        # Within one element (the parts of a date) the browser marks what is focused.
        assert where == before or is_focus_visible(page), f"no visible focus: {where}"
        before = where
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"Tab does not reach {selector} on {page.url}")


def press_on(page, selector):
    """Follow a link with the keyboard alone."""
    tab_to(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_reader_goes_everywhere_by_keyboard(examples, new_page):
    page = new_page()
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.skip')")
    assert is_focus_visible(page)
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")

    tab_to(page, "main input[name=q]")
    page.keyboard.type("tiendrons")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "?q=tiendrons" in page.url

    open_facets(page)
    press_on(page, ".facets a[href*='status=verified']")
    assert "status=verified" in page.url
    assert page.locator(".chips a").count() == 2

    press_on(page, ".chips a[href$='?q=tiendrons']")
    assert "status=" not in page.url

    press_on(page, ".pages a[rel~=next]")
    assert "page=" in page.url
    tab_to(page, ".pages a[rel~=prev]")

    page.goto(examples["quotes, by name"])
    press_on(page, ".quote .words a")
    assert page.locator(".quote-page").is_visible()
    tab_to(page, "button.copy")
    page.keyboard.press("Enter")
    page.locator("#copied:not(:empty)").wait_for(state="attached")

    press_on(page, "a[href$='/cite/']")
    assert page.locator("h1").is_visible()
    press_on(page, ".langs a[lang=fr]")
    assert "/fr/q/" in page.url


def open_facets(page):
    """Open what holds the facet of the status, as a reader does: Enter on its name."""
    wanted = ".facets a[href*='status=verified']"
    for _level in range(3):
        if page.locator(wanted).first.is_visible():
            return
        closed = page.locator(f"details:not([open]):has({wanted})").first
        closed.evaluate("each => each.setAttribute('data-wanted', '')")
        tab_to(page, "[data-wanted] > summary")
        page.keyboard.press("Enter")
        closed_again = page.locator("[data-wanted]")
        closed_again.evaluate("each => each.removeAttribute('data-wanted')")


def test_the_same_way_without_javascript_and_without_a_cookie(examples, new_page):
    page = new_page(java_script_enabled=False)
    page.goto("/")
    page.get_by_label("Words, a name").fill("TIENDRONS")
    page.get_by_role("button", name="Search quotes").click()
    assert "quotes" in page.get_by_role("status").inner_text()

    for _level in range(3):
        link = page.locator(".facets a[href*='status=verified']").first
        if link.is_visible():
            break
        page.locator(
            "details:not([open]):has(.facets a[href*='status=verified']) > summary, "
            ".facets details:not([open]):has(a[href*='status=verified']) > summary"
        ).first.click()
    link.click()
    assert "status=verified" in page.url
    page.locator(".chips a[href$='?q=TIENDRONS']").click()
    page.locator(".pages a[rel~=next]").click()
    assert "page=" in page.url

    page.locator(".quote .words a").first.click()
    assert page.locator(".quote-page").is_visible()
    assert page.locator("button.copy").count() == 0
    page.locator("a[href$='/cite/']").click()
    page.get_by_role("link", name="Français").click()
    assert "/fr/q/" in page.url
    assert page.context.cookies() == []
