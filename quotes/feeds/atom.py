"""Atom as we write it: complete content, and no moment that nothing happened at."""

import re
from datetime import UTC, datetime

from django.utils.feedgenerator import Atom1Feed

#: Signs that no XML document can hold, not even escaped.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

#: When a feed without entries was last changed: it must say, and did not change since.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class AtomFeed(Atom1Feed):
    """A feed whose entries hold the whole text, as HTML."""

    def __init__(self, title, **keywords):
        super().__init__(title=xml_text(title), description=None, **keywords)

    def add_item(self, title, link, description, **keywords):
        super().add_item(xml_text(title), link, xml_text(description), **keywords)

    def latest_post_date(self):
        """Return the moment of the newest entry; Django's is now where there is none."""
        return max((item["updateddate"] for item in self.items), default=NEVER)

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, {**item, "description": None})
        handler.addQuickElement("content", item["description"], {"type": "html"})


def xml_text(text):
    """Return text without the control signs that XML forbids; texts are kept with them."""
    return _NO_XML.sub("", str(text))
