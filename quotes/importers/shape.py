"""The shape of a record, checked: which keys, of what type, with which values.

The rules of a field are those of its column in the models, so that there is one place
where they stand. What needs other rows (a reference, a span in its text, a chain of
reviews) is checked where those are at hand: quotes/importers/storing.
"""

import re
from datetime import UTC, date, datetime

from django.db import models as db

from quotes.importers.items import Fault
from quotes.texts import gettext_noop

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|\+00:00)\Z")
_UNHELD = re.compile("[\0\ud800-\udfff]")
_PUBLIC_ID = re.compile(r"[0-9A-Za-z]{1,12}\Z")

NOT_TEXT = (
    gettext_noop("This is no text."),
    gettext_noop("Put it between quotation marks."),
)
NOT_FLAG = (
    gettext_noop("This is neither true nor false."),
    gettext_noop("Write true or false."),
)
NOT_NUMBER = (
    gettext_noop("This is no whole number from 0 to %(most)d."),
    gettext_noop("Write it in digits, without quotation marks."),
)
NOT_DAY = (
    gettext_noop("“%(value)s” is no day."),
    gettext_noop("Write it as 2024-11-12."),
)
NOT_MOMENT = (
    gettext_noop("“%(value)s” is no moment in UTC."),
    gettext_noop("Write it as 2024-11-12T18:30:00Z."),
)
TOO_LONG = (
    gettext_noop("This has %(length)d signs; at most %(most)d are kept."),
    gettext_noop("Shorten it."),
)
UNHELD = (
    gettext_noop("This holds a sign that no database can keep (%(sign)s)."),
    gettext_noop("Remove it."),
)
NOT_CHOICE = (
    gettext_noop("There is no “%(value)s” here."),
    gettext_noop("It can be %(choices)s."),
)
NOT_LIST = (
    gettext_noop("This is no list."),
    gettext_noop("Put it in square brackets."),
)
NOT_OBJECT = (
    gettext_noop("This is no object."),
    gettext_noop("Put it in curly brackets."),
)
MISSING = (gettext_noop("This is missing."), gettext_noop("Say it."))
UNKNOWN = (
    gettext_noop("No record of this type has such a field."),
    gettext_noop("Leave it out, or see quotes/importers/README.md for its name."),
)
NOT_ID = (
    gettext_noop("“%(value)s” is no public id."),
    gettext_noop("It has up to 12 letters and digits; leave it out for a new row."),
)


def text(most=None, *, values=None):
    """Return the rule of a text of at most so many code points, or of a set of values."""
    known = None if values is None else frozenset(values)

    def check(value):
        if type(value) is not str:
            return NOT_TEXT, None
        if known is not None:
            if value in known:
                return None
            return NOT_CHOICE, {"value": value[:40], "choices": ", ".join(values)}
        if most is not None and len(value) > most:
            return TOO_LONG, {"length": len(value), "most": most}
        if _UNHELD.search(value):
            sign = f"U+{ord(_UNHELD.search(value).group()):04X}"
            return UNHELD, {"sign": sign}
        return None

    return check


def flag(value):
    """Check a yes or no."""
    return None if type(value) is bool else (NOT_FLAG, None)


def number(most):
    """Return the rule of a whole number from 0 to the most that its column holds."""

    def check(value):
        if type(value) is int and 0 <= value <= most:
            return None
        return NOT_NUMBER, {"most": most}

    return check


def day(value):
    """Check a day: 2024-11-12."""
    if type(value) is str and _DAY.match(value):
        try:
            date.fromisoformat(value)
        except ValueError:
            pass
        else:
            return None
    return NOT_DAY, {"value": str(value)[:40]}


def moment(value):
    """Check a moment in whole seconds, UTC: 2024-11-12T18:30:00Z."""
    if type(value) is str and _MOMENT.match(value):
        try:
            read_moment(value)
        except ValueError:
            pass
        else:
            return None
    return NOT_MOMENT, {"value": str(value)[:40]}


def read_moment(value):
    """Return a moment of a record as an aware datetime, None for none."""
    if not value:
        return None
    return datetime.fromisoformat(value[:19]).replace(tzinfo=UTC)


def public_id(value):
    """Check a public id."""
    if type(value) is str and _PUBLIC_ID.match(value):
        return None
    return NOT_ID, {"value": str(value)[:40]}


def anything(value):
    """Check JSON of any kind: whatever it says is kept as it is."""
    return


def rule_of(model, name):
    """Return the rule of a column of a model."""
    field = model._meta.get_field(name)
    if isinstance(field, db.JSONField):
        return anything
    if isinstance(field, db.BooleanField):
        return flag
    if isinstance(field, db.DateTimeField):
        return moment
    if isinstance(field, db.DateField):
        return day
    if isinstance(field, db.PositiveSmallIntegerField):
        return number(32767)
    if isinstance(field, db.IntegerField):
        return number(2_147_483_647)
    if field.choices:
        values = [value for value, _label in field.flatchoices]
        return text(values=[*values, ""] if field.blank else values)
    return text(field.max_length)


class Shape:
    """The rules of one kind of object: fields, lists of objects, what must be there."""

    def __init__(self, fields, lists=(), needs=(), objects=()):
        self.fields = dict(fields)
        self.lists = dict(lists)
        self.objects = dict(objects)
        self.needs = tuple(needs)

    def faults(self, value, path=""):
        """Return what is wrong with an object: [(path, (sentence, advice), params)]."""
        if type(value) is not dict:
            return [(path, NOT_OBJECT, None)]
        found = []
        fields = self.fields
        for key, each in value.items():
            rule = fields.get(key)
            if rule is not None:
                if each is not None and (wrong := rule(each)):
                    found.append((f"{path}{key}", *wrong))
            elif key in self.lists:
                if each is not None:
                    found += self._in_list(key, each, path)
            elif key in self.objects:
                if each is not None:
                    found += self.objects[key].faults(each, f"{path}{key}.")
            else:
                found.append((f"{path}{key}"[:200], UNKNOWN, None))
        for key in self.needs:
            if value.get(key) in (None, ""):
                found.append((f"{path}{key}", MISSING, None))
        return found

    def _in_list(self, key, value, path):
        if type(value) is not list:
            return [(f"{path}{key}", NOT_LIST, None)]
        shape, found = self.lists[key], []
        check = shape.faults if isinstance(shape, Shape) else shape
        for number_, each in enumerate(value):
            where = f"{path}{key}[{number_}]"
            if isinstance(shape, Shape):
                found += check(each, f"{where}.")
            elif wrong := check(each):
                found.append((where, *wrong))
        return found


def of(model, *names, **others):
    """Return the fields of a shape: columns of a model by name, and others by rule."""
    return {**{name: rule_of(model, name) for name in names}, **others}


def fault(place, path, what, params=None, *, is_warning=False):
    """Return a Fault from a pair (sentence, advice)."""
    sentence, advice = what
    return Fault(place, path.rstrip("."), sentence, advice, params or {}, is_warning)
