"""Quotes that stand one on each row, brought together under their articles."""

from collections.abc import Iterator
from contextlib import ExitStack
from types import TracebackType
from typing import Any, Self

import orjson

from quotes.importers.dumped import Dumped
from quotes.importers.grouping import Groups
from quotes.importers.items import Fault, Item, Record
from quotes.importers.notes import shortened
from quotes.texts import gettext_noop


class Gathered:
    """Rows of quotes, kept on disk until the file is read; use it with `with`."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._groups = self._stack.enter_context(Groups())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    def add(self, place: str, row: Dumped) -> None:
        """Keep a row; one with faults that refuse is kept apart from its article."""
        key = f"! {place}" if row.notes.refuses else row.key
        faults = [
            (
                *(each.place, each.field, each.sentence, each.advice),
                *(each.params, each.is_warning),
            )
            for each in row.notes.faults
        ]
        self._groups.add(key, orjson.dumps((place, row.article, row.quote, faults)))

    def items(self) -> Iterator[Item]:
        """Yield an article for each key, with its quotes in the order of the file."""
        for _key, rows in self._groups:
            yield _article([orjson.loads(row) for row in rows])


def _article(rows: list[Any]) -> Item:
    """Return an article of its rows: [place, article, quote, faults]."""
    place = rows[0][0]
    record: Record = {"type": "article"}
    quotes: list[Record] = []
    faults: list[Fault] = []
    for where, article, quote, noted in rows:
        faults += [Fault(*each) for each in noted]
        for key, value in article.items():
            if record.setdefault(key, value) != value:
                faults.append(_differs(where, key, record[key], value, place))
        if quote is not None:
            quotes.append(quote)
    if quotes:
        record["quotes"] = quotes
    return Item(place, record, faults)


def _differs(place: str, field: str, first: object, here: object, of: str) -> Fault:
    return Fault(
        place,
        field,
        gettext_noop(
            "The article has “%(here)s” here and “%(first)s” at %(of)s, which is taken."
        ),
        gettext_noop("Give an article the same values on each of its rows."),
        {"here": shortened(here), "first": shortened(first), "of": of},
        is_warning=True,
    )
