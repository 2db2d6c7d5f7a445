"""Records as rows: tuples in the order of the columns, with keys already given."""

from functools import cache
from operator import itemgetter

from django.db import models

from quotes.ids import new_public_id
from quotes.importers.storing.writer import columns_of


class Rows:
    """Rows of several tables, in an order in which foreign keys hold."""

    def __init__(self, writer):
        self.writer = writer
        self.by_model = {}

    def add(self, model, values):
        """Add a row from values by column; what is not given has the column's default."""
        _pick, defaults = _maker(model)
        self.add_whole(model, {**defaults, **values})

    def add_whole(self, model, values):
        """Add a row from values that name every column, as those of copied() do."""
        pick, _defaults = _maker(model)
        rows = self.by_model.get(model)
        if rows is None:
            rows = self.by_model[model] = []
        rows.append(pick(values))

    def key(self, model):
        """Return a primary key that nobody has."""
        return self.writer.key(model)


@cache
def _maker(model):
    """Return (what picks a row of a model out of values by column, the defaults)."""
    names = columns_of(model)
    defaults = {}
    for name in names:
        field = model._meta.get_field(name)
        if isinstance(field, models.JSONField):
            defaults[name] = "{}"
        elif field.has_default() and not callable(field.default):
            defaults[name] = getattr(field.default, "value", field.default)
        elif not field.null and isinstance(field, (models.CharField, models.TextField)):
            defaults[name] = ""
        elif field.null:
            defaults[name] = None
    return itemgetter(*names), defaults


class Copied:
    """Values by column of a model: some columns as a record says them, the rest default.

    names are the columns that a record has under the same names. What else it says
    comes along and is picked by no row, but for columns that are not named here: those
    have their defaults, whatever the record says.
    """

    def __init__(self, model, *names):
        _pick, defaults = _maker(model)
        self.before = {name: defaults[name] for name in names if name in defaults}
        self.after = {
            name: defaults.get(name) for name in columns_of(model) if name not in names
        }

    def __call__(self, record, **others):
        """Return the values of every column, others being those that are worked out."""
        if None in record.values():
            record = {key: value for key, value in record.items() if value is not None}
        return {**self.before, **record, **self.after, **others}


def given(record, *names):
    """Return those values of a record that it says."""
    return {name: value for name in names if (value := record.get(name)) is not None}


def fresh_id(record):
    """Return the public id that a record says, or a new one."""
    return record.get("id") or new_public_id()


def plain_days(values):
    """Return derived columns with days as text, as the other values are."""
    return {
        name: str(value) if isinstance(value, str) else value.isoformat()
        for name, value in values.items()
    }
