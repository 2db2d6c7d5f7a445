"""The queue in Chromium: keys, buttons without a script, nothing that shuts out."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from django.urls import reverse

from quotes import workflow
from quotes.models import DeskItem
from tests.browser.desk import submit
from tests.factories import make_article, make_quote, make_verified_quote, make_verifier

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "dépêche et preuve"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture
def waiting(transactional_db):
    """Three statements of one article, in the order of the queue."""
    article = make_article()
    make_quote(article=article)
    make_quote("agir vite", article=article, speaker=None)
    make_quote("pure invention", article=article, speaker=None)
    make_verified_quote()
    me = make_verifier()
    me.set_password(PASSWORD)
    me.save()
    rows = DeskItem.objects.order_by(
        "-severity", "-article_id", "waiting_since", "quote_id"
    )
    return [row.quote for row in rows.select_related("quote")]


@pytest.fixture
def log_in(new_page):
    """Open the queue as the verifier; options are those of the browser's context."""

    def open_queue(**options):
        page = new_page(**options)
        page.goto("/admin/desk/")
        page.fill("#id_username", User.objects.get(username="verifier").username)
        page.fill("#id_password", PASSWORD)
        submit(page.locator("[type=submit]"))
        page.locator(".desk-rows").wait_for()
        page.wait_for_load_state()
        return page

    return open_queue


def focused(page):
    """The public id of the statement whose row has the focus, "" where none has."""
    row = page.evaluate(
        "document.activeElement.closest('.desk-row')?.querySelector('.desk-words').id ?? ''"
    )
    return row.removeprefix("q-")


def test_keys_go_from_row_to_row_claim_and_open(waiting, log_in):
    page, ids = log_in(), [quote.public_id for quote in waiting]
    for key, expected in [("j", 0), ("j", 1), ("j", 2), ("j", 2), ("k", 1)]:
        page.keyboard.press(key)
        assert focused(page) == ids[expected]
    with page.expect_navigation():
        page.keyboard.press("i")
    assert DeskItem.objects.get(quote=waiting[1]).claimant().username == "verifier"
    assert focused(page) == ids[1]
    with page.expect_navigation():
        page.keyboard.press("i")
    assert DeskItem.objects.get(quote=waiting[1]).claimant() is None
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert reverse("admin:desk_item", args=[ids[1]]) in page.url


def test_help_opens_and_keys_rest_in_fields_and_with_modifiers(waiting, log_in):
    page = log_in()
    page.goto("/admin/desk/?status=unverified")
    page.keyboard.press("?")
    assert page.locator("details.desk-help dl").is_visible()
    page.keyboard.press("?")
    assert not page.locator("details.desk-help dl").is_visible()
    page.locator("#desk-name").focus()
    page.keyboard.type("jik?")
    assert page.locator("#desk-name").input_value() == "jik?"
    page.locator("h1").click()
    page.keyboard.press("Control+j")
    assert focused(page) == ""


def test_a_key_that_was_chosen_takes_the_place_of_the_usual_one(waiting, log_in):
    workflow.choose_keys({"next": "n"}, by=make_verifier())
    page = log_in()
    page.keyboard.press("j")
    assert focused(page) == ""
    page.keyboard.press("n")
    assert focused(page) == waiting[0].public_id


@pytest.mark.parametrize("scripts", [True, False])
def test_enter_on_a_checkbox_claims_nothing(waiting, log_in, scripts):
    page = log_in(java_script_enabled=scripts)
    box = page.locator("input[name=quotes]").first
    box.press("Space")
    assert box.is_checked()
    box.press("Enter")
    page.wait_for_timeout(300)
    assert page.url.endswith("/admin/desk/")
    assert box.is_checked() is scripts
    assert not DeskItem.objects.exclude(claimed_by=None).exists()


def test_all_of_it_works_without_a_script(waiting, log_in):
    page = log_in(java_script_enabled=False)
    page.get_by_role("link", name=re.compile("^unverified")).click()
    page.get_by_label("Save this filter as").fill("Le matin")
    submit(page.get_by_role("button", name="Save"))
    page.get_by_role("link", name="Le matin").click()
    submit(page.get_by_role("button", name="I am on it").first)
    assert DeskItem.objects.exclude(claimed_by=None).count() == 1
    submit(page.get_by_role("button", name="Leave it"))
    assert DeskItem.objects.exclude(claimed_by=None).count() == 0
    submit(page.get_by_role("button", name="Delete the filter"))
    assert page.get_by_role("link", name="Le matin").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_nothing_shuts_out_and_nothing_is_too_wide(waiting, log_in, scheme, width):
    page = log_in(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    for address in (
        "/admin/desk/?whose=free&finding=Q001&perdu=1",
        "/fr/admin/desk/",
        "/admin/desk/keys/",
        "/admin/",
    ):
        page.goto(address)
        found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in found] == [], address
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wide) == 0, address
