"""`manage.py dump_public`: one sentence on failure, and nothing left behind."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests import factories as make

ROOT = Path(__file__).parents[2]


@pytest.mark.django_db(transaction=True)
def test_it_says_what_it_wrote(tmp_path, capsys):
    make.make_verified_quote()
    call_command("dump_public", str(tmp_path / "d"), base_url="https://quotes.example")

    printed = capsys.readouterr()
    assert "quotes.csv 1, quotes.ndjson 1" in printed.out
    assert printed.err == ""  # no terminal, no progress


@pytest.mark.django_db(transaction=True)
def test_the_address_comes_from_the_settings_unless_it_is_given(
    tmp_path, settings, monkeypatch
):
    make.make_verified_quote()
    settings.NEWSROOM_BASE_URL = "https://settings.example"
    call_command("dump_public", str(tmp_path / "d"))

    assert "https://settings.example/q/" in (tmp_path / "d/quotes.csv").read_text(
        "utf-8"
    )


@pytest.mark.django_db(transaction=True)
def test_failures_are_sentences(tmp_path, settings, monkeypatch):
    settings.NEWSROOM_BASE_URL = ""
    with pytest.raises(CommandError, match="--base-url or NEWSROOM_BASE_URL"):
        call_command("dump_public", str(tmp_path / "d"))

    def full(*args, **options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("quotes.dump.write_table", full)
    with pytest.raises(CommandError, match=r"Nothing was written\. No space left"):
        call_command("dump_public", str(tmp_path / "d"), base_url="https://q.example")
    assert list(tmp_path.iterdir()) == []


def test_a_signal_to_end_leaves_nothing_behind(tmp_path):
    """In a process of its own, with rows that take long enough to be stopped."""
    code = (
        "import time, quotes.dump as dump\n"
        "from django.core.management import call_command\n"
        "whole = dump.write_table\n"
        "def slow(*args):\n"
        "    print('writing', flush=True); time.sleep(30)\n"
        "dump.write_table = slow\n"
        "call_command('migrate', verbosity=0)\n"
        f"call_command('dump_public', {str(tmp_path / 'd')!r}, "
        "base_url='https://q.example')\n"
    )
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": str(ROOT),
    }
    process = subprocess.Popen(  # noqa: S603 - our own code
        [sys.executable, "-c", f"import django; django.setup()\n{code}"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "writing\n"
    assert [path for path in tmp_path.iterdir() if path.is_dir()]
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 128 + signal.SIGTERM
    process.stdout.close()
    assert not [path for path in tmp_path.iterdir() if path.is_dir()]
