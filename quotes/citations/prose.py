"""Citations for people: ISO 690, APA, MLA and Chicago, as plain text.

Plain text has no italics: titles of articles stand as they are, and quotation marks
stand around quoted words alone. Names are turned round only where the record says
which part is the family name.
"""

import re

from quotes.citations.facts import joined_by
from quotes.citations.tongues import day_first, month_first, short_month, year_first
from quotes.typography import NBSP

#: What a sentence may end with, before marks that close it.
_ENDED = re.compile(r"[.!?…][»”“\"’)\s\u00a0\u202f]*$")


def iso690(cited):
    """Return a citation in the French form of ISO 690 (NF ISO 690:2021).

    A contribution in a document: NOM, Prénom. Contribution. In : Document [en ligne].
    Éditeur, date [consulté le …]. Disponible à l’adresse : …
    """
    authors = [
        f"{name.family.upper()}, {name.given}" if name.family else name.full.upper()
        for name in cited.authors
    ]
    dated = _dated(cited, lambda day: day_first(day, "fr"), "s. d.")
    consulted = f"[consulté le {day_first(cited.consulted, 'fr')}]"
    if cited.article:
        imprint = ", ".join(filter(None, (cited.publisher, dated)))
        host = (f"In{NBSP}: {cited.article} [en ligne]", f"{imprint} {consulted}")
    else:
        host = (f"[en ligne] {consulted}",)
    return " ".join(
        (
            *map(sentence, authors and [joined_by("et", authors)]),
            *map(sentence, filter(None, (cited.statement, *host))),
            sentence(f"{cited.database}, {cited.record} ({cited.told})"),
            f"Disponible à l’adresse{NBSP}: {cited.address}",
        )
    )


def apa(cited):
    """Return a reference in APA style (7th edition): a titled part of a work.

    Author. (Year, Month Day). Title [Description]. In Work. Publisher. Database.
    Retrieved Month Day, Year, from address. Without an author the title comes first.
    """
    dated = f"({year_first(cited.published_on) if cited.published_on else 'n.d.'})."
    label = "Quotation" if cited.words else "Statement"
    if not cited.statement:  # withdrawn
        label, dated = "Withdrawn quote", ""
    title = f"{cited.statement or cited.capital_record} [{label}; {cited.told}]."
    authors = _apa_names(cited.authors)
    return " ".join(
        filter(
            None,
            (
                *((sentence(authors), dated, title) if authors else (title, dated)),
                cited.article and sentence(f"In {cited.article}"),
                cited.publisher and sentence(cited.publisher),
                sentence(
                    f"{cited.database} ({cited.capital_record})"
                    if cited.statement
                    else cited.database
                ),
                f"Retrieved {month_first(cited.consulted)}, from {cited.address}",
            ),
        )
    )


def mla(cited):
    """Return an entry of works cited in MLA style (9th edition), two containers.

    Author. Title. Container, Publisher, Day Month Year. Second container, location.
    Accessed Day Month Year.
    """
    imprint = (cited.article, cited.publisher, _dated(cited, short_month))
    return " ".join(
        (
            *_opening(_mla_names(cited.authors), cited.statement),
            *map(sentence, filter(None, [", ".join(filter(None, imprint))])),
            f"{cited.database}, {cited.record} ({cited.told}), {cited.address}.",
            f"Accessed {short_month(cited.consulted)}.",
        )
    )


def chicago_note(cited):
    """Return a note in Chicago style, notes and bibliography (17th and 18th edition)."""
    names = [name.full for name in cited.authors]
    text = cited.statement
    parts = (
        joined_by("and", names) if names else "",
        text[:-1] if text.endswith(".") else text,
        cited.article and f"in {cited.article}",
        cited.publisher,
        _dated(cited, month_first),
        f"{cited.database}, {cited.record} ({cited.told})",
        f"accessed {month_first(cited.consulted)}",
    )
    return f"{', '.join(filter(None, parts))}, {cited.address}."


def chicago(cited):
    """Return an entry of a bibliography in Chicago style (17th and 18th edition)."""
    imprint = ", ".join(filter(None, (cited.publisher, _dated(cited, month_first))))
    return " ".join(
        (
            *_opening(_one_inverted(cited.authors), cited.statement),
            *map(sentence, filter(None, (cited.article and f"In {cited.article}",))),
            *map(sentence, filter(None, (imprint,))),
            sentence(f"{cited.database}, {cited.record} ({cited.told})"),
            f"Accessed {month_first(cited.consulted)}.",
            f"{cited.address}.",
        )
    )


def sentence(text):
    """Return a text with a full stop, unless it has an end already."""
    return text if _ENDED.search(text) else f"{text}."


def _opening(authors, statement):
    return [sentence(text) for text in (authors, statement) if text]


def _dated(cited, form, unknown=""):
    """Return the date of the article; in brackets where it was worked out."""
    if cited.published_on is None:
        return unknown if cited.article else ""
    day = form(cited.published_on)
    return f"[{day}]" if cited.is_worked_out else day


def _apa_names(names):
    """Return names with initials for given ones: Cancian, M. F., & Sullivan, J."""
    forms = [
        f"{name.family}, {_initials(name.given)}" if name.family else name.full
        for name in names
    ]
    *first, last = forms or [""]
    return f"{', '.join(first)}, & {last}" if first else last


def _initials(given):
    """Return the initials of given names: Jean-Pierre Marie is J.-P. M."""
    return " ".join(
        "-".join(f"{part[0].upper()}." for part in word.split("-") if part)
        for word in given.split()
    )


def _mla_names(names):
    """Return one or two names, or the first one et al."""
    if len(names) > 2:
        return f"{names[0].inverted}, et al."
    return _one_inverted(names)


def _one_inverted(names):
    """Return names, the first one turned round: Cancian, Mark, and Jake Sullivan."""
    if not names:
        return ""
    first, *others = names
    if not others:
        return first.inverted
    *middle, last = [name.full for name in others]
    return ", ".join((first.inverted, *middle, f"and {last}"))
