"""Set the demo up and serve it: what `make demo` runs."""

import os
import secrets
import socket
import sys
from datetime import UTC, datetime

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from quotes.models import Article
from quotes.reindexing import reindex_quotes

HOST = "127.0.0.1"
#: How many ports are tried when the wanted one is busy.
PORTS = 50

#: The demo's users, in the order of their work.
USERNAMES = ("camille", "dominique")
#: As in the fixtures. A colleague who happens to have one of the names joined at another
#: moment, and keeps the password.
JOINED = datetime(2024, 11, 1, tzinfo=UTC)


#: A piece of our own whose statements wait on the desk.
DESK = "demo_desk"


def load(fixture):
    """Load a fixture into an empty database, and the desk's piece; tell if it was empty."""
    if Article.objects.exists():
        return False
    # Together: rows without their history could not be told from rows long edited.
    with transaction.atomic():
        call_command("loaddata", fixture, DESK, verbosity=0)
        call_command("populate_history", auto=True, verbosity=0)
        # Derived from the quotes, so that no fixture has to carry it.
        reindex_quotes()
    return True


def set_new_passwords():
    """Give each of the demo's users a new random password; return them by user."""
    passwords = {}
    for username in USERNAMES:
        user = User.objects.filter(username=username, date_joined=JOINED).first()
        if user:
            passwords[user] = secrets.token_urlsafe(9)
            user.set_password(passwords[user])
            user.save(update_fields=["password"])
    return passwords


def free_port(wanted):
    """Return the first free port from the wanted one on."""
    for port in range(wanted, min(wanted + PORTS, 65536)):
        with socket.socket() as probe:
            # As gunicorn binds: a port that only waits for its last packets is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return port
    raise CommandError(f"No port is free from {wanted} on. Name another with --port.")


def addresses(port):
    """Return the public pages in every language, and the admin, by label."""
    found = {}
    for code, name in settings.LANGUAGES:
        with translation.override(code):
            found[f"Public pages, {name}"] = reverse("quotes:home")
    with translation.override(settings.LANGUAGE_CODE):
        found["Admin"] = reverse("admin:index")
        found["Desk"] = reverse("admin:desk")
    return {label: f"http://{HOST}:{port}{path}" for label, path in found.items()}


def serve(port):
    """Become gunicorn, so that Ctrl-C and signals reach it and nothing else."""
    sys.stdout.flush()
    sys.stderr.flush()
    arguments = [
        *("-m", "gunicorn", "newsroom.wsgi"),
        *("--bind", f"{HOST}:{port}"),
        *("--workers", "1", "--threads", "4"),
        *("--log-level", "warning"),
        # Its socket would be one of the user's, shared by every gunicorn they run.
        "--no-control-socket",
    ]
    os.execv(sys.executable, [sys.executable, *arguments])  # noqa: S606 - no shell wanted


class Command(BaseCommand):
    """A thin shell over the functions above."""

    help = (
        "Migrates the database, loads the demo into it if it is empty, gives the demo's "
        "users new passwords, prints addresses and logins, and serves."
    )

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument(
            "--before",
            action="store_true",
            help="load the demo as it was before its correction",
        )
        parser.add_argument(
            "--no-serve", action="store_true", help="set up and print, but do not serve"
        )

    def handle(self, *, port, before, no_serve, **options):
        call_command("migrate", interactive=False, verbosity=0)
        database = settings.DATABASES["default"]["NAME"]
        if load("demo_before" if before else "demo"):
            self.stdout.write(f"Loaded the demo into {database}.")
        else:
            self.stdout.write(f"{database} has articles already; they are kept.")
        free = free_port(port)
        if free != port:
            self.stdout.write(f"Port {port} is busy; this is on {free}.")
        self.print_block(free, set_new_passwords())
        if not no_serve:
            self.stdout.write("Ctrl-C ends it.")
            serve(free)

    def print_block(self, port, passwords):
        """Print where to go and who to be."""
        rows = list(addresses(port).items())
        for user, password in passwords.items():
            roles = ", ".join(user.groups.order_by("pk").values_list("name", flat=True))
            rows.append((f"Login, {roles}", f"{user.username}  {password}"))
        width = max(len(label) for label, _value in rows)
        lines = [f"  {label:<{width}}  {value}" for label, value in rows]
        if not passwords:
            lines.append(
                "  The demo's users are not in this database; no login was changed."
            )
        self.stdout.write("\n".join(["", *lines, ""]))
        self.stdout.flush()
