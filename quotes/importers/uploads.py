"""Files that people send through a page: kept, looked at, taken in or discarded.

What the pages do with them is what the command does with files (quotes.importers.files);
here is where they wait, whose they are, and that one is taken in once.
"""

import hashlib
from contextlib import contextmanager
from datetime import timedelta
from io import BytesIO

from django.db import OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quotes.importers.compressed import unpacked
from quotes.importers.files import Hashed, importing_stream
from quotes.importers.formats import format_for, format_named
from quotes.importers.replaying import replay
from quotes.models import ImportRun, ImportUpload
from quotes.workflow import WorkflowError
from quotes.workflow.permissions import demand_permission

#: So long a file waits.
KEPT = timedelta(days=1)


def receive_upload(data, *, name, by, format="", at=None):
    """Keep a file, bytes as received; return its ImportUpload.

    Without a format it is told from the file. Files that have waited for more than a day
    go in passing. Raises TextError where nothing tells the format, WorkflowError
    (not_allowed).
    """
    demand_permission(by, "import_quotes")
    forget_uploads(at)
    head, _rest = replay(unpacked(BytesIO(data)))
    form = format_named(format) if format else format_for(name, head)
    return ImportUpload.objects.create(
        name=name[:300],
        format=form.name,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        by=by,
        at=at or timezone.now(),
        data=data,
    )


def forget_uploads(at=None):
    """Delete the files, of whomever, that have waited for more than a day."""
    ImportUpload.objects.filter(at__lt=(at or timezone.now()) - KEPT).delete()


def uploads_of(user):
    """Return the files that wait, sent by somebody; without what is in them."""
    return ImportUpload.objects.filter(by=user).defer("data").order_by("-at", "-pk")


def discard_upload(upload, *, by):
    """Delete a file that waits; only who sent it may. Raises WorkflowError."""
    demand_permission(by, "import_quotes")
    uploads_of(by).filter(pk=upload.pk).delete()


def earlier_run(upload):
    """Return the run that took in a file of the same bytes, None if none stands."""
    runs = ImportRun.objects.filter(sha256=upload.sha256, undone_at=None)
    return runs.select_related("by").defer("report").order_by("-pk").first()


def reading(upload, *, by, **options):
    """Take in a kept file step by step, as importing_stream() does, by its own name.

    Not trusted: what by may not do, the file may not.
    """
    return importing_stream(
        Hashed(BytesIO(upload.data)),
        name=upload.name,
        by=by,
        format=upload.format,
        trusted=False,
        **options,
    )


def taking_in(upload, *, by, keep_going, tell=lambda entry: None, written=None):
    """Take in a kept file, step by step, and delete it; yield as importing_stream().

    One transaction: closed before its end, nothing is written and the file waits on.
    written(run) is called at the end of it, where something was written. Returns the
    Outcome. Raises WorkflowError (not_allowed, taken, gone): somebody takes in the same
    file at this moment, or did, or it was discarded.
    """
    demand_permission(by, "import_quotes")
    with _alone(), transaction.atomic():
        _demand_waiting(upload, by)
        outcome = yield from reading(upload, by=by, keep_going=keep_going, tell=tell)
        if outcome.is_written:
            ImportUpload.objects.filter(pk=upload.pk).delete()
            if written is not None:
                written(outcome.run)
    return outcome


@contextmanager
def _alone():
    """Say in words that another process holds the database."""
    try:
        yield
    except OperationalError as error:
        raise WorkflowError(
            _("The database is busy: %(error)s. Nothing was written; try again."),
            code="busy",
            params={"error": error},
        ) from error


def _demand_waiting(upload, by):
    """Lock the row of a file until the transaction ends."""
    rows = ImportUpload.objects.filter(pk=upload.pk, by=by).only("pk")
    if rows.select_for_update(skip_locked=True, of=("self",)).first() is not None:
        return
    if rows.exists():
        raise WorkflowError(
            _("This file is being taken in at this moment, from another page."),
            code="taken",
        )
    raise WorkflowError(
        _("This file waits no more: it was taken in, or discarded, from another page."),
        code="gone",
    )
