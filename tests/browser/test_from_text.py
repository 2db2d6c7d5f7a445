"""A pasted dispatch in Chromium: looked at, stored, accepted and verified by two."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User

from quotes.integrity import problems
from quotes.models import Article, Quote
from tests import factories
from tests.browser.desk import PASSWORD, log_in, submit
from tests.importers.pieces import BLINKEN

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FROM_TEXT = "/admin/quotes/article/from-text/"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture
def desk(transactional_db, new_page):
    """Return a function that logs one of the newsroom in, on a page of their own."""
    factories.make_user("kim", "contributor")
    factories.make_editor("camille")
    factories.make_verifier("dominique")
    factories.make_standards_editor("claude")
    for user in User.objects.all():
        user.set_password(PASSWORD)
        user.save()
    return lambda username, path="/admin/", **options: log_in(
        new_page(**options), username, path
    )


def preview(page, text=BLINKEN):
    page.fill("#id_text", text)
    submit(page.locator("[name=preview]"))


def test_a_dispatch_is_pasted_looked_at_stored_accepted_and_verified(desk):
    factories.make_speaker("Kaja Kallas")
    page = desk("camille")
    submit(page.get_by_role("link", name="New article from text"))
    preview(page)

    assert not Article.objects.exists()
    assert page.locator("#id_byline").input_value() == "Léon BRUNEAU"
    assert page.locator("#id_dateline").input_value() == "Bruxelles"
    assert page.locator("#id_publisher").input_value() == "Agence France-Presse"
    assert page.locator("#id_published_printed").input_value() == "Publié à 21h28"
    assert page.locator("#id_language").input_value() == "fr"
    count = page.locator(".found > li").count()
    first = page.locator(".found > li").first
    first.get_by_label("Leave statement 1 out").check()
    page.fill("#id_headline", "Blinken à Bruxelles")
    submit(page.locator("[name=save]"))

    article = Article.objects.get()
    assert page.url.endswith(f"/admin/quotes/article/{article.pk}/change/")
    assert article.current_revision.text == BLINKEN
    assert (article.headline, article.release) == ("Blinken à Bruxelles", "draft")
    assert article.quotes.count() == count - 1
    message = page.locator(".messagelist").inner_text()
    assert f"{count - 1} statements are proposed. 1 was left out." in message

    submit(page.locator(".object-tools").get_by_role("link", name="Find statements"))
    assert page.locator(".found-out").count() == 1
    submit(page.locator(".submit-row input"))
    assert article.quotes.count() == count

    quote = Quote.objects.get(words__contains="doit soutenir l’Ukraine")
    page.goto(f"/admin/desk/{quote.public_id}/")
    assert page.locator(".proposals code").count() > 0
    page.keyboard.press("a")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    quote.refresh_from_db()
    proposal = quote.proposals.get()
    assert (quote.status, proposal.outcome) == ("unverified", "accepted")
    assert proposal.decided_by.username == "camille"

    kallas = factories.make_speaker("Kaja Kallas, commissaire désignée")
    _attribute_and_verify(desk, quote, kallas)
    assert [str(problem) for problem in problems()] == []


def _attribute_and_verify(desk, quote, speaker):
    """Another editor says who it is, a third person verifies it."""
    from quotes import workflow

    quote = workflow.reattribute(
        quote,
        by=User.objects.get(username="claude"),
        claims=[workflow.Claim(speaker, quote.spans.get(role="mention").number)],
        reason="Nommée au paragraphe précédent.",
    )
    page = desk("dominique", f"/admin/quotes/quote/{quote.pk}/decide/verify/")
    submit(page.locator(".submit-row input.default"))
    quote.refresh_from_db()
    assert quote.status == "verified"
    assert quote.publications.get().speaker_names == speaker.name


def test_a_contributor_finds_statements_but_takes_in_no_article(desk):
    article = factories.make_article(BLINKEN)
    page = desk("kim")
    assert page.get_by_role("link", name="New article from text").count() == 0

    page.goto(f"/admin/quotes/article/{article.pk}/change/")
    submit(page.locator(".statements").get_by_role("link", name="Find statements"))
    submit(page.locator(".submit-row input"))

    assert set(article.quotes.values_list("status", flat=True)) == {"proposed"}
    assert article.quotes.count() > 10


def test_everything_works_without_scripts_and_by_keyboard(desk):
    page = desk("camille", FROM_TEXT, java_script_enabled=False)
    page.set_input_files(
        "#id_file",
        {
            "name": "depeche.txt",
            "mimeType": "text/plain",
            "buffer": ("\ufeff" + BLINKEN.replace("\n", "\r\n")).encode(),
        },
    )
    page.focus("[name=preview]")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    page.focus("[name=leave_out]")
    page.keyboard.press("Space")
    assert page.locator("[name=leave_out]").first.is_checked()
    page.focus("[name=again]")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("[name=leave_out]").first.is_checked()
    page.focus("[name=back]")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("#id_text").input_value() == BLINKEN
    page.focus("[name=preview]")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.focus("#id_headline")
    with page.expect_navigation():
        page.keyboard.press("Enter")  # the first button is the one that stores

    assert Article.objects.get().current_revision.text == BLINKEN


@pytest.mark.parametrize(
    ("scheme", "width", "language"),
    [
        ("light", 1280, "fr"),
        ("dark", 1280, "en"),
        ("dark", 320, "fr"),
        ("light", 320, "en"),
    ],
)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(
    desk, scheme, width, language
):
    prefix = "" if language == "en" else "/fr"
    article = factories.make_article(BLINKEN)
    page = desk(
        "camille", color_scheme=scheme, viewport={"width": width, "height": 900}
    )
    page.goto(prefix + FROM_TEXT)
    _check(page)
    submit(page.locator("[name=preview]"))
    assert page.locator(".errorlist").count() > 0
    _check(page)
    preview(page)
    _check(page)
    page.goto(f"{prefix}/admin/quotes/article/{article.pk}/find/")
    _check(page)
    submit(page.locator(".submit-row input"))
    _check(page)
    quote = article.quotes.first()
    page.goto(f"{prefix}/admin/quotes/quote/{quote.pk}/change/")
    _check(page)
    page.goto(f"{prefix}/admin/quotes/article/")
    _check(page)


def _check(page):
    options = {
        "preload": False,  # it looks for imported style sheets at the wrong place
        "runOnly": {"type": "tag", "values": RULES},
    }
    found = Axe().run(page, options=options).response["violations"]
    told = [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found]
    assert told == [], f"{page.url}: {told}"
    over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert over <= 0, f"{page.url} is {over} px wider than the window"
