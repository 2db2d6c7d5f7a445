"""The README's tour in Chromium: two editors correct Cancian's record."""

import re

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.urls import reverse
from django.utils.translation import override

from quotes.integrity import problems
from quotes.models import Quote, Speaker
from tests.browser.desk import submit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "dépêche et preuve"
AS_PRINTED = (
    "Mark Cancian, du Centre d’études internationales et stratégiques (CSIS) de la "
    "capitale américaine"
)


@pytest.fixture
def before(transactional_db):
    """The piece before the correction, its two editors able to log in."""
    call_command("loaddata", "demo_before", verbosity=0)
    for user in User.objects.all():
        user.set_password(PASSWORD)
        user.save()


@pytest.fixture
def log_in(new_page):
    """Open the desk as somebody, in a browser context of their own."""

    def as_user(username, **options):
        page = new_page(**options)
        page.goto("/admin/")
        page.fill("#id_username", username)
        page.fill("#id_password", PASSWORD)
        submit(page.locator("[type=submit]"))
        return page

    return as_user


def cancian():
    return Quote.objects.get(external_id="cancian-afp")


def desk(quote):
    with override("en"):
        return reverse("admin:quotes_quote_change", args=[quote.pk])


def way(page, name):
    """The enabled button of that name among the ways on."""
    return page.get_by_role("link", name=name, exact=True)


def choose(page, field, text):
    """Pick from an autocomplete field as a person does."""
    page.locator(f"#id_{field} + .select2").click()
    page.locator(".select2-search__field").wait_for()
    page.keyboard.type(text)
    page.get_by_role("option", name=re.compile(text)).first.click()


def test_two_editors_correct_cancians_record(before, log_in, page):
    public = f"/q/{cancian().public_id}/"
    page.goto("/")
    page.get_by_label("Words, a name").fill("expédier")
    page.get_by_role("button", name="Search quotes").click()
    page.get_by_role("link", name=re.compile("Ils essaieront")).click()
    assert "unresolved" in page.locator(".quote-page > .labels").inner_text()
    assert "not identified" in page.locator(".quote-page > .by").inner_text()

    camille = log_in("camille")
    _reattribute(camille)
    page.goto(public)
    assert "under review" in page.locator(".quote-page > .labels").inner_text()
    assert "not identified" in page.locator(".quote-page > .by").inner_text()
    _cannot_verify_own_change(camille)

    dominique = log_in("dominique")
    dominique.goto(desk(cancian()))
    way(dominique, "Verify").click()
    submit(dominique.locator("form [type=submit]").last)
    page.goto(public)
    assert "verified" in page.locator(".quote-page > .labels").inner_text()
    assert "Mark Cancian" in page.locator(".quote-page > .by").inner_text()

    _draft(camille)
    _sign_and_publish(dominique)
    page.goto(public)
    notice = page.locator(".notice").inner_text()
    assert "notre fiche" in notice.lower()
    assert "corrected" in page.locator(".quote-page > .labels").inner_text()
    page.goto("/corrections/")
    assert "Mark Cancian" in page.locator("main").inner_text()
    assert [str(problem) for problem in problems()] == []
    assert cancian().reviews.count() == 5


def _reattribute(page):
    page.goto(desk(cancian()))
    assert "a-t-il déclaré à l’AFP. Mark Cancian" in page.locator("main").inner_text()
    way(page, "Reattribute").click()
    choose(page, "claim-0-speaker", "Mark Cancian")
    page.fill("#id_claim-0-words", AS_PRINTED)
    page.select_option("#id_claim-0-basis", "printed")
    page.fill("#id_reason", "Nommé après un point égaré.")
    submit(page.locator("form [type=submit]").last)
    rows = cancian().attributions.order_by("number")
    assert [(row.rank, row.mention.exact) for row in rows] == [
        ("deprecated", "le ministre"),
        ("preferred", AS_PRINTED),
    ]
    assert rows[1].speaker == Speaker.objects.get(name="Mark Cancian")


def _cannot_verify_own_change(page):
    """Camille is no verifier; the refusal stands beside the button, not after it."""
    page.goto(desk(cancian()))
    off = page.locator(".way.off", has_text="Verify")
    assert off.count() == 1
    assert off.locator("xpath=following-sibling::*").inner_text()


def _draft(page):
    page.goto(desk(cancian()))
    way(page, "Draft correction").click()
    page.select_option("#id_error", "our_record")
    notice = page.locator("#id_notice").input_value()
    assert "Mark Cancian" in notice
    assert "notre fiche" in notice.lower()
    page.fill("#id_delay_reason", "Relu deux ans après, pour cette visite guidée.")
    submit(page.locator("form [type=submit]").last)
    correction = cancian().corrections.get()
    assert (correction.language, correction.signed_by) == ("fr", None)
    assert correction.wrong_attribution.mention.exact == "le ministre"


def _sign_and_publish(page):
    for name in ("Sign correction", "Publish correction"):
        page.goto(desk(cancian()))
        page.locator(
            "main a[href*='/correction/']", has_text="Correction"
        ).first.click()
        way(page, name).click()
        submit(page.locator("form [type=submit]").last)
    assert cancian().corrections.get().is_published
