"""The queue as its address says: which statements, in which order, and what is next.

Everything is read from the query string, so that an address can be kept, sent and
gone back to. A value that means nothing is left out and named in `faults`.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from django.contrib.auth import get_user_model
from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q, Subquery, Value
from django.utils.translation import gettext as _

from quotes.bounds import TooLong, newest, patience
from quotes.ids import is_public_id
from quotes.models import Article, Attribution, DeskItem, Finding, Speaker
from quotes.visibility import merged_family
from quotes.vocabulary import Rank, Severity, Status

#: Rows of one page.
PAGE = 50

#: The parameter that pages on; no filter, and in no query that is carried on.
CURSOR = "after"

#: Whose statements: claimed by me, claimed by somebody else, changed by me, and what
#: is left: neither changed by me nor claimed by somebody else.
WHOSE = ("mine", "others", "blocked", "free")
NEEDS = {"corrections": "open_corrections__gt", "reports": "open_reports__gt"}
#: Words of the address for DeskItem.severity; the words are those of Severity.
SEVERITIES = {Severity.HIGH: 3, Severity.MEDIUM: 2, Severity.LOW: 1, "none": 0}

#: Every filter, in the order in which the page shows them.
FILTERS = ("whose", "needs", "severity", "status", "finding", "article", "speaker")

#: Newest article first within a severity; oldest statement first within an article.
ORDER = ("-severity", "-article_id", "waiting_since", "quote_id")
_BACKWARDS = ("severity", "article_id", "-waiting_since", "-quote_id")

_RULE = re.compile(r"[A-Za-z0-9_-]{1,8}")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_MOST = 2**63 - 1  # what a key can be on either database


@dataclass(frozen=True, slots=True)
class Page:
    """Up to 50 rows, and the cursor of the last where more follow ("" where none do)."""

    items: list[DeskItem]
    after: str


class Queue:
    """The statements that need somebody, filtered by a query string.

    params is a QueryDict, user whose desk it is, at the aware moment that decides
    which claims still hold. Reads the database once for article= and once for
    speaker= (more often where speakers were merged into that one), else not at all.

    chosen: {filter: value} of those that mean something; faults: a sentence for each
    that means nothing; article, speaker: the rows that are named, or None.
    """

    def __init__(self, params, *, user, at):
        self.user, self.at = user, at
        self.chosen, self.faults = {}, []
        self.article = self.speaker = None
        self._conditions = {}
        for name in params:
            self._read(name, params.get(name, ""))

    @property
    def query(self):
        """The filters alone as a query string, sorted, without paging; "" when none."""
        return urlencode(sorted(self.chosen.items()))

    def with_filter(self, name, value):
        """Return the query string with a filter set; value None takes it off."""
        chosen = {key: kept for key, kept in self.chosen.items() if key != name}
        if value is not None:
            chosen[name] = value
        return urlencode(sorted(chosen.items()))

    def items(self):
        """Return the rows in the order of the index: severity, article, age."""
        return self.rows().order_by(*ORDER)

    def rows(self, *, without=""):
        """Return the rows without order; without names a filter to leave out."""
        rows = DeskItem.objects.order_by()
        for name, condition in self._conditions.items():
            if name != without:
                rows = rows.filter(condition)
        return rows

    def rows_if(self, name, value):
        """Return the rows that there would be with a filter set to a value."""
        return self.rows(without=name).filter(self._condition(name, value))

    def page(self, after=None, *, rows=None):
        """Return the page after a cursor, the first without one.

        after is what an earlier page gave; its row may be gone meanwhile. A broken one
        is a fault, and the first page. rows: items() with whatever it is to preload.
        """
        rows = self.items() if rows is None else rows
        if after:
            key = key_of_cursor(after)
            if key is None:
                self.faults.append(
                    _("This page of the queue does not exist; here is the first one.")
                )
            else:
                rows = rows.filter(_beyond(key))
        found = self._first(rows)
        more = len(found) > PAGE
        return Page(found[:PAGE], cursor_of(found[PAGE - 1]) if more else "")

    def _first(self, rows):
        """Return the first rows of a page; of those that came last, if all take long."""
        try:
            with patience(rows.db):
                return list(rows[: PAGE + 1])
        except TooLong:
            told = _(
                "Looking through all that waits takes too long for these filters: only "
                "what came onto the desk last was. Take a filter off, or add one."
            )
            self.faults.append(told)
            return list(newest(rows)[: PAGE + 1])

    def neighbours(self, item):
        """Return the public ids of the quotes before and after an item, None at an end,
        and where looking takes too long.

        item is a DeskItem or its key (severity, article_id, waiting_since, quote_id),
        kept from before a decision that took the row away. One query.
        """
        key = key_of(item)
        before = self.rows().order_by(*_BACKWARDS).filter(_before(key))
        beyond = self.items().filter(_beyond(key))
        # Two look-ups in one query, around the one row that is surely there.
        me = get_user_model().objects.filter(pk=self.user.pk)
        sides = (
            Subquery(each.values("quote__public_id")[:1]) for each in (before, beyond)
        )
        try:
            with patience(me.db):
                return me.values_list(*sides).first() or (None, None)
        except TooLong:
            return None, None

    def _read(self, name, value):
        if name == CURSOR or not value:
            return
        if name not in FILTERS:
            told = _("The queue knows no filter “%(name)s”; it was left out.")
            self.faults.append(told % {"name": name[:40]})
            return
        condition = self._condition(name, value)
        if condition is None:
            told = _("“%(value)s” says nothing to the filter “%(name)s”; left out.")
            self.faults.append(told % {"name": name, "value": value[:40]})
            return
        self.chosen[name], self._conditions[name] = value, condition

    def _condition(self, name, value):
        """Return the condition of a filter's value, None where it means nothing."""
        return getattr(self, f"_by_{name}")(value)

    def _by_whose(self, value):
        holds = Q(claimed_until__gt=self.at, claimed_by__isnull=False)
        mine = Q(claimed_by=self.user)
        conditions = {
            "mine": mine & holds,
            "others": holds & ~mine,
            "blocked": Q(changed_by(self.user)),
            "free": ~Q(changed_by(self.user)) & (mine | ~holds),
        }
        return conditions.get(value)

    def _by_needs(self, value):
        return Q(**{NEEDS[value]: 0}) if value in NEEDS else None

    def _by_severity(self, value):
        return Q(severity=SEVERITIES[value]) if value in SEVERITIES else None

    def _by_status(self, value):
        return Q(status=value) if value in Status.values else None

    def _by_finding(self, value):
        if not _RULE.fullmatch(value):
            return None
        found = Finding.objects.open().filter(rule=value, quote=OuterRef("quote"))
        return Q(Exists(found))

    def _by_article(self, value):
        if is_public_id(value):
            self.article = Article.objects.filter(public_id=value).first()
        return Q(article=self.article) if self.article else None

    def _by_speaker(self, value):
        if not is_public_id(value):
            return None
        # One look-up for the speaker and those merged into it; most have none.
        merges = Q(public_id=value) | Q(merged_into__public_id=value)
        found = list(Speaker.objects.filter(merges))
        speaker = next((row for row in found if row.public_id == value), None)
        if speaker is None:
            return None
        self.speaker = speaker
        family = merged_family(speaker) if len(found) > 1 else {speaker.pk}
        said = Attribution.objects.filter(
            quote=OuterRef("quote"), rank=Rank.PREFERRED, speaker__in=family
        )
        return Q(Exists(said))


def changed_by(user):
    """Return the condition, for rows of the desk, that a user changed the statement."""
    rows = DeskItem.changers.through.objects
    return Exists(rows.filter(deskitem=OuterRef("pk"), user=user))


def key_of(item):
    """Return where an item stands in the order; a key is returned as it is."""
    if isinstance(item, DeskItem):
        return (item.severity, item.article_id, item.waiting_since, item.quote_id)
    return item


def cursor_of(item):
    """Return the key of an item as text for an address."""
    severity, article, since, quote = key_of(item)
    return f"{severity}.{article}.{(since - _EPOCH) // _MICROSECOND}.{quote}"


def key_of_cursor(cursor):
    """Return the key that cursor_of() made text of, None where the text is no such."""
    parts = cursor.split(".")
    if len(parts) != 4 or not all(
        part.isascii() and part.isdecimal() and len(part) < 20 for part in parts
    ):
        return None
    severity, article, since, quote = map(int, parts)
    if severity > 3 or max(article, quote) > _MOST:
        return None
    try:
        return severity, article, _EPOCH + since * _MICROSECOND, quote
    except OverflowError:
        return None


def _beyond(key):
    """Return the condition for rows after a key."""
    severity, article, since, quote = key
    return Q(_pair("<=", severity, article)) & (
        Q(_pair("<", severity, article))
        | Q(waiting_since__gt=since)
        | Q(waiting_since=since, quote_id__gt=quote)
    )


def _before(key):
    """Return the condition for rows before a key."""
    severity, article, since, quote = key
    return Q(_pair(">=", severity, article)) & (
        Q(_pair(">", severity, article))
        | Q(waiting_since__lt=since)
        | Q(waiting_since=since, quote_id__lt=quote)
    )


def _pair(sign, severity, article):
    """Return (severity, article_id) compared as a pair, which the index can begin at.

    Spelled out as a chain of “or”, PostgreSQL would read the index from its start.
    """
    row = {"function": "", "template": "(%(expressions)s)"}
    return Func(
        Func(F("severity"), F("article_id"), **row),
        Func(Value(severity), Value(article), **row),
        template="%(expressions)s",
        arg_joiner=f" {sign} ",
        output_field=BooleanField(),
    )
