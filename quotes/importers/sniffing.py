"""Telling a format by the first 64 kB of a file."""

import re
from collections.abc import Callable

from quotes.importers import csvdump, csvpeople
from quotes.importers.dumped import TELLING
from quotes.importers.newsml import NAMESPACE

_BOM = "\ufeff"


def has(*keys: str) -> Callable[[str], bool]:
    """Return what tells JSON by keys that all stand in its beginning."""
    patterns = [re.compile(rf'"{re.escape(key)}"\s*:', re.IGNORECASE) for key in keys]

    def tells(head: str) -> bool:
        return head[:1] in "{[" and all(each.search(head) for each in patterns)

    return tells


_TYPED = re.compile(
    r'^\{"?[^{}]*"type"\s*:\s*"(?:export|speaker|source|article|quote|link)"'
)
_ANNOTATION = re.compile(
    r'"type"\s*:\s*(?:\[\s*)?"(?:Annotation|AnnotationPage|AnnotationCollection)"'
)
_SCHEMA_ORG = re.compile(r'"@(?:type|graph)"\s*:')
_NINJS = re.compile(
    r'"(?:\$?standard|pubstatus|versioncreated|body_\w+|bodies|headlines|headline'
    r'|byline|representationtype|urgency)"\s*:',
    re.IGNORECASE,
)
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|article|p|h1)\b", re.IGNORECASE)


def is_ndjson(head: str) -> bool:
    """Tell our own NDJSON, and the public dump's."""
    if not head.startswith("{"):
        return False
    line = head.partition("\n")[0]
    keys = set(re.findall(r'"(\w+)"\s*:', line))
    return bool(_TYPED.match(line)) or any(
        told <= keys and "url" in keys for told in TELLING.values()
    )


def is_ninjs(head: str) -> bool:
    """Tell ninjs: an item has a uri, and a field that no other format has."""
    return head[:1] in "{[" and '"uri"' in head and bool(_NINJS.search(head))


def is_csv(head: str) -> bool:
    """Tell CSV by the columns of its header."""
    line = head.partition("\n")[0].strip().lower()
    columns = [
        cell.strip().strip('"')
        for cell in re.split(r"[;\t]" if ";" in line or "\t" in line else ",", line)
    ]
    return csvdump.table_of(columns) is not None or csvpeople.is_known(columns)


def is_newsml(head: str) -> bool:
    """Tell NewsML-G2 by its namespace."""
    return head.startswith("<") and NAMESPACE in head


def is_text(head: str) -> bool:
    """Tell what is neither JSON nor XML nor binary."""
    return head[:1] not in ("{", "[", "<") and "\0" not in head


def is_annotation(head: str) -> bool:
    """Tell Web Annotations by their type."""
    return head[:1] in "{[" and bool(_ANNOTATION.search(head))


def is_schema_org(head: str) -> bool:
    """Tell JSON-LD by @type or @graph."""
    return head[:1] in "{[" and bool(_SCHEMA_ORG.search(head))


def is_html(head: str) -> bool:
    """Tell HTML by an element that a page has."""
    return head.startswith("<") and bool(_HTML.search(head))


def text_of(head: bytes) -> str:
    """Return the beginning of a file as text, without what stands before the first sign."""
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if head.startswith(mark):
            even = head[: len(head) // 2 * 2]
            return even.decode(encoding, "replace").lstrip(_BOM).lstrip()
    return head.decode("utf-8", "replace").lstrip(_BOM).lstrip()
