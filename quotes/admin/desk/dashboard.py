"""What waits and what was done, for the first page of the panel."""

from datetime import datetime, time, timedelta

from django.db.models import Count
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from quotes.admin.desk.counts import LimitedCount, counted, shown_count
from quotes.bounds import WINDOW, TooLong, newest, patience
from quotes.models import Correction, DeskItem, Finding, ReaderReport, Review
from quotes.transitions import CHANGING
from quotes.vocabulary import Decision, Status

#: Today and six days before it.
DAYS = 7
#: Members of the desk that the table names: those who did most.
MOST_MEMBERS = 20

#: The rule that asks whether a statement was taken out silently.
SILENT = "R001"

#: Columns of the tables; whatever else is in a review changed something.
DECIDED = (
    Decision.VERIFY,
    Decision.DISPUTE,
    Decision.SETTLE,
    Decision.REJECT,
    Decision.WITHDRAW,
    Decision.CORRECT,
)
CHANGED = "changed"


def overview(user, at):
    """Return what the first page shows at an aware moment. Three queries."""
    return {**_waiting(user), "oldest": _oldest(), **_decided(at)}


def _waiting(user):
    """Return what waits, each as (label, count, address)."""
    desk = reverse("admin:desk")
    unsigned = Correction.objects.open().filter(signed_by=None)
    signed = Correction.objects.open().filter(signed_by__isnull=False)
    asked = {status: DeskItem.objects.filter(status=status) for status in Status} | {
        "all": DeskItem.objects.all(),
        "reports": ReaderReport.objects.open(),
        "gone": Finding.objects.open().filter(rule=SILENT),
        "unsigned": unsigned,
        "signed": signed,
    }
    asked = {name: LimitedCount(rows) for name, rows in asked.items()}
    _rows, counts = counted(user, asked, "pk")
    corrections = reverse("admin:quotes_correction_changelist")
    return {
        "waiting": shown_count(counts["all"]) or _("Many"),
        "by_status": [
            (status.label, shown_count(counts[status]), f"{desk}?status={status}")
            for status in Status
            if counts[status] != 0
        ],
        "to_do": [
            (
                _("Readers’ reports not answered"),
                shown_count(counts["reports"]),
                reverse("admin:desk_reports"),
            ),
            (
                _("Corrections to sign"),
                shown_count(counts["unsigned"]),
                f"{corrections}?published_at__isnull=True&signed_by__isnull=True",
            ),
            (
                _("Corrections to publish"),
                shown_count(counts["signed"]),
                f"{corrections}?published_at__isnull=True&signed_by__isnull=False",
            ),
            *_questions(counts["gone"], desk),
        ],
    }


def _questions(count, desk):
    """Yield the way to what a later text has no more, where something is."""
    if count != 0:
        label = _("Gone from the text: silent corrections?")
        yield label, shown_count(count), f"{desk}?finding={SILENT}"


def _oldest():
    """Return what waits longest, as {words, since, url, language}, or None."""
    rows = DeskItem.objects.order_by("waiting_since").select_related("quote")
    item = rows.first()
    if item is None:
        return None
    return {
        "words": Truncator(item.quote.words).chars(80),
        "language": item.quote.language,
        "since": item.waiting_since,
        "url": reverse("admin:desk_item", args=[item.quote.public_id]),
    }


def _decided(at):
    """Return the tables of the last seven days, by decision, day and member."""
    today = timezone.localdate(at)
    days = [today - timedelta(days=back) for back in reversed(range(DAYS))]
    since = timezone.make_aware(datetime.combine(days[0], time.min))
    # Not what programs brought in, of which there may be millions in a week.
    reviews = Review.objects.filter(
        at__gte=since, at__lte=at, decision__in=[*DECIDED, *CHANGING]
    )
    try:
        with patience(reviews.db):
            rows, is_whole = _by_day_and_member(reviews), True
    except TooLong:
        rows, is_whole = _by_day_and_member(newest(reviews)), False
    return {
        "left_out": "" if is_whole else number_format(WINDOW, force_grouping=True),
        "by_decision": _by_decision(rows),
        "by_day": _by_day(rows, days),
        "columns": list(_columns().values()),
        "by_member": _by_member(rows),
    }


def _by_day_and_member(reviews):
    rows = reviews.order_by().annotate(day=TruncDate("at"))
    rows = rows.values("day", "decision", "by__username").annotate(count=Count("pk"))
    return list(rows.values_list("day", "by__username", "decision", "count"))


def _by_decision(rows):
    return [
        (decision.label, sum(row[3] for row in rows if row[2] == decision))
        for decision in DECIDED
    ]


def _by_day(rows, days):
    """Return [(day, decisions, width of its bar in percent, changes)]."""
    decided = dict.fromkeys(days, 0)
    changed = dict(decided)
    for day, _who, decision, count in rows:
        if decision in DECIDED:
            decided[day] += count
        elif decision in CHANGING:
            changed[day] += count
    most = max(decided.values()) or 1
    return [
        (day, decided[day], round(100 * decided[day] / most), changed[day])
        for day in days
    ]


def _columns():
    """Return {column: its label} of the table of members."""
    return {each: each.label for each in DECIDED} | {CHANGED: _("changed")}


def _by_member(rows):
    """Return [(name, [(column’s label, count)])], who did most first."""
    members, columns = {}, _columns()
    for _day, name, decision, count in rows:
        column = decision if decision in DECIDED else CHANGED
        if column == CHANGED and decision not in CHANGING:
            continue
        sums = members.setdefault(name, dict.fromkeys(columns, 0))
        sums[column] += count
    ranked = sorted(members.items(), key=lambda each: (-sum(each[1].values()), each[0]))
    return [
        (name, [(columns[each], count) for each, count in sums.items()])
        for name, sums in ranked[:MOST_MEMBERS]
    ]
