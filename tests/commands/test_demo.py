"""`manage.py demo`: sets up an empty database, and leaves everything else alone."""

import json
import re
import socket
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.utils import timezone

from quotes.management.commands import demo
from quotes.models import Article, Correction, DeskItem, Speaker

FIXTURES = Path(__file__).parents[2] / "fixtures"


@pytest.fixture
def run(db, capsys):
    """Run the command without serving; return what it prints."""

    def run(*options):
        call_command("demo", "--no-serve", *options)
        return capsys.readouterr().out

    return run


def passwords_in(output):
    """Return the passwords that a run printed, by user name."""
    return dict(re.findall(r"(camille|dominique)  (\S+)$", output, re.MULTILINE))


def test_an_empty_database_gets_the_demo_with_its_history(run):
    output = run()
    assert "Loaded the demo" in output
    assert Article.objects.public().count() == 1
    assert DeskItem.objects.filter(article__release="draft").count() == 11
    assert Speaker.history.count() == Speaker.objects.count() > 0


def test_the_printed_addresses_and_logins_work(run, client):
    output = run("--port", "18000")
    for path in re.findall(r"http://127\.0\.0\.1:\d+(/\S*)", output):
        assert client.get(path, follow=True).status_code == 200
    assert set(passwords_in(output)) == set(demo.USERNAMES)
    for username, password in passwords_in(output).items():
        assert client.login(username=username, password=password)
        assert client.get("/admin/").status_code == 200


def test_a_second_run_keeps_the_data_and_changes_the_passwords(run):
    first = run()
    Article.objects.update(headline="Edited")
    second = run()
    assert "they are kept" in second
    assert set(Article.objects.values_list("headline", flat=True)) == {"Edited"}
    assert set(passwords_in(first).values()).isdisjoint(passwords_in(second).values())


def test_before_loads_the_state_before_the_correction(run):
    output = run("--before")
    assert set(passwords_in(output)) == set(demo.USERNAMES)
    assert not Correction.objects.exists()


def test_colleagues_of_the_same_name_keep_their_passwords(run):
    run()
    for user in User.objects.all():
        user.date_joined = timezone.now()
        user.set_password("their own")
        user.save()
    output = run()
    assert not passwords_in(output)
    assert "no login was changed" in output
    assert all(user.check_password("their own") for user in User.objects.all())


@pytest.mark.parametrize("fixture", ["demo", "demo_before"])
def test_the_users_are_told_by_the_moment_in_the_fixtures(fixture):
    rows = json.loads((FIXTURES / f"{fixture}.json").read_text("utf-8"))
    users = [row["fields"] for row in rows if row["model"] == "auth.user"]
    moment = demo.JOINED.isoformat().replace("+00:00", "Z")
    assert {user["username"]: user["date_joined"] for user in users} == dict.fromkeys(
        demo.USERNAMES, moment
    )


def test_a_busy_port_gives_way_to_the_next_free_one(run):
    with socket.socket() as busy:
        busy.bind((demo.HOST, 0))
        busy.listen()
        port = busy.getsockname()[1]
        output = run("--port", str(port))
    found = int(re.search(rf"Port {port} is busy; this is on (\d+)", output)[1])
    assert found > port
    assert f"http://127.0.0.1:{found}/" in output


def test_no_free_port_is_said(monkeypatch):
    monkeypatch.setattr(demo, "PORTS", 0)
    with pytest.raises(CommandError, match="No port is free"):
        demo.free_port(8000)
