"""Markup to plain text: a paragraph is a line, and nothing that is no text stays.

HTML is cleaned by nh3 before it is looked at: scripts, styles, navigation, forms and
what else readers do not read go with all that is in them.
"""

import re
from collections.abc import Iterator
from typing import Any

import nh3
from lxml import etree, html

#: Elements whose text is not that of an article.
NOT_TEXT = frozenset(
    {
        *("script", "style", "template", "noscript", "nav", "aside", "form", "button"),
        *("select", "svg", "math", "iframe", "object", "video", "audio", "canvas"),
        *("figure", "figcaption", "head", "title", "footer", "menu", "dialog"),
    }
)
#: Elements that begin and end a line.
BLOCKS = frozenset(
    {
        *("p", "div", "section", "article", "main", "header", "body", "html", "hr"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "address"),
        *("ul", "ol", "li", "dl", "dt", "dd", "table", "tr", "tbody", "thead"),
        # NITF has these beside those of HTML.
        *("hl1", "hl2", "block", "body.content", "byline", "dateline", "lede"),
        *("bq", "nitf", "credit", "note", "hedline"),
    }
)
_KEPT = frozenset(
    {
        *("p", "div", "section", "article", "main", "header", "hr", "br", "pre"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "address"),
        *("ul", "ol", "li", "dl", "dt", "dd", "table", "tr", "tbody", "thead", "td"),
    }
)
#: Of HTML only: runs of these are one space, and a no-break space stays what it is.
_SPACES = re.compile(r"[ \t\n\r\f]+")


def text_of_html(markup: str) -> str:
    """Return the text of a piece of HTML, one paragraph on each line."""
    safe = nh3.clean(
        markup,
        tags=set(_KEPT),
        attributes={},
        clean_content_tags=set(NOT_TEXT - {"head", "title"}) | {"title"},
        link_rel=None,
    )
    if not safe.strip():
        return ""
    return text_of(html.fragment_fromstring(safe, create_parent="div"))


def text_of(element: Any) -> str:
    """Return the text of an element of lxml and of what is in it, one line a block."""
    found = "".join(_pieces(element)).split("\n")
    lines = (_SPACES.sub(" ", line).strip(" ") for line in found)
    return "\n".join(line for line in lines if line)


def _pieces(element: Any) -> Iterator[str]:
    """Yield text with "\\n" where a line ends; breaks within text are spaces."""
    name = local_name(element)
    if name in NOT_TEXT:
        return
    edge = "\n" if name in BLOCKS or name == "br" else ""
    yield edge
    yield _SPACES.sub(" ", element.text or "")
    for child in element:
        if isinstance(child.tag, str):
            yield from _pieces(child)
        elif isinstance(child, etree._Entity):
            yield child.text or ""
        yield _SPACES.sub(" ", child.tail or "")
    if name == "td":
        yield " "
    yield edge


def local_name(element: Any) -> str:
    """Return the name of an element without its namespace, in small letters."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""
