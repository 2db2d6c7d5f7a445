"""Counts that cost little: many in one query, none beyond a thousand."""

from django.contrib.auth import get_user_model
from django.db.models import IntegerField, Subquery
from django.utils import formats

#: Beyond this it makes no difference to whoever plans a day.
MOST = 1000


class LimitedCount(Subquery):
    """How many rows a queryset has; one more than MOST where it has more."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) _counted)"
    output_field = IntegerField()

    def __init__(self, rows):
        super().__init__(rows.order_by().values("pk")[: MOST + 1])


def limited_count(rows):
    """Return how many rows a queryset has; one more than MOST where it has more."""
    return len(rows.order_by().values_list("pk")[: MOST + 1])


def counted(user, counts, *columns):
    """Return (rows, {name: count}) for {name: queryset}, in one query.

    columns are look-ups from the user, in whose order the rows come; each row is a
    dictionary of them. There is one row at least.
    """
    names = {f"count_{place}": name for place, name in enumerate(counts)}
    asked = {column: LimitedCount(counts[name]) for column, name in names.items()}
    me = get_user_model().objects.filter(pk=user.pk).order_by(*columns)
    rows = list(me.values(*columns, **asked))
    found = {name: rows[0][column] for column, name in names.items()}
    return rows, found


def shown_count(count):
    """Return a count as the page shows it: “1,000+” where there are more."""
    number = formats.number_format(min(count, MOST), force_grouping=True)
    return f"{number}+" if count > MOST else number
