"""Atom entries, made of publications alone."""

from io import StringIO

from django.utils.dateparse import parse_datetime
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator

from quotes.jsonld import correction_comment
from quotes.typography import spaced
from quotes.vocabulary import CorrectionClass, ErrorKind, Status


def correction_item(notice, publication, absolute):
    """Return a notice as keywords of SyndicationFeed.add_item().

    notice is one of publication.shown["notices"]; absolute turns a path of this site
    into an address. The complete text of the notice is in the entry, and nothing of a
    withdrawn quote but that.
    """
    language = notice["language"]
    address = correction_comment(notice, "", absolute)["@id"]
    moment = parse_datetime(notice["published_at"])
    label = capfirst(CorrectionClass(notice["class"]).label)
    headline = publication.shown.get("article", {}).get("title", "")
    text = format_html(
        '<p lang="{}">{}</p>', language, spaced(notice["notice"], language)
    )
    if publication.status != Status.WITHDRAWN:
        text += format_html(
            '<dl><dt>{}</dt><dd lang="{}">{}</dd><dt>{}</dt><dd lang="{}">{}</dd></dl>',
            _("What was shown"),
            language,
            spaced(notice["shown"], language),
            _("What is right"),
            language,
            spaced(notice["right"], language),
        )
    return {
        "title": f"{label}: {Truncator(headline).chars(90)}" if headline else label,
        "link": address,
        "unique_id": address,
        "description": text,
        "pubdate": moment,
        "updateddate": moment,
        "categories": [str(ErrorKind(notice["error"]).label)],
    }


def correction_entry(notice, publication, absolute):
    """Return a notice as one Atom <entry>, XML text, as a feed of corrections has it."""
    feed = Atom1Feed(title="", link=absolute("/"), description="")
    feed.add_item(**correction_item(notice, publication, absolute))
    out = StringIO()
    writer = SimplerXMLGenerator(out, "utf-8", short_empty_elements=True)
    writer.startElement("entry", feed.item_attributes(feed.items[0]))
    feed.add_item_elements(writer, feed.items[0])
    writer.endElement("entry")
    return out.getvalue()
