"""The proof that the identity behind a source stays in the vault.

An unusual identity is sealed and opened; then everything that the program shows, writes,
logs, exports or stores is searched for it, however it may be written. The lists of
what is searched are asserted complete: a new page, format or command cannot be
forgotten. Each kind of search is also shown to find what is there.
"""

import base64
import html
import io
import json
import logging
import re
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import unquote_plus, urlsplit

import pytest
from cryptography.fernet import Fernet, MultiFernet
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core import mail, serializers
from django.core.management import call_command, get_commands
from django.db import connection
from django.template.base import Template
from django.test import Client
from django.urls import Resolver404, get_resolver, resolve, reverse
from django.utils import translation
from django.utils.log import AdminEmailHandler
from django.views.debug import SafeExceptionReporterFilter

from quotes import workflow
from quotes.admin import vault as vault_pages
from quotes.exports import editorial_records, json_line
from quotes.models import (
    Batch,
    CorrectionTask,
    Finding,
    ImportRun,
    ImportUpload,
    Publication,
    SourceIdentity,
    SpeakerMerge,
    VaultAccess,
)
from quotes.sitemaps import sections
from quotes.texts import fold
from quotes.workflow import vault
from quotes.workflow.merging import merge_speakers
from tests import factories as make
from tests.admin import files
from tests.sheets import readable

ROOT = Path(__file__).parent.parent

IDENTITY = {
    "name": "Zéphyrine Quartz-Vélodrome",
    "contact": "par bouteille à la mer, zq.bathyscaphe@brume.example",
    "known_to": "Xanthippe Gouttière",
}
#: No part of it, either: a name is known by half of it.
PARTS = ("Zéphyrine", "Vélodrome", "bathyscaphe", "brume.example", "Xanthippe")
#: Why it was done stands in the open, and shows that a search finds what is there.
REASON = "Une vérification paradoxale."


# Searching


def written(part):
    """Yield how a text can stand in other texts, as bytes in lower case."""
    yield fold(part).encode()
    for form in {part, part.lower(), fold(part)}:
        for encoded in (form.encode(), form.encode("utf-16-le")):
            yield encoded.lower()
        yield json.dumps(form)[1:-1].encode().lower()
        yield from in_base64(form.encode())


def in_base64(data):
    """Yield the signs of base64 that stand for some bytes, wherever they begin."""
    for shift in range(3):
        text = base64.b64encode(b"\0" * shift + data + b"\0\0")
        first, last = -(-8 * shift // 6), 8 * (shift + len(data)) // 6
        yield text[first:last].lower()


NEEDLES = {each for part in PARTS for each in written(part)}


def as_bytes(value):
    if isinstance(value, memoryview):
        value = bytes(value)
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


def found_in(value, needles=NEEDLES):
    """Return what of the identity stands in a text, in whatever writing."""
    data = as_bytes(value)
    text = data.decode("utf-8", "replace")
    plain = fold(unquote_plus(html.unescape(text))).encode()
    return {needle for needle in needles if needle in data.lower() or needle in plain}


def assert_nothing_in(value, where):
    assert not found_in(value), where


@pytest.mark.parametrize(
    "text",
    [
        "von Zéphyrine gehört",
        "ZEPHYRINE",
        html.escape("<b>Zéphyrine</b>"),
        "Z&eacute;phyrine",
        "Z&#233;phyrine",
        "Z%C3%A9phyrine+Quartz",
        json.dumps({"name": "Zéphyrine"}),
        base64.b64encode(json.dumps(IDENTITY).encode()).decode(),
        base64.b64encode(("x" + IDENTITY["name"]).encode()).decode(),
        "Zéphyrine".encode("utf-16-le"),
        str(IDENTITY),
        "Xanthippe",
    ],
)
def test_the_search_finds_it_in_any_writing(text):
    assert found_in(text)


def test_the_search_finds_nothing_where_nothing_is():
    assert not found_in("Éloïse Kerguélen, quartz, vélo, gouttière " * 10)


# A world in which everything there is has a row


@pytest.fixture
def world(settings):
    """A newsroom with an unnamed source that stands behind public quotes."""
    settings.NEWSROOM_VAULT_KEYS = [Fernet.generate_key().decode()]
    w = SimpleNamespace(standards=make.make_standards_editor())
    w.source = make.make_source(
        "un diplomate",
        kind="unnamed",
        terms="unnamed",
        relays=make.make_source("dépêche", kind="wire"),
    )
    w.client = Client()
    w.client.force_login(w.standards)
    seal_what_stood_in_the_open(w)
    open_by_form(w)
    w.article = make.make_article()
    w.quote = make.make_verified_quote(article=w.article, source=w.source)
    w.correction = make.make_published_correction(w.quote)
    w.quote.refresh_from_db()
    w.draft = make.make_correction(w.quote, notice="C’était encore une autre.")
    w.waiting = make.make_proposed_quote(article=w.article, **make.DENIAL)
    make.make_link(w.quote, w.waiting)
    w.speaker = w.quote.attributions.get().speaker
    w.office = make.make_office(w.speaker)
    w.merge = merge_speakers(
        make.make_speaker("Anna Brandt-Klein"),
        w.speaker,
        by=w.standards,
        reason="La même.",
    )
    other = make.make_quote("agir vite", article=w.article, source=w.source)
    workflow.reattribute_batch(
        [other], by=w.standards, speaker=w.speaker, reason="Elle aussi."
    )
    w.report = workflow.receive_report(
        about="quote",
        about_id=w.quote.public_id,
        quote=w.quote.pk,
        version=1,
        language="fr",
        message="Ce n’est pas elle.",
        form_digest="0" * 64,
    )
    vault.rotate_vault()
    Finding.objects.create(quote=w.waiting, rule="M1", severity="low", place="0")
    take_files_in(w)
    return w


def take_files_in(w):
    """Take in one file through the pages of the admin, and leave the export waiting."""
    from quotes.exports.editorial import editorial_records
    from quotes.importers.uploads import receive_upload, taking_in

    for name, data in (
        ("other.ndjson", files.GOOD),
        ("export.ndjson", files.ndjson(*editorial_records())),
    ):
        w.upload = receive_upload(data, name=name, by=w.standards)
        if name == "other.ndjson":
            list(taking_in(w.upload, by=w.standards, keep_going=True))


def seal_what_stood_in_the_open(w):
    """Name the source as who stands behind it, by form as editors do; then seal."""
    page = reverse("admin:quotes_source_change", args=[w.source.pk])
    data = {
        **{"kind": "unnamed", "language": "fr", "relays": w.source.relays_id},
        **{"terms": "unnamed", "terms_reason": w.source.terms_reason},
    }
    in_the_open = {"publisher": IDENTITY["contact"], "name": IDENTITY["name"].upper()}
    for row in (in_the_open, {"publisher": "", "name": "un diplomate"}):
        assert w.client.post(page, {**data, **row}).status_code == 302
        # The next page says that it was saved, and so empties the store of messages.
        w.client.get(reverse("admin:index"))
    assert found_in(list(w.source.history.values()))
    assert found_in(list(apps.get_model("admin.LogEntry").objects.values()))
    seal_by_form(w)
    assert w.source.vault_accesses.get().blacked_out == 2


def seal_by_form(w):
    address = reverse("admin:quotes_source_vault_seal", args=[w.source.pk])
    done = w.client.post(address, {**IDENTITY, "reason": REASON})
    assert done.status_code == 302
    assert_nothing_in(done.serialize(), "the answer to sealing")
    return done


def open_by_form(w):
    """Open the vault; the one answer that holds what is sealed."""
    address = reverse("admin:quotes_source_vault_open", args=[w.source.pk])
    shown = w.client.post(address, {"reason": REASON})
    assert found_in(shown.content)
    assert_nothing_in(shown.serialize_headers(), "the headers of opening")
    assert "no-store" in shown["Cache-Control"]
    return shown


# Rows, fixtures, exports


def formats():
    """Return the names of the formats that rows can be written in here."""
    # YAML without a library for it is there in name alone.
    return [
        name
        for name in serializers.get_public_serializer_formats()
        if not isinstance(serializers.get_serializer(name), serializers.BadSerializer)
    ]


def managers():
    """Yield (model, name, manager) of everything that can find rows."""
    for model in apps.get_models(include_auto_created=True):
        for manager in model._meta.managers:
            yield model, manager.name, manager
        yield model, "default", model._default_manager
        yield model, "base", model._base_manager


@pytest.mark.django_db
def test_no_row_of_any_table_holds_it_in_any_format(world):
    assert {"json", "jsonl", "xml"} <= set(formats())
    searched = set()
    for model, name, manager in managers():
        rows = manager.order_by("pk")
        for written_as in formats():
            for natural in (False, True):
                text = serializers.serialize(
                    written_as,
                    rows,
                    use_natural_foreign_keys=natural,
                    use_natural_primary_keys=natural,
                )
                assert_nothing_in(text, (model, name, written_as))
        if rows.exists():
            searched.add(model._meta.model_name)
        for row in rows:
            assert_nothing_in(f"{row} {row!r} {vars(row)}", (model, "as text"))

    histories = {name for name in searched if name.startswith("historical")}
    assert {"historicalsource", "historicalquote", "historicalattribution"} <= histories
    assert {"logentry", "session", "review", "publication", "readerreport"} <= searched
    assert {"sourceidentity", "vaultaccess", "speakermerge", "batch"} <= searched


@pytest.mark.django_db
def test_only_the_vault_finds_rows_of_the_vault(world):
    finding = {
        name
        for model, name, manager in managers()
        if model is SourceIdentity and manager.exists()
    }

    assert finding == {"vault"}


@pytest.mark.django_db
@pytest.mark.parametrize("options", [{}, {"use_base_manager": True}])
@pytest.mark.parametrize("natural", [False, True])
def test_dumpdata_holds_neither_it_nor_what_is_sealed(world, options, natural):
    for written_as in formats():
        out = io.StringIO()
        call_command(
            "dumpdata",
            format=written_as,
            stdout=out,
            use_natural_foreign_keys=natural,
            **options,
        )
        text = out.getvalue()
        assert "un diplomate" in text
        assert_nothing_in(text, written_as)
        assert "gAAAAA" not in text
        assert "quotes.sourceidentity" not in text


def test_the_fixtures_on_disk_hold_nothing_of_a_vault():
    files = [path for path in (ROOT / "fixtures").rglob("*") if path.is_file()]
    assert len(files) > 3
    for path in files:
        data = path.read_bytes()
        assert_nothing_in(data, path)
        assert b"gAAAAA" not in data, path
        if path.suffix == ".json":
            text = path.read_text("utf-8")
            assert '"quotes.sourceidentity"' not in text, path
            assert '"quotes.vaultaccess"' not in text, path


@pytest.mark.django_db
def test_sessions_and_the_log_of_the_admin_do_not_hold_it(world):
    sessions = [session.get_decoded() for session in Session.objects.all()]
    assert sessions
    assert_nothing_in(sessions, "sessions")
    entries = list(apps.get_model("admin.LogEntry").objects.values())
    assert "Identity opened." in str(entries)
    assert_nothing_in(entries, "the log of the admin")
    assert_nothing_in(list(world.client.cookies.items()), "cookies")


@pytest.mark.django_db
def test_reviews_and_publications_do_not_hold_it(world):
    states = [review.state for review in world.quote.reviews.all()]
    shown = list(Publication.objects.values("state", "shown", "search_text"))

    assert world.source.public_id in str(states)
    assert_nothing_in([states, shown], "reviews and publications")


#: Commands of ours: with what they run here; None: why not.
COMMANDS = {
    "check_attributions": (),
    "check_data": (),
    "count_readings": ("/dev/null",),
    # Outside a test's transaction: tests/test_dump.py searches it.
    "dump_public": None,
    # The same: see below.
    "export_quotes": None,
    "find_quotes": ("--all",),
    "forget_senders": (),
    "import_quotes": (str(ROOT / "fixtures/articles/text/blinken-bruxelles.txt"),),
    "refresh_desk": (),
    "reindex_search": (),
    "rotate_vault": (),
    "score_extraction": None,  # reads files, and nothing of the database
    "verify_ledger": (),
    "demo": None,  # loads into an empty database and becomes the server
}


@pytest.mark.django_db
def test_no_command_of_ours_prints_it(world, capsys):
    ours = {name for name, app in get_commands().items() if app == "quotes"}
    assert ours == COMMANDS.keys()

    for name, arguments in COMMANDS.items():
        if arguments is not None:
            call_command(name, *arguments)

    printed = "".join(capsys.readouterr())
    assert "identities sealed" in printed
    assert_nothing_in(printed, "commands")


@pytest.mark.django_db
def test_the_editorial_export_does_not_hold_it(world):
    lines = b"".join(map(json_line, editorial_records()))

    assert world.source.public_id.encode() in lines
    assert_nothing_in(lines, "export")


# Pages

#: Pages that GET does not show; each with the reason.
NOT_CRAWLED = {
    "admin:logout": "takes POST alone",
    "admin:None": "leads on to other addresses, or nowhere",
    "api:None": "answers 404, whatever is asked",
}

_OBJECT_PAGE = re.compile(
    r"admin:(?P<app>[a-z]+)_(?P<model>[a-z]+)_(?P<page>changelist|add|change|delete"
    r"|history|simple_history|password_change)$"
)


def names_of_pages(resolver=None, namespace=""):
    """Yield the name of every URL pattern there is."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if hasattr(pattern, "url_patterns"):
            inner = (
                f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            )
            yield from names_of_pages(pattern, inner)
        else:
            yield f"{namespace}{pattern.name}"


def arguments_of(w):
    """Return the arguments of pages that are not a page of the admin for a row."""
    source, quote, speaker = w.source, w.quote, w.speaker
    publication = Publication.objects.get(quote=quote, is_current=True)
    task = CorrectionTask.objects.first()
    quoted = {"public_id": quote.public_id, "slug": publication.slug}
    return {
        "admin:app_list": [{"app_label": "quotes"}],
        "admin:quotes_correction_preview": [[w.draft.pk]],
        "admin:quotes_correction_sign": [[w.draft.pk]],
        "admin:quotes_correction_publish": [[w.draft.pk]],
        "admin:quotes_correction_discard": [[w.draft.pk]],
        "admin:quotes_correction_task": [[task.correction_id, task.number]],
        "admin:quotes_article_find": [[w.article.pk]],
        "admin:quotes_importrun_preview": [[ImportUpload.objects.get().public_id]],
        "admin:quotes_importrun_take_in": [[ImportUpload.objects.get().public_id]],
        "admin:quotes_importrun_discard": [[ImportUpload.objects.get().public_id]],
        "admin:quotes_importrun_report": [[ImportRun.objects.get().pk]],
        "admin:quotes_importrun_undo": [[ImportRun.objects.get().pk]],
        "admin:quotes_article_revise": [[w.article.pk]],
        "admin:quotes_article_text": [[w.article.pk, 1]],
        "admin:quotes_quote_place": [[quote.pk]],
        "admin:quotes_quote_decide": [
            [row.pk, decision]
            for row in (quote, w.waiting)
            for decision in ("verify", "dispute", "settle", "reject", "reopen")
        ],
        "admin:quotes_quote_reattribute": [[quote.pk]],
        "admin:quotes_quote_candidate": [[quote.pk]],
        "admin:quotes_source_vault_seal": [[source.pk]],
        "admin:quotes_source_vault_open": [[source.pk]],
        "admin:quotes_source_vault_remove": [[source.pk]],
        "admin:quotes_speaker_merge": [[speaker.pk]],
        "admin:quotes_speaker_undo_merge": [
            [SpeakerMerge.objects.get().speaker_id, SpeakerMerge.objects.get().pk]
        ],
        "admin:view_on_site": [[_type_of(source), source.pk]],
        "admin:desk_report": [[w.report.pk]],
        "admin:desk_batch": [[Batch.objects.get().public_id]],
        "admin:desk_item": [[quote.public_id], [w.waiting.public_id]],
        "quotes:quote-short": [[quote.public_id]],
        "quotes:quote": [quoted],
        "quotes:quote-version": [{**quoted, "number": number} for number in (1, 2)],
        "quotes:quote-json": [[quote.public_id]],
        "quotes:quote-cite": [[quote.public_id]],
        "quotes:embed": [[quote.public_id]],
        "sitemap": [["quotes", quote.pk // sections.BLOCK]],
        "quotes:speaker-feed": [[speaker.public_id]],
        "quotes:quote-cite-file": [
            [quote.public_id, suffix] for suffix in ("bib", "ris", "csl.json")
        ],
        "quotes:speaker-json": [[speaker.public_id], [w.merge.speaker.public_id]],
        "quotes:article-json": [[w.article.public_id]],
        "quotes:source-json": [[source.public_id]],
        "quotes:correction-json": [[w.correction.public_id]],
        "quotes:speaker-short": [[speaker.public_id], [w.merge.speaker.public_id]],
        "quotes:speaker": [[speaker.public_id, "x"]],
        "quotes:article-short": [[w.article.public_id]],
        "quotes:article": [[w.article.public_id, "x"]],
        "quotes:source-short": [[source.public_id]],
        "quotes:source": [[source.public_id, "x"]],
        "quotes:correction": [[w.correction.public_id]],
        "quotes:report": [
            ["source", source.public_id],
            ["quote", quote.public_id],
            ["speaker", speaker.public_id],
            ["article", w.article.public_id],
            ["correction", w.correction.public_id],
        ],
        "quotes:report-quote": [[quote.public_id, 1]],
        "quotes:report-answer": [[w.report.key]],
        "api:quote": [[quote.public_id]],
        "api:quote-versions": [[quote.public_id]],
        "api:speaker": [[speaker.public_id], [w.merge.speaker.public_id]],
        "api:article": [[w.article.public_id]],
        "api:article-statements": [[w.article.public_id]],
        "api:article-annotations": [[w.article.public_id]],
        "api:article-citron": [[w.article.public_id]],
        "api:source": [[source.public_id]],
        "api:correction": [[w.correction.public_id]],
    }


def _type_of(row):
    from django.contrib.contenttypes.models import ContentType

    return ContentType.objects.get_for_model(row).pk


def addresses_of(name, arguments):
    """Return the addresses of a page, one for each set of arguments or rows."""
    if name in arguments:
        given = arguments[name]
    elif fit := _OBJECT_PAGE.match(name):
        model = apps.get_model(fit["app"], fit["model"])
        rows = list(model.objects.order_by("pk")[:4])
        if fit["page"] in ("changelist", "add"):
            given = [[]]
        elif fit["page"] == "simple_history":
            given = [
                [row.pk, version.pk]
                for row in rows
                for version in row.history.all()[:3]
            ]
        else:
            given = [[row.pk] for row in rows]
    else:
        given = [[]]
    return [
        reverse(name, kwargs=each)
        if isinstance(each, dict)
        else reverse(name, args=each)
        for each in given
    ]


def page_name(path):
    try:
        match = resolve(path)
    except Resolver404:
        return None
    return f"{match.namespace}:{match.url_name}" if match.namespace else match.url_name


class Crawl:
    """Opens pages, searches them, and follows what they link to."""

    def __init__(self, client):
        self.client = client
        self.seen, self.statuses = set(), {}

    def visit(self, address):
        address = address.split("#")[0]
        path = urlsplit(address).path
        if path in self.seen or "/logout/" in path:
            return
        self.seen.add(path)
        answer = self.client.get(address)
        body = readable(b"".join(answer) if answer.streaming else answer.content)
        assert_nothing_in(body, address)
        assert_nothing_in(list(answer.items()), address)
        assert_nothing_in(answer.cookies.output(), address)
        assert answer.status_code < 500, address
        name = page_name(path)
        self.statuses.setdefault(name, set()).add(answer.status_code)
        self.onward = [answer["Location"]] if answer.has_header("Location") else []
        self.onward += re.findall(r'(?:href|action)="(/[^"]*)"', body.decode("utf-8"))

    def walk(self, addresses):
        """Visit addresses and all that they lead to on this site."""
        waiting = list(addresses)
        while waiting:
            self.onward = []
            self.visit(html.unescape(waiting.pop()))
            waiting += [
                address
                for address in self.onward
                if address.startswith("/") and not address.startswith("/static/")
            ]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_page_shows_it_to_the_standards_editor_or_to_readers(world, language):
    arguments = arguments_of(world)
    names = set(names_of_pages())
    assert NOT_CRAWLED.keys() <= names
    desk, readers = Crawl(world.client), Crawl(Client())
    with translation.override(language):
        for name in sorted(names - NOT_CRAWLED.keys()):
            desk.walk(addresses_of(name, arguments))
        readers.walk(
            [reverse("quotes:home"), *addresses_of("quotes:source", arguments)]
        )

    visited = desk.statuses.keys()
    assert names - NOT_CRAWLED.keys() <= visited, "say in arguments_of() how to open it"
    opened = {name for name, statuses in desk.statuses.items() if 200 in statuses}
    assert {
        "admin:index",
        "admin:quotes_source_change",
        "admin:quotes_source_history",
        "admin:quotes_source_simple_history",
        "admin:quotes_source_vault_open",
        "admin:quotes_publication_change",
        "admin:desk_item",
        "admin:desk_report",
        "admin:quotes_importrun_preview",
        "admin:quotes_importrun_report",
        "admin:quotes_importrun_undo",
        "admin:jsi18n",
        "quotes:source",
        "quotes:quote",
        "quotes:quote-version",
        "quotes:report-answer",
    } <= opened
    public = {name for name in names if name.startswith("quotes:")}
    reached = {name for name in readers.statuses if name and name.startswith("quotes:")}
    # What nobody links to: short addresses, the private link, what others frame.
    unlinked = {
        *("quotes:quote-short", "quotes:article-short", "quotes:source-short"),
        *("quotes:speaker-short", "quotes:report-answer", "quotes:embed"),
    }
    assert public - reached <= unlinked


@pytest.mark.django_db
def test_looking_for_it_finds_nothing(world):
    """A search that found the source would tell who it is without showing it."""
    checked = set()
    for name in set(names_of_pages()):
        if name.endswith("_changelist"):
            for part in (*PARTS, REASON.split()[-1]):
                page = world.client.get(reverse(name), {"q": part})
                if page.status_code == 200:
                    assert page.context["cl"].result_count == 0, (name, part)
                    checked.add(name)
    assert "admin:quotes_source_changelist" in checked
    for part in PARTS:
        answer = world.client.get(
            reverse("admin:autocomplete"),
            {
                "app_label": "quotes",
                "model_name": "quote",
                "field_name": "source",
                "term": part,
            },
        )
        assert answer.json()["results"] == []
        page = Client().get(reverse("quotes:quote-list"), {"q": part})
        assert not page.context["publications"]


# Logs and reports of errors


class Everything(logging.Handler):
    """Keeps every record with all that hangs on it."""

    def __init__(self):
        super().__init__(logging.DEBUG)
        self.lines = []

    def emit(self, record):
        self.lines.append(f"{self.format(record)} {record.args} {vars(record)}")


@pytest.fixture
def logged():
    """Return what every logger of the process says, at DEBUG."""
    handler, root = Everything(), logging.getLogger()
    loggers = [logging.getLogger(name) for name in list(root.manager.loggerDict)]
    levels = [(each, each.level, each.disabled) for each in (root, *loggers)]
    for each in (root, *loggers):
        each.setLevel(logging.DEBUG)
        each.disabled = False
        if each is root or not each.propagate:
            each.addHandler(handler)
    connection.force_debug_cursor = True
    yield handler.lines
    connection.force_debug_cursor = False
    for each, level, disabled in levels:
        each.setLevel(level)
        each.disabled = disabled
        each.removeHandler(handler)


@pytest.mark.django_db
def test_no_log_holds_it_not_even_the_parameters_of_sql(world, logged):
    world.client.post(
        reverse("admin:quotes_source_vault_remove", args=[world.source.pk]),
        {"reason": REASON},
    )
    seal_by_form(world)
    seal = reverse("admin:quotes_source_vault_seal", args=[world.source.pk])
    world.client.post(seal, {**IDENTITY, "reason": REASON})  # refused
    world.client.post(seal, {**IDENTITY, "reason": ""})
    open_by_form(world)
    vault.rotate_vault()
    Client(enforce_csrf_checks=True).post(seal, IDENTITY)
    Client().get(f"/no-such-page/{world.source.pk}/")

    sql = [line for line in logged if "quotes_vaultaccess" in line]
    assert found_in("".join(sql), {fold(REASON).encode()}), "no SQL with parameters"
    assert any("quotes_sourceidentity" in line for line in logged)
    for line in logged:
        assert_nothing_in(line, line[:200])


@pytest.mark.django_db
@pytest.mark.parametrize("step", ["seal", "open"])
@pytest.mark.parametrize("where", ["cipher", "row", "page"])
@pytest.mark.parametrize("debug", [False, True])
def test_no_report_of_an_error_holds_it(
    world, settings, monkeypatch, logged, step, where, debug
):
    if step == "seal":
        workflow.remove_identity(world.source, by=world.standards, reason=REASON)
    break_it(monkeypatch, where)

    reports = reports_of(world, settings, step, where, debug)

    assert "a defect" in reports
    assert "vault" in reports
    assert_nothing_in(reports, (step, where, debug))
    assert_nothing_in("".join(logged), (step, where, debug))


@pytest.mark.django_db
def test_without_our_filter_a_report_would_hold_it(world, settings, monkeypatch):
    workflow.remove_identity(world.source, by=world.standards, reason=REASON)
    break_it(monkeypatch, "row")
    monkeypatch.setattr(vault_pages, "NothingShown", SafeExceptionReporterFilter)

    assert found_in(reports_of(world, settings, "seal", "row", debug=True))


@pytest.mark.django_db
@pytest.mark.parametrize("where", ["cipher", "row"])
def test_no_report_holds_it_where_there_is_no_request(world, monkeypatch, where):
    """From a shell or a script: what Django's own reporter makes of it."""
    from django.views.debug import ExceptionReporter

    workflow.remove_identity(world.source, by=world.standards, reason=REASON)
    break_it(monkeypatch, where)
    seal = workflow.seal_identity
    try:
        seal(world.source, by=world.standards, identity=IDENTITY, reason=REASON)
    except RuntimeError as error:
        # The first frame is this test, which knows what it sealed.
        trace = error.__traceback__.tb_next
        reporter = ExceptionReporter(None, type(error), error, trace)
        reports = reporter.get_traceback_html() + reporter.get_traceback_text()

    assert "a defect" in reports
    assert_nothing_in(reports, where)


def break_it(monkeypatch, where):
    """Make something fail while what is sealed is in the hands of the program."""

    def defect(*args, **options):
        held = [args, options]  # as a careless function would hold it
        raise RuntimeError(f"a defect ({len(held)})")

    if where == "cipher":
        decrypt = MultiFernet.decrypt
        monkeypatch.setattr(MultiFernet, "encrypt", defect)
        monkeypatch.setattr(
            MultiFernet, "decrypt", lambda box, token: defect(decrypt(box, token))
        )
    elif where == "row":
        monkeypatch.setattr(VaultAccess.objects, "create", defect)
    else:
        render = Template.render

        def fails_in_the_vault(template, context):
            if template.name == "admin/quotes/vault.html":
                defect(template, context)
            return render(template, context)

        monkeypatch.setattr(Template, "render", fails_in_the_vault)


def reports_of(world, settings, step, where, debug):
    """Return all that is written about a request that fails: page, mail and log."""
    settings.DEBUG, settings.ADMINS = debug, [("Rédaction", "desk@example.org")]
    handler = AdminEmailHandler(include_html=True)
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    world.client.raise_request_exception = False
    given = {"reason": REASON} if step == "open" else {**IDENTITY, "reason": REASON}
    if where == "page" and step == "seal":
        given["reason"] = ""  # so that the form is shown again with what was typed
    address = reverse(f"admin:quotes_source_vault_{step}", args=[world.source.pk])
    try:
        answers = [
            world.client.post(address, given, headers={"accept": accept})
            for accept in ("text/html", "text/plain")
        ]
    finally:
        logger.removeHandler(handler)
    assert {answer.status_code for answer in answers} == {500}
    assert mail.outbox
    return "\n".join(
        [
            *(answer.content.decode() for answer in answers),
            *(f"{each.subject} {each.body}" for each in mail.outbox),
            *(str(part) for each in mail.outbox for part in each.alternatives),
        ]
    )


# The database itself


@pytest.mark.django_db(transaction=True)
def test_the_database_itself_does_not_hold_it(settings):
    """Bytes of the file, or every row of every table as text."""
    settings.NEWSROOM_VAULT_KEYS = [Fernet.generate_key().decode()]
    standards = make.make_standards_editor()
    w = SimpleNamespace(source=make.make_source(kind="unnamed"), client=Client())
    w.client.force_login(standards)
    seal_by_form(w)
    open_by_form(w)

    stored = everything_stored()

    assert found_in(stored, {REASON.lower().encode()})
    assert b"gaaaaa" in stored.lower()
    assert_nothing_in(stored, "the database")


def everything_stored():
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(FULL)")
            path = Path(connection.settings_dict["NAME"])
            files = [path, *path.parent.glob(f"{path.name}-*")]
            return b"".join(each.read_bytes() for each in files if each.exists())
        rows = []
        for table in connection.introspection.table_names(cursor):
            quoted = connection.ops.quote_name(table)
            cursor.execute(f"SELECT t::text FROM {quoted} AS t")  # noqa: S608 - ours
            rows += [row for (row,) in cursor.fetchall()]
        return "\n".join(rows).encode()


# Who asks the vault


def test_one_module_alone_asks_the_vault():
    """The rows, the cipher and the keys have one way in."""
    asking = {}
    for path in [*(ROOT / "quotes").rglob("*.py"), *(ROOT / "newsroom").rglob("*.py")]:
        if "migrations" in path.parts:
            continue
        text = path.read_text("utf-8")
        for word in ("SourceIdentity", "Fernet(", "settings.NEWSROOM_VAULT_KEYS"):
            if word in text:
                asking.setdefault(word, set()).add(str(path.relative_to(ROOT)))

    assert asking["SourceIdentity"] == {
        "quotes/models/__init__.py",
        "quotes/models/vault.py",
        "quotes/workflow/vault.py",
    }
    assert asking["Fernet("] == {"quotes/workflow/vault.py"}
    assert asking["settings.NEWSROOM_VAULT_KEYS"] == {"quotes/workflow/vault.py"}


def test_one_template_alone_names_an_identity():
    templates = [
        *(ROOT / "quotes").rglob("*.html"),
        *(ROOT / "newsroom").rglob("*.html"),
    ]
    naming = {
        path.name
        for path in templates
        if re.search(r"identity\.", path.read_text("utf-8"))
    }

    assert naming == {"vault.html"}


def test_the_needles_are_as_long_as_they_have_to_be():
    """A needle of two signs would be found everywhere, and the proof prove nothing."""
    assert min(len(needle) for needle in NEEDLES) >= 5
    assert all(one != other for one, other in pairwise(sorted(NEEDLES)))
