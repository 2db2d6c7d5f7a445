"""A file imported in Chromium: sent, looked at, watched, found again, undone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User

from quotes.models import Article, ImportRun
from tests import factories
from tests.admin.files import GOOD, MIXED, article, ndjson, quote
from tests.browser.desk import PASSWORD, log_in, submit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

UPLOAD = "/admin/quotes/importrun/upload/"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture
def desk(transactional_db, new_page):
    """Return a function that logs the editor in, on a page of their own."""
    factories.make_editor("camille")
    for user in User.objects.all():
        user.set_password(PASSWORD)
        user.save()
    return lambda path="/admin/", **options: log_in(
        new_page(**options), "camille", path
    )


def send(page, data=GOOD, name="archive.ndjson"):
    page.set_input_files(
        "#id_file", {"name": name, "mimeType": "application/x-ndjson", "buffer": data}
    )
    submit(page.locator("#content-main form .default").first)


def test_a_file_goes_its_way_without_scripts_and_by_keyboard(desk):
    page = desk(java_script_enabled=False)
    page.get_by_role("link", name="Import a file").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    send(page)
    assert not Article.objects.exists()
    page.focus(".take-in .default")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.get_by_text("The import is done.").is_visible()
    assert Article.objects.count() == 1
    submit(page.get_by_role("link", name="This import"))
    submit(page.get_by_role("link", name="Undo this import"))
    page.focus("#id_sure")
    page.keyboard.press("Space")
    page.focus(".submit-row .default")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert not Article.objects.exists()
    assert page.get_by_text("Undone by camille").is_visible()


def test_the_report_is_downloaded(desk):
    page = desk(UPLOAD)
    send(page, MIXED)
    submit(page.locator(".take-in .default"))
    page.goto(f"/admin/quotes/importrun/{ImportRun.objects.get().pk}/change/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the report").click()
    run = ImportRun.objects.get()
    assert download.value.suggested_filename == f"import-{run.public_id}.ndjson"


@pytest.mark.parametrize(
    ("scheme", "width", "language"),
    [("light", 1280, "fr"), ("dark", 360, "en"), ("light", 320, "fr")],
)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(
    desk, scheme, width, language, tmp_path
):
    prefix = "" if language == "en" else "/fr"
    page = desk(color_scheme=scheme, viewport={"width": width, "height": 900})
    page.goto(f"{prefix}{UPLOAD}")
    _check(page, tmp_path, "upload")
    send(page, b"")
    _check(page, tmp_path, "refused")
    send(page, MIXED)
    _check(page, tmp_path, "preview")
    submit(page.locator(".take-in .default"))
    _check(page, tmp_path, "done")
    page.goto(f"{prefix}{UPLOAD}")
    changed = article(quote(speaker="Jean Martin"), headline="Un autre titre")
    send(page, ndjson(changed))
    _check(page, tmp_path, "differences")
    submit(page.locator(".take-in .default"))
    run = ImportRun.objects.latest("pk")
    page.goto(f"{prefix}/admin/quotes/importrun/")
    _check(page, tmp_path, "list")
    page.goto(f"{prefix}/admin/quotes/importrun/{run.pk}/change/")
    _check(page, tmp_path, "run")
    page.goto(f"{prefix}/admin/quotes/importrun/{run.pk}/undo/")
    _check(page, tmp_path, "undo")


def _check(page, folder, name):
    page.screenshot(path=folder / f"{name}.png", full_page=True)
    options = {
        "preload": False,  # it looks for imported style sheets at the wrong place
        "runOnly": {"type": "tag", "values": RULES},
    }
    found = Axe().run(page, options=options).response["violations"]
    told = [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found]
    assert told == [], f"{page.url}: {told}"
    over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert over <= 0, f"{page.url} is {over} px wider than the window"
