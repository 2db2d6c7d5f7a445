"""Citations as templates of Wikipedia and Wikiquote, French and English.

Parameters as the templates' own documentation names them. Templates set titles and
quotations between marks: they are given words that are quoted as a whole, and nothing
else. Any other statement stands before the template, as it may be shown.
"""

import re
from urllib.parse import quote

from quotes.citations.facts import joined_by
from quotes.citations.tongues import day_first

#: Signs with a meaning in wikitext, written so that they have none, also in a template.
_ENTITIES = {ord(sign): f"&#{ord(sign)};" for sign in "|[]{}=<>&~"}
_KEPT = "&#91;…&#93;"
_RUNS = re.compile(r"''+|__+|://|^[*#:;]")


def lien_web(cited):
    """Return a note for fr.wikipedia: the quote’s record, by {{Lien web}}."""
    return _reference(
        cited,
        "Lien web",
        {
            "langue": cited.language,
            **_numbered("auteur", cited.authors),
            "titre": cited.words or cited.title,
            "url": _address(cited.address),
            "site": cited.database,
            "date": cited.published_on and day_first(cited.published_on, "fr"),
            "consulté le": day_first(cited.consulted, "fr"),
            "id": _identity(cited),
        },
        _host(cited, "Dans"),
    )


def wikiquote(cited):
    """Return what fr.wikiquote sets: {{Citation}} with its source, {{Réf Article}}.

    {{Citation}} sets marks itself: a statement that is not quoted as a whole does without.
    """
    source = _template(
        "Réf Article",
        {
            "titre": cited.article or cited.title,
            "auteur": joined_by("et", [name.full for name in cited.authors] or [""]),
            "publication": cited.publisher,
            "date": cited.published_on and day_first(cited.published_on, "fr"),
            "url": _address(cited.address),
        },
    )
    said = (
        _template(
            "Citation",
            {"citation": cited.words, "précisions": _read(cited, cited.record)},
        )
        if cited.words
        else _plain(cited)
    )
    return f"{said}\n{source}\n"


def cite_web(cited):
    """Return a note for en.wikipedia: the quote’s record, by {{cite web}}."""
    return _reference(
        cited,
        "cite web",
        {
            **_numbered("author", cited.authors),
            "title": cited.words or cited.title,
            "url": _address(cited.address),
            "date": cited.published_on and day_first(cited.published_on),
            "website": cited.database,
            "access-date": day_first(cited.consulted),
            "language": cited.language,
            "id": _identity(cited),
        },
        _host(cited, "In"),
    )


def cite_news(cited):
    """Return a note for en.wikipedia: the article, by {{cite news}}, with the quote.

    The article’s own authors are not in the record; who said the words follows it.
    """
    who = joined_by("and", [name.full for name in cited.authors] or [""])
    after = f" Speaker: {escaped(who)}." if who else ""
    return _reference(
        cited,
        "cite news",
        {
            "title": cited.article or cited.title,
            "url": _address(cited.article_address or cited.address),
            "agency": cited.publisher,
            "date": cited.published_on and day_first(cited.published_on),
            "access-date": day_first(cited.consulted),
            "language": cited.language,
            "quote": cited.words,
            "via": cited.database,
            "id": _identity(cited),
        },
        f"{after} [{_address(cited.address)} {escaped(cited.capital_record)}]",
    )


def escaped(text):
    """Return text that wikitext shows as it is, also as a value in a template."""
    safe = text.translate(_ENTITIES).replace(_KEPT, "[…]")
    return _RUNS.sub(
        lambda found: "".join(f"&#{ord(sign)};" for sign in found.group()), safe
    )


def _reference(cited, name, fields, after=""):
    """Return a <ref>: the statement where the template may not hold it, the template."""
    before = "" if cited.words or not cited.statement else f"{_sentence(cited)} "
    return f"<ref>{before}{_template(name, fields)}.{after}</ref>\n"


def _plain(cited):
    """Return a statement and what is said of it, as a line of a list."""
    said = f"{_sentence(cited)} " if cited.statement else ""
    return f"* {said}{escaped(_read(cited, cited.capital_record))}."


def _read(cited, record):
    """Return the record with its standing and the day it was read, in French."""
    return f"{record} ({cited.told}), consultée le {day_first(cited.consulted, 'fr')}"


def _sentence(cited):
    text = escaped(cited.statement)
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def _template(name, fields):
    values = [
        # An address is safe already, and its entities would lead elsewhere.
        f"|{key}={value if key == 'url' else escaped(value)}"
        for key, value in fields.items()
        if value
    ]
    return f"{{{{{name} {' '.join(values)}}}}}"


def _numbered(key, names):
    return {f"{key}{number}": name.full for number, name in enumerate(names, start=1)}


def _host(cited, word):
    """Return a sentence on where the statement stands, in front of a note's end."""
    host = ", ".join(filter(None, (cited.article, cited.publisher)))
    return f" {word} {escaped(host)}." if host else ""


def _identity(cited):
    return f"{cited.record} ({cited.told})"


def _address(text):
    """Return an address without the signs that end a link or a parameter."""
    return quote(text, safe=":/?#@!$&()*+,;=%~-._")
