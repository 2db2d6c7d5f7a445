"""The desk in Chromium: ten statements by keyboard, two people on one, axe."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from quotes import workflow
from quotes.integrity import problems
from quotes.models import DeskItem
from tests.browser.desk import address, load_demo, log_in, shown, statement, submit
from tests.factories import make_verifier

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

#: By whom each statement of the exercise is settled, and as what.
EDITOR = {
    "discorde": "rejected",
    "pas-un-euro": "unverified",
    "vingt-minutes": "unverified",
}
VERIFIER = {
    "fermeture": "verified",
    "aucun-risque": "verified",
    "piles": "verified",
    "passerelle": "verified",
    "pure-fiction": "verified",
    "pas-un-euro": "verified",
    "navettes": "verified",
    "vingt-minutes": "verified",
    "enquete": "unresolved",
    "avant-l-hiver": "verified",
}


@pytest.fixture
def desk(transactional_db, new_page):
    """The demo with the desk's piece; returns a function that logs somebody in."""
    load_demo("demo_before", "demo_desk")
    return lambda username, **options: log_in(new_page(**options), username)


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def go_on(page, *keys):
    """Press keys of which the last leads to another page."""
    with page.expect_navigation():
        press(page, *keys)
    page.wait_for_load_state()


def walk(page, handle):
    """Go from statement to statement of the queue; handle(page, id) or the next key."""
    seen = set()
    go_on(page, "j", "Enter")
    while "/desk/?" not in page.url and not page.url.endswith("/desk/"):
        name = shown(page)
        if name in seen:
            break
        seen.add(name)
        if not handle(page, name):
            if page.locator("a[rel=next]").count() == 0:
                break
            go_on(page, "j")
    return seen


def as_editor(page, name):
    if name == "discorde":
        press(page, "x")
        page.keyboard.type("Un surnom, pas une parole.")
        go_on(page, "Enter")
    elif name == "pas-un-euro":
        go_on(page, "a", "Enter")
    elif name == "vingt-minutes":
        _reattribute_to_maret(page)
    return name in EDITOR


def _reattribute_to_maret(page):
    """Mark the name in the text, choose the speaker, say why: no mouse."""
    press(page, "s", *["ArrowRight"] * 22)
    # To the name after the full stop, wherever the words before it end.
    picked = page.locator(".desk-picked")
    while picked.inner_text() != "Sonia":
        press(page, "ArrowRight")
    press(page, "Shift+ArrowRight")
    assert picked.inner_text() == "Sonia Maret"
    press(page, "Enter", "End", "Enter")
    assert page.locator("#id_words").input_value() == "Sonia Maret"
    press(page, "Escape", "r")
    page.locator(".select2-search__field").wait_for()
    page.keyboard.type("Maret")
    page.locator(".select2-results__option--highlighted", has_text="Maret").wait_for()
    press(page, "Enter")
    page.wait_for_function("document.activeElement.id === 'id_reason'")
    page.keyboard.type("Son nom suit le point.")
    go_on(page, "Enter")


def as_verifier(page, name):
    if VERIFIER.get(name) == "verified":
        go_on(page, "v", "Enter")
    elif name == "enquete":
        press(page, "u")
        page.keyboard.type("Le texte ne nomme aucun ministre.")
        go_on(page, "Enter")
    return name in VERIFIER


def test_an_editor_and_a_verifier_settle_ten_statements_by_keyboard_alone(desk):
    editor = desk("camille")
    assert walk(editor, as_editor) >= set(EDITOR)
    assert {name: statement(name).status for name in EDITOR} == EDITOR
    row = statement("vingt-minutes").attributions.get(rank="preferred")
    assert (row.speaker.name, row.mention.exact) == ("Sonia Maret", "Sonia Maret")

    verifier = desk("dominique")
    assert walk(verifier, as_verifier) >= set(VERIFIER)
    assert {name: statement(name).status for name in VERIFIER} == VERIFIER
    assert [str(problem) for problem in problems()] == []


def test_the_same_by_plain_posts_without_javascript(desk):
    editor = desk("camille", java_script_enabled=False)
    editor.goto(address("discorde"))
    editor.fill("#id_reason", "Un surnom, pas une parole.")
    editor.click("button[value=not_a_quote]")
    editor.goto(address("pas-un-euro"))
    editor.click("button[value=accept]")
    editor.goto(address("vingt-minutes"))
    editor.fill("#id_find", "Maret")
    editor.click("button[value=find]")
    editor.select_option("#id_speaker", label="Sonia Maret")
    editor.fill("#id_words", "Sonia Maret")
    editor.fill("#id_reason", "Son nom suit le point.")
    editor.click("button[value=reattribute]")
    assert {name: statement(name).status for name in EDITOR} == EDITOR

    verifier = desk("dominique", java_script_enabled=False)
    for name, status in VERIFIER.items():
        verifier.goto(address(name))
        verifier.fill("#id_reason", "Relu dans le texte.")
        verb = "verify" if status == "verified" else "unresolved"
        verifier.click(f"button[value={verb}]")
    assert {name: statement(name).status for name in VERIFIER} == VERIFIER
    assert [str(problem) for problem in problems()] == []


def test_a_blocked_verification_is_told_before_and_at_the_key(desk):
    workflow.change_quote(
        statement("piles"),
        by=make_verifier("dominique"),
        fields={"occasion": "dans un rapport"},
    )
    page = desk("dominique")
    page.goto(address("piles"))

    assert "You changed this quote" in page.locator(".desk-blocked").inner_text()
    assert page.locator("button[value=verify]").count() == 1  # breaking the glass
    assert "single editor" in page.locator(".desk-decide").inner_text()

    page = desk("camille")
    page.goto(address("piles"))
    off = page.locator("button.off[data-action=verify]")
    assert off.get_attribute("aria-disabled") == "true"
    press(page, "v", "Enter")
    assert "verifier" in page.locator(".desk-armed").inner_text()
    assert statement("piles").status == "unverified"


def test_two_people_on_one_statement(desk):
    one, other = desk("camille"), desk("dominique")
    for page in (one, other):
        page.goto(address("navettes"))
    go_on(one, "i")
    assert "You are on it" in one.locator(".desk-claim").inner_text()

    go_on(other, "v", "Enter")
    assert "camille is on it" in other.locator(".errornote").inner_text()
    assert "camille is on it" in other.locator(".desk-claim").inner_text()
    other.keyboard.press("Tab")
    go_on(other, "i", "Enter")
    assert DeskItem.objects.get(quote=statement("navettes")).claimed_by.username == (
        "dominique"
    )

    # Camille still has the page from before; what she sends is refused and kept.
    one.locator("#id_reason").fill("Ce n’est qu’une promesse.")
    submit(one.locator("button[value=not_a_quote]"))
    assert "dominique is on it" in one.locator(".errornote").inner_text()
    assert one.locator("#id_reason").input_value() == "Ce n’est qu’une promesse."

    off = one.locator("button.off[data-action=not_a_quote]")
    assert (
        "dominique is on it"
        in one.locator(f"#{off.get_attribute('aria-describedby')}").inner_text()
    )

    other.goto(address("navettes"))
    go_on(other, "v", "Enter")
    assert statement("navettes").status == "verified"


def test_a_speaker_is_made_without_leaving_the_statement(desk):
    page = desk("camille")
    page.goto(address("enquete"))
    with page.expect_popup() as popup:
        page.locator("#add_id_speaker").click()
    window = popup.value
    window.fill("#id_name", "Anne Lorrain")
    window.select_option("#id_kind", "person")
    with window.expect_event("close"):
        window.locator("[name=_save]").click()

    assert "Anne Lorrain" in page.locator("#id_speaker + .select2").inner_text()
    assert not page.locator("#id_unknown").is_checked()
    page.locator("#id_reason").fill("La suite du texte la nomme.")
    submit(page.locator("button[value=reattribute]"))
    row = statement("enquete").attributions.get(rank="preferred")
    assert row.speaker.name == "Anne Lorrain"


def test_words_are_chosen_with_the_mouse_and_shown_before_they_are_saved(desk):
    page = desk("camille")
    page.goto(address("piles"))
    page.evaluate(
        """() => {
          const mark = document.querySelector("mark.content").firstChild;
          const range = document.createRange();
          range.setStart(mark, mark.data.indexOf("quatre"));
          range.setEnd(mark, mark.data.indexOf(" sur toute"));
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }"""
    )
    page.locator(".desk-text").dispatch_event("mouseup")
    assert page.locator(".desk-picked").inner_text() == "quatre piles sont fissurées"
    page.locator("[data-select=put]").click()
    preview = page.locator(".desk-preview")
    assert "quatre piles sont fissurées" in preview.inner_text()
    assert statement("piles").words.startswith("deux des quatre")

    submit(page.locator("button[value=change]"))
    assert statement("piles").words == "quatre piles sont fissurées"


def test_keys_do_nothing_inside_fields_and_are_one_s_own(desk):
    page = desk("dominique")
    page.goto("/admin/desk/keys/")
    page.fill("[name=verify]", "w")
    submit(page.locator("main form [type=submit]").first)
    page.goto(address("piles"))

    page.locator("#id_reason").focus()
    page.keyboard.type("w v j")
    assert page.locator("#id_reason").input_value() == "w v j"
    page.keyboard.press("Escape")
    page.locator("#id_reason").fill("")
    page.keyboard.press("Escape")
    page.keyboard.press("v")
    assert page.locator("button.armed").count() == 0
    assert page.locator("[data-action=verify] kbd").inner_text() == "w"
    go_on(page, "w", "Enter")
    assert statement("piles").status == "verified"


@pytest.mark.parametrize(
    ("scheme", "width", "language"),
    [
        ("light", 1280, "en"),
        ("dark", 1280, "fr"),
        ("dark", 360, "en"),
        ("light", 360, "fr"),
    ],
)
def test_axe_finds_nothing_on_the_desk(desk, scheme, width, language):
    page = desk(
        "dominique", color_scheme=scheme, viewport={"width": width, "height": 900}
    )
    prefix = "" if language == "en" else "/fr"
    public = statement("kallas-hearing").pk
    for path in (
        "/admin/",
        "/admin/desk/",
        "/admin/desk/keys/",
        "/admin/desk/reports/",
        "/admin/desk/batches/",
        address("vingt-minutes", language).removeprefix(prefix),
        address("kallas-hearing", language).removeprefix(prefix),
        f"/admin/quotes/correction/add/?quote={public}",
    ):
        page.goto(prefix + path)
        options = {
            "preload": False,  # it looks for imported style sheets at the wrong place
            "runOnly": {
                "type": "tag",
                "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
            },
        }
        found = Axe().run(page, options=options).response["violations"]
        told = [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found]
        assert told == [], f"{path}: {told}"
        over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert over <= 0, f"{path} is {over} px wider than the window"
