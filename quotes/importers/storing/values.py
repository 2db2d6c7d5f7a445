"""Values of columns as records have them, and back."""

from datetime import date, datetime

from quotes.importers.shape import read_moment
from quotes.ledger import moment
from quotes.texts import gettext_noop

WORKED_ON = (
    gettext_noop(
        "Somebody worked on it here since it was imported; it differs in: %(keys)s."
    ),
    gettext_noop("Change it at the desk, if the file is right."),
)


def as_text(value):
    """Return a value of a column as records have it."""
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    return value


def as_value(model, name, value):
    """Return a value of a record as its column takes it."""
    kind = model._meta.get_field(name).get_internal_type()
    if value is None:
        return None
    if kind == "DateTimeField":
        return read_moment(value)
    return date.fromisoformat(value) if kind == "DateField" else value
