"""Rows that point to others of their own model, in an order in which these come first."""

from quotes.exports.selection import keys_of

#: Steps that are followed; whatever is further away comes last, in the order of keys.
DEEPEST = 30


def with_ancestors(model, field, keys):
    """Return a set of keys of rows with those of all rows they lead to by a field."""
    found, newest = set(keys), set(keys)
    while newest:
        rows = model.objects.filter(pk__in=newest, **{f"{field}__isnull": False})
        newest = set(rows.values_list(field, flat=True)) - found
        found |= newest
    return found


def ancestors_first(model, field, size, only=None):
    """Yield lists of at most size keys: first rows that lead nowhere, then those to them.

    Within a step rows come in the order of their keys. only is a set of keys to stay
    within, with whatever they lead to; None for all rows. Rows of a circle, which the
    workflow refuses and check_data names, come at the end: each is told once.
    """
    for step in range(DEEPEST):
        rows = _step(model.objects.order_by(), field, step)
        some = False
        for keys in _blocks(rows, size, only):
            some = True
            yield keys
        if not some:
            break
    rows = model.objects.order_by().filter(**{_path(field, step + 1): False})
    yield from _blocks(rows, size, only)


def _path(field, steps):
    """Return the look-up that asks whether a row leads so many steps on."""
    return "__".join([field] * steps) + "__isnull"


def _step(rows, field, step):
    """Return the rows that lead exactly so many steps on."""
    if step:
        rows = rows.filter(**{_path(field, step): False})
    return rows.filter(**{_path(field, step + 1): True})


def _blocks(rows, size, only):
    """Yield the keys of rows in blocks, in order."""
    if only is not None:
        wanted = sorted(only)
        for first in range(0, len(wanted), size):
            within = rows.filter(pk__in=wanted[first : first + size])
            if keys := list(within.order_by("pk").values_list("pk", flat=True)):
                yield keys
        return
    yield from keys_of(rows, size)
