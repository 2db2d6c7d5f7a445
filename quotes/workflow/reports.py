"""Readers' reports: taken in without knowing who sent them, then answered by an editor."""

import hashlib
import hmac
import math
from datetime import UTC, timedelta

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quotes.models import Quote, ReaderReport
from quotes.vocabulary import ReportState
from quotes.workflow.chain import now_in_whole_seconds
from quotes.workflow.desk import refresh_item
from quotes.workflow.errors import WorkflowError
from quotes.workflow.records import demand_permission

#: How long what a reader writes may be, in code points; the evidence may be missing.
SHORTEST, LONGEST = 10, 4000

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
#: Reports taken in an hour: of one address, and of all together.
FROM_ONE, FROM_ALL = 5, 100

#: How a report can end with an answer.
ANSWERS = (ReportState.CORRECTED, ReportState.DECLINED)


def sender_hash(address, at):
    """Return the HMAC-SHA256 of a network address for the UTC day of a moment, in hex.

    The key is made of SECRET_KEY and the day, so that hashes of two days cannot be
    joined and nobody without the key can try addresses. "" stays "".
    """
    if not address:
        return ""
    day = at.astimezone(UTC).date().isoformat()
    key = hmac.new(
        settings.SECRET_KEY.encode(),
        f"quotes.reports.sender {day}".encode(),
        hashlib.sha256,
    ).digest()
    return hmac.new(key, address.encode(), hashlib.sha256).hexdigest()


@transaction.atomic
def receive_report(
    *,
    about,
    about_id,
    language,
    message,
    form_digest,
    evidence="",
    quote=None,
    version=None,
    address="",
    at=None,
):
    """Take in what a reader sent and return the report; the same form twice is one.

    quote is the key of the quote it is about, if any, and goes onto the desk; version
    the publication the reader saw. address is kept as a hash of the day only.
    Raises WorkflowError: incomplete where it says too little or too much; too_many
    past the limits, with params["seconds"] to wait.
    """
    at = now_in_whole_seconds(at)
    _wait_for_our_turn()
    known = ReaderReport.objects.filter(form_digest=form_digest).first()
    if known is not None:
        return known
    message, evidence = message.strip(), evidence.strip()
    if not SHORTEST <= len(message) <= LONGEST or len(evidence) > LONGEST:
        raise WorkflowError(
            _("Say what is wrong in %(shortest)d to %(longest)d signs."),
            code="incomplete",
            params={"shortest": SHORTEST, "longest": LONGEST},
        )
    forget_senders(at=at)
    _demand_room(address, at)
    report = ReaderReport.objects.create(
        about=about,
        about_id=about_id,
        quote_id=quote,
        version=version,
        language=language,
        message=message,
        evidence=evidence,
        sent_at=at,
        sender=sender_hash(address, at),
        form_digest=form_digest,
    )
    _refresh(report, at)
    return report


def _wait_for_our_turn():
    """Lock what all who send a report lock, so that limits are counted one by one.

    A row that is there before the first report; without its key, so that nobody who
    merely refers to it (the log of the admin) waits.
    """
    kind = ContentType.objects.get_for_model(ReaderReport)
    ContentType.objects.select_for_update(no_key=True).get(pk=kind.pk)


def _demand_room(address, at):
    hashes = {sender_hash(address, moment) for moment in (at, at - HOUR)} - {""}
    for rows, limit in (
        (ReaderReport.objects.filter(sender__in=hashes), FROM_ONE),
        (ReaderReport.objects.all(), FROM_ALL),
    ):
        rows = rows.order_by("-pk").values_list("sent_at", flat=True)
        # The last one that leaves no room: when it is an hour old, there is some again.
        for sent_at in rows[limit - 1 : limit]:
            seconds = math.ceil((sent_at + HOUR - at).total_seconds())
            if seconds > 0:
                raise WorkflowError(
                    _(
                        "Too many reports came in this hour. Your words are kept below: "
                        "send them again in %(minutes)d minutes."
                    ),
                    code="too_many",
                    params={"seconds": seconds, "minutes": math.ceil(seconds / 60)},
                )


def forget_senders(*, at=None):
    """Empty the hashes of addresses that are older than a day; return how many."""
    before = (at or timezone.now()) - DAY
    rows = ReaderReport.objects.filter(sender__gt="", sent_at__lt=before)
    return rows.update(sender="")


def stamp_of(report):
    """Return a short text that changes whenever somebody handles a report."""
    at = int(report.handled_at.timestamp()) if report.handled_at else 0
    return f"{report.state}-{report.handled_by_id or 0}-{at}"


@transaction.atomic
def take_up_report(report, *, by, seen=None, at=None):
    """Say that somebody looks into a report, also again after it was closed.

    Here and below: seen is stamp_of() the report as it was looked at, the report given
    if omitted. Returns the report. Raises WorkflowError: not_allowed,
    changed_meanwhile.
    """
    return _handle(report, by, ReportState.OPEN, seen=seen, at=at)


@transaction.atomic
def answer_report(report, *, by, state, answer, note="", seen=None, at=None):
    """Close a report with an answer: there was an error (corrected), or none (declined).

    answer is plain text; whoever has the private link reads it as it is. note stays in
    the newsroom. Also raises WorkflowError: incomplete without an answer,
    no_transition for a state that is no answer.
    """
    if state not in ANSWERS:
        raise WorkflowError(
            _("Answer either that there was an error or that you found none."),
            code="no_transition",
        )
    answer = answer.strip()
    if not answer:
        raise WorkflowError(
            _("Write the answer that the reader is to read."), code="incomplete"
        )
    return _handle(
        report, by, ReportState(state), seen=seen, at=at, answer=answer, note=note
    )


@transaction.atomic
def mark_spam(report, *, by, note="", seen=None, at=None):
    """Close what is no report of an error, without an answer."""
    return _handle(report, by, ReportState.SPAM, seen=seen, at=at, answer="", note=note)


def _handle(report, by, state, *, seen, at, **columns):
    demand_permission(by, "answer_report")
    at = now_in_whole_seconds(at)
    locked = (
        ReaderReport.objects.select_for_update(of=("self",))
        .select_related("handled_by")
        .get(pk=report.pk)
    )
    if stamp_of(locked) != (stamp_of(report) if seen is None else seen):
        raise WorkflowError(
            _(
                "%(who)s handled this report meanwhile. Look at it again; nothing was "
                "saved."
            ),
            code="changed_meanwhile",
            params={"who": locked.handled_by or "?"},
        )
    locked.state = state
    locked.handled_by, locked.handled_at = by, at
    for name, value in columns.items():
        setattr(locked, name, value.strip())
    locked.save(update_fields=["state", "handled_by", "handled_at", *columns])
    _refresh(locked, at)
    return locked


def _refresh(report, at):
    """Put the statement that a report is about onto the desk, or take it off."""
    if report.quote_id is not None:
        quote = Quote.objects.select_for_update(of=("self",)).get(pk=report.quote_id)
        refresh_item(quote, at=at)
