"""Settings that cannot work are refused at the start, by name."""

import base64
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
#: Always the same: two processes that collect these tests must find the same ones.
GOOD = base64.urlsafe_b64encode(b"k" * 32).decode()
OTHER = base64.urlsafe_b64encode(b"l" * 32).decode()


def start(**env):
    """Read the settings as a server does, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", "import newsroom.settings"],
        cwd=ROOT,
        env={**os.environ, "NEWSROOM_SECRET_KEY": "for tests only", **env},
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize(
    "bad", ["secret-but-short", "é" * 44, GOOD[:-2], GOOD + GOOD, "x" * 44 + "="]
)
def test_a_malformed_key_of_the_vault_is_told_at_the_start_and_not_shown(bad):
    done = start(NEWSROOM_VAULT_KEYS=f"{GOOD},{bad}")

    assert done.returncode != 0
    assert "ImproperlyConfigured: NEWSROOM_VAULT_KEYS: key 2 is not" in done.stderr
    assert "Fernet.generate_key()" in done.stderr
    assert bad not in done.stderr
    assert GOOD not in done.stderr


@pytest.mark.parametrize("keys", ["", GOOD, f"{GOOD},{OTHER}"])
def test_good_keys_and_none_are_taken(keys):
    done = start(NEWSROOM_VAULT_KEYS=keys)

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("rate", ["120", "fast", "120/fortnight", "-1/minute"])
def test_a_rate_that_is_none_is_told_at_the_start(rate):
    done = start(NEWSROOM_API_RATE=rate)

    assert f"ImproperlyConfigured: NEWSROOM_API_RATE is '{rate}'" in done.stderr
    assert "120/minute" in done.stderr
