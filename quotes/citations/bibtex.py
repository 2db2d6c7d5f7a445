"""Citations as BibTeX entries, UTF-8: what biber and every LaTeX since 2018 read.

The classic entry types have none for a quotation: @misc is known to BibTeX and biblatex
alike. Signs with a meaning in TeX are written as commands; the commands for braces
hold braces in pairs, because BibTeX counts those even after a backslash.
"""

from urllib.parse import quote

from quotes.typography import NBSP, NNBSP

_COMMANDS = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
        NBSP: "~",
        NNBSP: r"\,",
    }
)
_MONTHS = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)


def bibtex(cited):
    """Return an entry @misc. Speakers that are no persons stand in braces of their own.

    Without a title that may be set between marks, the title is the record's name, and
    the statement stands in the note.
    """
    host = ", ".join(filter(None, (cited.article, cited.publisher)))
    statement = "" if cited.words else cited.statement
    note = "; ".join(filter(None, (statement, cited.record, cited.told)))
    day = cited.published_on
    fields = {
        "author": " and ".join(_name(name) for name in cited.authors),
        "title": f"{{{escaped(cited.title)}}}",
        "howpublished": host and f"In: {escaped(host)}",
        "year": day and str(day.year),
        "month": day and _MONTHS[day.month - 1],
        "day": day and str(day.day),
        "note": escaped(f"{cited.database}, {note}"),
        "version": cited.number and str(cited.number),
        "language": cited.language,
        "url": quote(cited.address, safe=":/?&=#%+,;@~"),
        "urldate": cited.consulted.isoformat(),
    }
    lines = [
        # Names of months are macros of every style, and stand without braces.
        f"  {name} = {value if name == 'month' else f'{{{value}}}'}"
        for name, value in fields.items()
        if value
    ]
    return f"@misc{{{cited.key},\n" + ",\n".join(lines) + "\n}\n"


def _name(name):
    if name.family:
        return f"{escaped(name.family)}, {escaped(name.given)}"
    full = escaped(name.full)
    # “and” would part a name in two, and a comma would turn it round.
    is_plain = name.is_person and "," not in full and " and " not in full
    return full if is_plain else f"{{{full}}}"


def escaped(text):
    """Return text for a field in braces."""
    return text.translate(_COMMANDS)
