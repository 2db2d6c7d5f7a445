"""Counts that cost little: many in one query, none beyond a thousand, none for long."""

from django.contrib.auth import get_user_model
from django.utils import formats

from quotes.bounds import TooLong, patience
from quotes.lookups import CountUpTo

#: Beyond this it makes no difference to whoever plans a day.
MOST = 1000

#: Beyond this it makes none to whoever chooses among the values of a filter: there are
#: forty of them on the page of the queue, each counted.
MOST_OF_A_CHIP = 100


class LimitedCount(CountUpTo):
    """How many rows a queryset has; one more than `most` (MOST) where it has more."""

    def __init__(self, rows, most=None):
        super().__init__(rows, MOST if most is None else most)


def limited_count(rows):
    """Return how many rows a queryset has; one more than MOST where it has more.

    Where counting takes too long (quotes/bounds.py), that many too: there are many rows
    to look through, whatever is found among them.
    """
    try:
        with patience(rows.db):
            return len(rows.order_by().values_list("pk")[: MOST + 1])
    except TooLong:
        return MOST + 1


def counted(user, counts, *columns):
    """Return (rows, {name: count}) for {name: LimitedCount}, in one query.

    columns are look-ups from the user, in whose order the rows come; each row is a
    dictionary of them. There is one row at least. Where all counts together take too
    long, each is None, and a second query reads the columns.
    """
    names = {f"count_{place}": name for place, name in enumerate(counts)}
    asked = {column: counts[name] for column, name in names.items()}
    me = get_user_model().objects.filter(pk=user.pk).order_by(*columns)
    try:
        with patience(me.db):
            rows = list(me.values(*columns, **asked))
    except TooLong:
        return list(me.values(*columns)), dict.fromkeys(counts)
    return rows, {name: rows[0][column] for column, name in names.items()}


def limit_of_a_chip():
    """Return up to where the values of a filter are counted."""
    return min(MOST, MOST_OF_A_CHIP)


def shown_count(count, most=None):
    """Return a count as the page shows it: “1,000+” where there are more than `most`.

    "" for None, which is a count that would have taken too long.
    """
    if count is None:
        return ""
    most = MOST if most is None else most
    number = formats.number_format(min(count, most), force_grouping=True)
    return f"{number}+" if count > most else number
