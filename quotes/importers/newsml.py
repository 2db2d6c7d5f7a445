"""IPTC NewsML-G2: newsItems, alone or several in a newsMessage.

Read element by element: no network, no entities, no document type, none of the huge
trees that only an attack needs. Text is inline XHTML or NITF, or inline data.
"""

from collections.abc import Iterator
from typing import Any, BinaryIO

from lxml import etree

from quotes.importers.dates import day_or_moment, moment
from quotes.importers.dumped import present
from quotes.importers.items import Item, Record
from quotes.importers.markup import local_name, text_of, text_of_html
from quotes.importers.notes import Notes, refused, shortened
from quotes.importers.release import released
from quotes.importers.replaying import some_of
from quotes.importers.schema_org import noted_language
from quotes.texts import TextError, gettext_noop, normalize

NAMESPACE = "http://iptc.org/std/nar/2006-10-01/"
_NAR = f"{{{NAMESPACE}}}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

#: Elements of ours by path below the newsItem, and what they become.
FIELDS = {
    "@guid": "external_id",
    "itemMeta/pubStatus": "release",
    "itemMeta/embargoed": "embargo_until",
    "itemMeta/firstCreated": "published_on",
    "itemMeta/versionCreated": "updated_at",
    "itemMeta/provider": "publisher",
    "contentMeta/headline": "headline",
    "contentMeta/by": "byline",
    "contentMeta/dateline": "dateline",
    "contentMeta/located": "dateline",
    "contentMeta/creditline": "publisher",
    "contentMeta/language": "language",
    "rightsInfo/copyrightNotice": "rights",
    "rightsInfo/copyrightHolder": "publisher",
    "contentSet/inlineXML": "text",
    "contentSet/inlineData": "text",
}


def read(stream: BinaryIO, name: str) -> Iterator[Item]:
    """Yield the articles of a file; packages, which hold none themselves, are told."""
    number = 0
    try:
        for _event, element in etree.iterparse(
            _AsItComes(stream),
            events=("end",),
            tag=(f"{_NAR}newsItem", f"{_NAR}packageItem"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        ):
            number += 1
            if element.getroottree().docinfo.doctype:
                yield _with_document_type()
                return
            place = f"item {number}, line {element.sourceline}"
            yield _item(place, element)
            _let_go(element)
    except etree.XMLSyntaxError as error:
        yield refused(
            f"line {error.lineno or 1}",
            gettext_noop("From here on this is no XML: %(error)s."),
            gettext_noop("Export the file again; the items before it were read."),
            None,
            error=shortened(error.msg, 200),
        )
        return
    if not number:
        yield refused(
            "file",
            gettext_noop("There is no newsItem of NewsML-G2 in this XML."),
            gettext_noop("Its namespace is %(namespace)s."),
            None,
            namespace=NAMESPACE,
        )


class _AsItComes:
    """A stream that hands on what it has, so that nothing is lost where it is cut off."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def read(self, size: int) -> bytes:
        """Return up to size bytes, none at the end."""
        return some_of(self._stream, size)


def _with_document_type() -> Item:
    return refused(
        "file",
        gettext_noop("The file has a document type, which NewsML-G2 does not."),
        gettext_noop("Take the <!DOCTYPE …> out."),
    )


def _let_go(element: Any) -> None:
    """Free an element and those before it, so that memory stays as it is."""
    element.clear(keep_tail=False)
    while element.getprevious() is not None:
        del element.getparent()[0]


def _item(place: str, element: Any) -> Item:
    notes = Notes(place)
    raw = etree.tostring(element, encoding="utf-8", with_tail=False)
    if local_name(element) == "packageitem":
        notes.warn(
            "packageItem",
            gettext_noop("A package names other items and has no text; left out."),
        )
        return notes.item(None, raw)
    text = _text(notes, element)
    if text is None:
        return notes.item(None, raw)
    first = _value(element, "itemMeta/firstCreated")
    version = _value(element, "itemMeta/versionCreated")
    day, _at = day_or_moment(notes, "itemMeta/firstCreated", first or version)
    _day, updated = day_or_moment(notes, "itemMeta/versionCreated", version)
    record: Record = {
        "type": "article",
        "external_id": element.get("guid"),
        "headline": _value(element, "contentMeta/headline"),
        "byline": ", ".join(_values(element, "contentMeta/by")),
        "dateline": _value(element, "contentMeta/dateline")
        or _named(element, "contentMeta/located"),
        "publisher": _named(element, "itemMeta/provider")
        or _value(element, "contentMeta/creditline")
        or _named(element, "rightsInfo/copyrightHolder"),
        "rights": _value(element, "rightsInfo/copyrightNotice"),
        "language": noted_language(notes, "contentMeta/language", _language(element)),
        "published_on": day,
        "published_on_known": day and "worked_out",
        "updated_at": updated,
        "text": text,
    }
    if not element.get("guid"):
        notes.refuse(
            "@guid",
            gettext_noop("The newsItem has no guid, by which it could be known again."),
        )
    return notes.item(present(record | _released(notes, element)), raw)


def _released(notes: Notes, element: Any) -> Record:
    status = _find(element, "itemMeta/pubStatus")
    embargoed = _find(element, "itemMeta/embargoed")
    until = None if embargoed is None else _words(embargoed)
    return released(
        notes,
        "itemMeta/pubStatus",
        None if status is None else _code(status),
        embargo=moment(notes, "itemMeta/embargoed", until),
        published=None,
        # An empty one: embargoed until the provider says otherwise.
        held=embargoed is not None and not until,
    )


def _code(element: Any) -> str:
    """Return the code of a QCode (stat:usable) or of a URI (…/usable)."""
    written = element.get("qcode") or element.get("uri") or ""
    return str(written).rpartition("/")[2].rpartition(":")[2]


def _find(element: Any, path: str) -> Any:
    steps = [f"{_NAR}{step}" for step in path.split("/")]
    return element.find("/".join(steps))


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _value(element: Any, path: str) -> str:
    found = _find(element, path)
    return "" if found is None else _words(found)


def _values(element: Any, path: str) -> list[str]:
    steps = "/".join(f"{_NAR}{step}" for step in path.split("/"))
    return [words for each in element.findall(steps) if (words := _words(each))]


def _named(element: Any, path: str) -> str:
    """Return the name of a party or place, its literal, or the code of it."""
    found = _find(element, path)
    if found is None:
        return ""
    name = found.find(f"{_NAR}name")
    if name is not None and _words(name):
        return _words(name)
    return found.get("literal") or _code(found)


def _language(element: Any) -> str | None:
    found = _find(element, "contentMeta/language")
    told = None if found is None else found.get("tag")
    written = told or element.get(_LANG)
    return str(written) if written else None


def _text(notes: Notes, element: Any) -> str | None:
    """Return the text of the first content that has one; what has none is refused."""
    contents = _find(element, "contentSet")
    for content in () if contents is None else contents:
        kind = local_name(content)
        if kind == "inlinexml":
            text = _text_of_xml(content)
        elif kind == "inlinedata":
            text = _text_of_data(content)
        else:
            continue
        try:
            return normalize(text)
        except TextError as error:
            notes.refuse(f"contentSet/{kind}", error.sentence, "", **error.params)
            return None
    notes.refuse(
        "contentSet",
        gettext_noop("The item has no inline text; its class is “%(item_class)s”."),
        gettext_noop("Leave out what is no text."),
        item_class=_class(element),
    )
    return None


def _class(element: Any) -> str:
    found = _find(element, "itemMeta/itemClass")
    return "" if found is None else _code(found)


def _text_of_xml(content: Any) -> str:
    """Return the text of XHTML or NITF: of its body, without what stands above it."""
    for name in ("body.content", "body"):
        for each in content.iter("{*}" + name):
            return text_of(each)
    return text_of(content)


def _text_of_data(content: Any) -> str:
    written = "".join(content.itertext())
    is_markup = "html" in (content.get("contenttype") or "").lower()
    return text_of_html(written) if is_markup else written.strip("\n")
