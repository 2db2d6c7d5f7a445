"""Values of columns as records have them, and back."""

from datetime import date, datetime

from quotes.importers.shape import read_moment
from quotes.ledger import moment
from quotes.texts import gettext_noop

SPEAKER_COLUMNS = ("kind", "name", "sort_name", "description", "wikidata_id")
SOURCE_COLUMNS = (
    *("kind", "name", "language", "publisher", "dated_on", "url", "archived_url"),
    *("terms", "terms_reason"),
)
NAME_COLUMNS = ("name", "kind", "language", "is_display")
OFFICE_COLUMNS = ("title", "organization", "language", "held_from", "held_to", "note")

TWICE = (
    gettext_noop("This id stands twice in this file."),
    gettext_noop("Leave the second one out, or give it an id of its own."),
)
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
