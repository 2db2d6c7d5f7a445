"""schema.org JSON-LD: a NewsArticle, alone or in a page, and the Quotations with it.

Articles and quotations may stand at the top, in an array, in @graph, or in one another.
A page found somewhere is never made public by an import: its article is a draft.
"""

from collections.abc import Iterator
from typing import Any, BinaryIO

from quotes.importers.choices import language_of
from quotes.importers.dates import day_or_moment, partial_day
from quotes.importers.dumped import present
from quotes.importers.items import Item, Record
from quotes.importers.jsonstream import Value, values
from quotes.importers.notes import Notes, refused, shortened
from quotes.texts import ELISION, gettext_noop

#: Types of schema.org that are articles.
ARTICLES = frozenset(
    {
        *("Article", "NewsArticle", "AnalysisNewsArticle", "AskPublicNewsArticle"),
        *("BackgroundNewsArticle", "OpinionNewsArticle", "ReportageNewsArticle"),
        *("ReviewNewsArticle", "Report", "BlogPosting", "LiveBlogPosting"),
    }
)
#: Types of those who speak, and what they are here.
SPEAKERS = {
    "Person": "person",
    "Organization": "organization",
    "GovernmentOrganization": "government",
    "NewsMediaOrganization": "publication",
}
#: Where other things stand in a thing.
_HOLDERS = (
    *("@graph", "hasPart", "mentions", "citation", "mainEntity", "mainEntityOfPage"),
    *("about", "itemListElement", "item", "subjectOf", "isPartOf"),
)
_DEEPEST = 6


def read(stream: BinaryIO, name: str) -> Iterator[Item]:
    """Yield the articles of a file of JSON-LD.

    In an array, a quotation beside the articles belongs to the one before it, or to the
    first if none is.
    """
    held: tuple[Value, list[Record], list[Record]] | None = None
    waiting: list[Record] = []
    for value in values(stream):
        if value.fault is not None:
            yield Item(value.place, None, [value.fault], value.raw)
            continue
        articles, quotations = things_in(value.value)
        if articles:
            if held:
                yield from _items(*held)
            held, waiting = (value, articles, [*waiting, *quotations]), []
        elif quotations:
            (held[2] if held else waiting).extend(quotations)
        else:
            yield _without_article(value)
    if held:
        yield from _items(*held)
    elif waiting:
        yield _without_article(Value("file", 1, None))


def _without_article(value: Value) -> Item:
    return refused(
        value.place,
        gettext_noop("There is no NewsArticle in this JSON-LD."),
        gettext_noop("An article has the @type NewsArticle."),
        value.raw,
    )


def _items(
    value: Value, articles: list[Record], quotations: list[Record]
) -> Iterator[Item]:
    for article in articles:
        notes = Notes(value.place)
        mine = quotations_of(article, articles, quotations)
        record = article_of(notes, article, mine)
        if "text" not in record and "quotes" not in record:
            notes.refuse(
                "articleBody",
                gettext_noop("The article has no articleBody and no quotations."),
                gettext_noop("Import the page that it stands in, as HTML."),
            )
        yield notes.item(record, value.raw)


def things_in(data: Any) -> tuple[list[Record], list[Record]]:
    """Return the articles and the quotations of JSON-LD, each once."""
    articles: list[Record] = []
    quotations: list[Record] = []
    _collect(data, articles, quotations, _DEEPEST)
    return articles, quotations


def _collect(
    data: Any, articles: list[Record], quotations: list[Record], depth: int
) -> None:
    if depth < 0:
        return
    if isinstance(data, list):
        for each in data:
            _collect(each, articles, quotations, depth)
    elif isinstance(data, dict):
        types = types_of(data)
        if types & ARTICLES and not _is_known(data, articles):
            articles.append(data)
        elif "Quotation" in types and not _is_known(data, quotations):
            quotations.append(data)
        for key in _HOLDERS:
            _collect(data.get(key), articles, quotations, depth - 1)


def _is_known(data: Record, found: list[Record]) -> bool:
    """Tell whether a thing was found before: itself, or its @id with as much."""
    same = data.get("@id")
    for number, each in enumerate(found):
        if each is data:
            return True
        if same is not None and each.get("@id") == same:
            found[number] = each | data
            return True
    return False


def types_of(thing: Record) -> set[str]:
    """Return the types of a thing, without the address of schema.org."""
    kinds = thing.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return {str(each).rpartition("/")[2].rpartition(":")[2] for each in listed if each}


def quotations_of(
    article: Record, articles: list[Record], quotations: list[Record]
) -> list[Record]:
    """Return the quotations of an article: those that name it, or all if it is alone."""
    if len(articles) == 1:
        return quotations
    key = article.get("@id")
    return [
        each
        for each in quotations
        if key is not None
        and isinstance(whole := each.get("isPartOf"), dict)
        and whole.get("@id") == key
    ]


def article_of(notes: Notes, article: Record, quotations: list[Record]) -> Record:
    """Return the record of a NewsArticle with its quotations; faults are noted."""
    day, at = day_or_moment(notes, "datePublished", _first(article, "datePublished"))
    _day, updated = day_or_moment(
        notes, "dateModified", _first(article, "dateModified")
    )
    record = {
        "type": "article",
        "external_id": _plain(_first(article, "identifier")),
        "headline": _plain(_first(article, "headline"))
        or _plain(_first(article, "name")),
        "byline": ", ".join(_names(article.get("author"))),
        "publisher": _name(_first(article, "publisher")),
        "dateline": _plain(_first(article, "dateline"))
        or _name(_first(article, "locationCreated")),
        "language": _language(notes, _first(article, "inLanguage")),
        "url": _address(article),
        "published_on": day,
        "published_on_known": day and "printed",
        "published_at": at,
        "updated_at": updated,
        "rights": _plain(_first(article, "copyrightNotice")),
        "text": _plain(_first(article, "articleBody")),
        "release": "draft",
    }
    quotes = [
        quote
        for number, each in enumerate(quotations)
        if (quote := quote_of(notes, f"Quotation[{number}]", each)) is not None
    ]
    return present(record | {"quotes": quotes})


def quote_of(notes: Notes, field: str, quotation: Record) -> Record | None:
    """Return a Quotation in the short form; one without words is told and left out."""
    words = _plain(_first(quotation, "text"))
    if not words:
        notes.warn(
            f"{field}.text",
            gettext_noop("The quotation has no words and is left out."),
        )
        return None
    written = _first(quotation, "dateCreated")
    said = written[:10] if isinstance(written, str) else written
    day, precision = partial_day(notes, f"{field}.dateCreated", said)
    creators = _list(quotation.get("creator"))
    named = _list(quotation.get("spokenByCharacter"))
    parts = words.split(ELISION)
    return present(
        {
            "external_id": _plain(_first(quotation, "identifier")),
            "words": parts[0] if len(parts) == 1 else parts,
            "quoted": parts,
            "mention": _name(named[0]) if named and creators else None,
            "language": language_of(_first(quotation, "inLanguage") or ""),
            "said_on": day,
            "said_on_precision": precision,
            "speakers": [_speaker(each) for each in creators or named],
            "status": "unverified",
            "origin": present(
                {
                    "id": quotation.get("@id"),
                    "url": quotation.get("url"),
                    "status": quotation.get("creativeWorkStatus"),
                    "version": quotation.get("version"),
                    "notices": quotation.get("correction"),
                    "based_on": quotation.get("isBasedOn"),
                }
            ),
        }
    )


def _speaker(thing: Any) -> Record:
    """Return who speaks, with the Wikidata id that sameAs or @id tells."""
    if not isinstance(thing, dict):
        return present({"name": _plain(thing)})
    kinds = [SPEAKERS[each] for each in sorted(types_of(thing)) if each in SPEAKERS]
    addresses = [*_list(thing.get("sameAs")), thing.get("@id")]
    items = [
        key
        for each in addresses
        if isinstance(each, str) and "wikidata.org/" in each
        if (key := each.rstrip("/").rpartition("/")[2])[:1] == "Q"
    ]
    return present(
        {
            "name": _name(thing),
            "kind": kinds[0] if kinds else None,
            "wikidata_id": items[0] if items else None,
        }
    )


def _list(value: Any) -> list[Any]:
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]


def _first(thing: Record, key: str) -> Any:
    found = _list(thing.get(key))
    return found[0] if found else None


def _plain(value: Any) -> str | None:
    """Return a text as it stands, that of {"@value": …} too; None for what is none."""
    if isinstance(value, dict):
        value = value.get("@value", value.get("value"))
    return value.strip() or None if isinstance(value, str) else None


def _name(value: Any) -> str | None:
    return _plain(value.get("name")) if isinstance(value, dict) else _plain(value)


def _names(value: Any) -> list[str]:
    return [name for each in _list(value) if (name := _name(each))]


def _address(article: Record) -> str | None:
    whole = _first(article, "mainEntityOfPage")
    page = whole.get("@id") if isinstance(whole, dict) else whole
    for value in (_first(article, "url"), page, article.get("@id")):
        if isinstance(value, str) and value.startswith(("http://", "https://")):
            return value
    return None


def _language(notes: Notes, tag: Any) -> str | None:
    tag = tag.get("alternateName") if isinstance(tag, dict) else tag
    return noted_language(notes, "inLanguage", tag)


def noted_language(notes: Notes, field: str, tag: Any) -> str | None:
    """Return our language for a tag; one that is not ours is told and left out."""
    if tag is None or tag == "":
        return None
    found = language_of(tag)
    if found is None:
        notes.warn(
            field,
            gettext_noop("The language “%(tag)s” is none of ours and is left out."),
            gettext_noop("Choose the language of the article when it is in."),
            tag=shortened(tag),
        )
    return found
