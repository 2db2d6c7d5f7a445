"""Statements for the checks, made from words that stand in a text."""

from quotes.checks import Claim, Known, Neighbor, Statement, check


def person(name, *others, **columns):
    """Return a person known in the article; the name is the key."""
    return Known(key=name, names=(name, *others), **columns)


def body(name, *others, **columns):
    """Return an organization known in the article."""
    return person(name, *others, is_person=False, **columns)


def at(text, words):
    """Return where words first stand in a text, letter by letter."""
    start = text.index(words)
    return start, start + len(words)


def _places(text, words):
    several = (words,) if isinstance(words, str) else words
    return tuple(at(text, each) for each in several)


def statement(
    text, content, *, cue=(), mention=None, quoted=(), speaker=None, **columns
):
    """Return a statement; content, cue, mention and quoted are words of the text.

    neighbors: (content, quoted, speaker's name) each. Nothing about who said it at
    all: claims=().
    """
    neighbors = tuple(
        Neighbor(
            contents=_places(text, words),
            quoted=_places(text, marked),
            speakers=frozenset({name} - {""}),
        )
        for words, marked, name in columns.pop("neighbors", ())
    )
    claim = Claim(speaker, at(text, mention) if mention else None)
    return Statement(
        text=text,
        contents=_places(text, content),
        cues=_places(text, cue),
        quoted=_places(text, quoted),
        **{"kind": "indirect", "claims": (claim,), "neighbors": neighbors, **columns},
    )


def rules_of(*args, **options):
    """Return the ids of the rules that a statement offends against, in order."""
    return [found.rule for found in check(statement(*args, **options))]


def found_by(rule, *args, **options):
    """Return what one rule finds of a statement."""
    return [each for each in check(statement(*args, **options)) if each.rule == rule]
