"""What a run is told, and what it tells of each article; plain and pickled."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Order:
    """How a run reads texts.

    by is the key of who proposes (None for a dry run); language is "fr" or "en" where
    the articles' own is not to decide; again reads what this version of the engine has
    read already; seconds is the limit for each text, 0 for none; size is the number of
    articles in a chunk, which is one transaction.
    """

    by: int | None
    language: str = ""
    dry_run: bool = False
    again: bool = False
    seconds: float = 60
    size: int = 50


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article, named by its public id.

    new, known: how many statements; refused: (number in the text, why) of those that
    were not stored; error: why the article failed; is_read: another run has read it.
    """

    article: str
    new: int = 0
    known: int = 0
    refused: tuple[tuple[int, str], ...] = ()
    error: str = ""
    is_read: bool = False
