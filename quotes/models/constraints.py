"""What a refusal of the database says in words: from an IntegrityError to a sentence.

Every constraint of ours has a name; PostgreSQL reports it, SQLite reports it for checks
and gives only table and columns for uniqueness.
"""

import re

from django.apps import apps
from django.db import models
from django.utils.translation import gettext as _

_POSTGRES = re.compile(r'constraint "([^"]+)"')
_SQLITE_CHECK = re.compile(r"CHECK constraint failed: (\S+)")
_SQLITE_INDEX = re.compile(r"UNIQUE constraint failed: index '([^']+)'")
_SQLITE_COLUMNS = re.compile(r"UNIQUE constraint failed: (.+)")


def name_of(error):
    """Return the name of the constraint that an IntegrityError is about, or ""."""
    told = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    if told:
        return told
    message = str(error)
    for pattern in (_POSTGRES, _SQLITE_CHECK, _SQLITE_INDEX):
        if found := pattern.search(message):
            return found[1]
    if found := _SQLITE_COLUMNS.search(message):
        return _unique_constraint_over(found[1])
    return ""


def sentence_for(error):
    """Return what an editor can do about an IntegrityError, as one sentence."""
    name = name_of(error)
    for _model, constraint in _constraints():
        if constraint.name == name:
            return str(constraint.get_violation_error_message())
    if "foreign key" in str(error).lower():
        return _("Something that this names is not there any more; nothing was saved.")
    return _("The database refused this; nothing was saved. It says: %(error)s") % {
        "error": str(error).strip().split("\n", 1)[0]
    }


def _constraints():
    for model in apps.get_app_config("quotes").get_models():
        for constraint in model._meta.constraints:
            yield model, constraint


def _unique_constraint_over(columns):
    """Return the name of the unique constraint over "table.column, table.column"."""
    wanted = {part.strip() for part in columns.split(",")}
    for model, constraint in _constraints():
        if not isinstance(constraint, models.UniqueConstraint):
            continue
        table = model._meta.db_table
        fields = (model._meta.get_field(name) for name in constraint.fields)
        if {f"{table}.{field.column}" for field in fields} == wanted:
            return constraint.name
    return ""
