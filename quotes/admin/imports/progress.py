"""The page of an import at work: its head at once, a line now and then, then the end.

The answer is one page that grows; no script asks for news. Who closes it before its end
closes the transaction: nothing is written then, and the file waits on.
"""

import time
from contextlib import closing

from django.db import DatabaseError
from django.http import StreamingHttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from quotes.admin.base import page
from quotes.admin.imports.entries import counts_table, number
from quotes.admin.imports.preview import Sorted
from quotes.importers.uploads import taking_in
from quotes.texts import TextError
from quotes.workflow import WorkflowError
from quotes.workflow.errors import translated

#: Seconds between two lines.
EVERY = 0.5
#: Where the template is cut: what stands before it is sent first.
_HERE = "<!-- progress -->"


def progress_response(desk, request, upload, *, keep_going):
    """Return the answer that takes a file in while it is read."""
    shown = page(
        desk,
        request,
        "admin/quotes/imports/progress.html",
        title=_("Import"),
        subtitle=upload.name,
        upload=upload,
    ).render()
    head, here, tail = shown.text.partition(_HERE)
    if not here:
        raise LookupError(_HERE)
    chunks = _chunks(desk, request, upload, keep_going, translation.get_language())
    answer = StreamingHttpResponse(_page(head, chunks, tail))
    # A packed answer would keep its first lines back until there are enough of them.
    answer.headers["Content-Encoding"] = "identity"
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Accel-Buffering"] = "no"
    return answer


def _page(head, chunks, tail):
    with closing(chunks):
        yield head
        yield from chunks
    yield tail


def _chunks(desk, request, upload, keep_going, language):
    """Yield the parts of the page between head and tail: lines, then the result."""
    steps = _lines(desk, request, upload, keep_going)
    with closing(steps):
        while True:
            # Who reads the answer may be in another language by the next part.
            with translation.override(language):
                try:
                    chunk = next(steps)
                except StopIteration:
                    return
            yield chunk


def _lines(desk, request, upload, keep_going):
    entries, last = Sorted(), None
    steps = taking_in(
        upload,
        by=request.user,
        keep_going=keep_going,
        tell=entries.add,
        written=lambda run: desk.log_addition(request, run, [{"added": {}}]),
    )
    yield '<ol class="steps">'
    try:
        with closing(steps):
            while True:
                try:
                    done, records, _counts = next(steps)
                except StopIteration as end:
                    outcome = end.value
                    break
                entries.learn_names()
                if last is None or time.monotonic() - last >= EVERY:
                    last = time.monotonic()
                    yield _line(records, done, upload.size)
    except (WorkflowError, TextError, DatabaseError) as error:
        yield "</ol>" + _result(desk, refusal=_why(error))
        return
    yield "</ol>" + _result(
        desk,
        run=outcome.run,
        outcome=outcome,
        table=counts_table(outcome.counts),
        refused=outcome.total("refused"),
        entries=entries.looked_up(),
        upload=upload,
    )


def _line(records, done, size):
    share = min(100, done * 100 // size) if size else 100
    context = {"records": records, "shown": number(records), "share": share}
    return render_to_string("admin/quotes/imports/_line.html", context)


def _result(desk, **context):
    context["opts"] = desk.opts
    return render_to_string("admin/quotes/imports/_result.html", context)


def _why(error):
    if isinstance(error, TextError):
        return translated(error)
    if isinstance(error, DatabaseError):
        return _("Nothing was written. The database: %(error)s") % {"error": error}
    return str(error)
