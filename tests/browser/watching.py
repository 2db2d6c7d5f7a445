"""What tests of the browser look at on every page: axe, focus, what was transferred."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe

_AXE = Axe()
#: All rules, and the one of WCAG 2.2 that axe leaves out unless asked.
ALL_RULES = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
#: Rules whose answer depends on colors or on the width of the screen.
LOOKS = ("color-contrast", "link-in-text-block", "target-size")
LOOKS_ALONE = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "rule", "values": list(LOOKS)},
}


def violations(page, options=None):
    """Return [(rule, [what it found])] of axe on the page as it stands."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE.axe_script)
    found = page.evaluate("options => axe.run(document, options)", options or ALL_RULES)
    assert found["passes"], page.url
    return [
        (rule["id"], [node["html"][:200] for node in rule["nodes"]])
        for rule in found["violations"]
    ]


def is_focus_visible(page):
    """Tell whether the focused element is marked by an outline that can be seen."""
    return page.evaluate(
        """() => {
            const here = document.activeElement;
            if (!here || here === document.body) return true;
            const style = getComputedStyle(here);
            const box = here.getBoundingClientRect();
            const outlined = style.outlineStyle !== "none" &&
                parseFloat(style.outlineWidth) >= 1;
            return outlined && box.width > 0 && box.height > 0;
        }"""
    )


@dataclass
class Transfer:
    """What the first load of a page cost: encoded bytes with headers, and by request."""

    requests: dict = field(default_factory=dict)
    fonts: list = field(default_factory=list)
    elsewhere: list = field(default_factory=list)
    cookies: list = field(default_factory=list)

    @property
    def size(self):
        return sum(self.requests.values())


def first_load(browser, address):
    """Open an address with an empty cache; return its Transfer."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page, told = context.new_page(), Transfer()
    session = context.new_cdp_session(page)
    asked = {}
    host = urlsplit(address).netloc

    def note(event):
        url = event["request"]["url"]
        if url.startswith("data:"):
            return
        asked[event["requestId"]] = url
        told.requests[url] = 0
        if urlsplit(url).netloc != host:
            told.elsewhere.append(url)
        if event.get("type") == "Font":
            told.fonts.append(url)

    def finish(event):
        if event["requestId"] in asked:
            url = asked[event["requestId"]]
            told.requests[url] += event["encodedDataLength"]

    session.on("Network.requestWillBeSent", note)
    session.on("Network.loadingFinished", finish)
    session.send("Network.enable")
    page.goto(address, wait_until="networkidle")
    told.cookies = context.cookies()
    # Chromium without a window asks for no icon; a reader's does.
    icon = page.locator("link[rel=icon]")
    if icon.count():
        url = icon.evaluate("link => link.href")
        if url not in told.requests:
            answer = context.request.get(url)
            told.requests[url] = int(answer.headers.get("content-length", 0)) + 300
    context.close()
    return told
