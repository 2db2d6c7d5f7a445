"""R001: readers see a statement that a later version of the text does not have."""

from collections.abc import Iterator

from quotes.checks.reading import words_at
from quotes.checks.statement import Found, Statement


def revised(statement: Statement) -> Iterator[Found]:
    """Yield R001, at the first version of the text without the words."""
    if statement.gone_from is None or not statement.contents:
        return
    number = str(statement.gone_from)
    words = words_at(statement.text, statement.contents[0])
    yield Found("R001", "high", number, {"revision": number, "words": words})
