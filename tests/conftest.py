"""Fixtures for every test: where the database is, and a watched browser.

A test of the browser takes `live_server` and `page`, and is marked `browser`.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from django.db import connections
from django.utils import translation

from quotes import bounds
from tests.parts import CHROMIUM, DRIVER, find_chromium
from tests.processes import in_ci

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page, Route

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",  # Chromium refuses to run as root with its sandbox
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
VIEWPORT = {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Keep SQLite's test database in a file, as in production.

    In memory, Django shares one connection among the threads of the live server: no
    WAL, no locks, and two requests at once fall over each other's transactions.
    """
    for connection in connections.all():
        if connection.vendor == "sqlite":
            path = tmp_path_factory.mktemp("database") / f"{connection.alias}.sqlite3"
            connection.settings_dict["TEST"]["NAME"] = str(path)


@pytest.fixture(autouse=True)
def _default_language() -> None:
    """Begin in the default language.

    The test client answers in the test's own thread, so that the language of the last
    address would last into the next test, in whatever order they come.
    """
    translation.deactivate()


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let bounded queries take their time: beside other tests they wait their turn.

    What happens when they take too long is tested with a patience of its own.
    """
    monkeypatch.setattr(bounds, "PATIENCE", 30_000)


@pytest.fixture(scope="session")
def live_server(django_db_setup, live_server):
    """The server of pytest-django, once the database is where it stays.

    Started before, its threads would share the test's own connection in memory.
    """
    return live_server


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """One Chromium for the whole session."""
    missing = [part.name for part in (CHROMIUM, DRIVER) if not part.is_there()]
    if missing:
        (pytest.fail if in_ci() else pytest.skip)(f"not found: {', '.join(missing)}")
    # Only here: the suites without a browser do not need it.
    from playwright.sync_api import sync_playwright

    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop running in this thread, and Django takes every
        # query next to a running loop for a mistake.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=CHROMIUM_ARGUMENTS
        )
        yield browser
        browser.close()


@pytest.fixture
def page_problems() -> list[str]:
    """What went wrong in the test's pages; a test that provokes an error clears it."""
    return []


@pytest.fixture
def new_page(
    browser: "Browser",
    live_server,
    page_problems: list[str],
) -> "Iterator[Callable[..., Page]]":
    """Open a page in a context of its own; keywords are Playwright's for a context.

    A request to another host or an error on the console fails the test.
    """
    here = urlsplit(live_server.url).netloc
    contexts = []

    def guard(route: "Route") -> None:
        if urlsplit(route.request.url).netloc == here:
            route.continue_()
        else:
            page_problems.append(f"request to another host: {route.request.url}")
            route.abort()

    def listen(message: "ConsoleMessage") -> None:
        if message.type == "error":
            where = message.location.get("url", "")
            page_problems.append(f"console: {message.text} ({where})")

    def open_page(**options) -> "Page":
        options = {"viewport": VIEWPORT, "base_url": live_server.url, **options}
        context = browser.new_context(**options)
        contexts.append(context)
        context.route("**/*", guard)
        context.on("console", listen)
        context.on(
            "weberror", lambda error: page_problems.append(f"script: {error.error}")
        )
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    if page_problems:
        pytest.fail("\n".join(page_problems), pytrace=False)


@pytest.fixture
def page(new_page: "Callable[..., Page]") -> "Page":
    """A page on a desk-sized screen; addresses may be given as paths."""
    return new_page()
