"""The parts that pip does not bring: PostgreSQL, Chromium, gettext.

Root on Debian gets a missing one installed. Everyone else goes without and is told so.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.postgres import find_programs
from tests.processes import say

CHROMIUM_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
CHROMIUM_ON_MACOS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def find_chromium() -> str | None:
    """Return the browser to drive: NEWSROOM_CHROMIUM, else one that is installed."""
    if given := os.environ.get("NEWSROOM_CHROMIUM"):
        return given
    installed = filter(None, map(shutil.which, CHROMIUM_NAMES))
    on_macos = (path for path in CHROMIUM_ON_MACOS if Path(path).exists())
    return next(installed, None) or next(on_macos, None)


def _has_postgres() -> bool:
    return bool(os.environ.get("TEST_DATABASE_URL") or find_programs())


def _has_driver() -> bool:
    """Playwright brings its driver along, but not every library the driver wants."""
    command = [sys.executable, "-m", "playwright", "--version"]
    return not subprocess.run(command, capture_output=True, check=False).returncode  # noqa: S603


def _has_gettext() -> bool:
    return all(map(shutil.which, ("msgfmt", "xgettext", "msgmerge")))


@dataclass(frozen=True)
class Part:
    """Something the tests use, how to tell that it is there, and Debian's names for it."""

    name: str
    is_there: Callable[[], bool]
    packages: tuple[str, ...]


POSTGRES = Part("PostgreSQL", _has_postgres, ("postgresql",))
# Without recommends Chromium has no fonts, and pages are measured with boxes for letters.
CHROMIUM = Part(
    "Chromium", lambda: find_chromium() is not None, ("chromium", "fonts-liberation")
)
DRIVER = Part("Playwright's driver", _has_driver, ("libatomic1",))
GETTEXT = Part("gettext", _has_gettext, ("gettext",))
PARTS = (POSTGRES, CHROMIUM, DRIVER, GETTEXT)


def missing_parts(parts: tuple[Part, ...] = PARTS) -> dict[Part, str]:
    """Install what is missing, where we may; return why the rest is not there."""
    missing = [part for part in parts if not part.is_there()]
    if not missing:
        return {}
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        how = "on Debian: apt-get install"
        return {part: f"not found; {how} {' '.join(part.packages)}" for part in missing}
    packages = [package for part in missing for package in part.packages]
    say(f"Installing {', '.join(packages)}")
    error = _apt_install(packages)
    if error:
        say(error)
    return {
        part: f"not found, and apt-get did not install {' '.join(part.packages)}"
        for part in missing
        if not part.is_there()
    }


def _apt_install(packages: list[str]) -> str:
    """Install Debian packages quietly; return apt's own words if that fails."""
    install = ["apt-get", "install", "-y", "--no-install-recommends"]
    lock = ["-o", "DPkg::Lock::Timeout=120"]
    with tempfile.TemporaryFile("w+") as log:
        for command in (["apt-get", "update"], [*install, *lock, *packages]):
            done = subprocess.run(  # noqa: S603 - package names from this file
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
                check=False,
            )
            if done.returncode:
                log.seek(0)
                last_lines = log.read().splitlines()[-20:]
                return "\n".join([f"{' '.join(command)} failed:", *last_lines])
    return ""
