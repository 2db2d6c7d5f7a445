"""The entries of feeds: a quote as it stands, a correction as it was published."""

from io import StringIO

from django.utils.dateparse import parse_datetime
from django.utils.html import format_html
from django.utils.text import Truncator, capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator

from quotes.addresses import permanent_path
from quotes.excerpts import excerpt, headline, notice_lines, status_words
from quotes.feeds.atom import AtomFeed
from quotes.typography import colon, spaced
from quotes.vocabulary import CorrectionClass, ErrorKind, Status


def quote_item(publication, absolute):
    """Return a listed publication as keywords of AtomFeed.add_item().

    Its id is its short address in the default language, its moment that of the last
    change that readers saw: a reader of the feed gets a corrected quote once more.
    """
    return {
        "title": f"{headline(publication)} ({status_words(publication)})",
        "link": absolute(publication.get_absolute_url()),
        "unique_id": absolute(permanent_path("quote", publication.public_id)),
        "description": notice_lines(publication, absolute)
        + excerpt(publication, absolute),
        "updateddate": publication.changed_at,
        "categories": [publication.label.value],
    }


def correction_item(notice, publication, absolute):
    """Return a notice as keywords of AtomFeed.add_item().

    notice is one of publication.shown["notices"]; absolute turns a path of this site
    into an address. The complete text of the notice is in the entry, and nothing of a
    withdrawn quote but that.
    """
    language = notice["language"]
    address = absolute(permanent_path("correction", notice["id"]))
    moment = updated = parse_datetime(notice["published_at"])
    label = capfirst(CorrectionClass(notice["class"]).label)
    headline = publication.shown.get("article", {}).get("title", "")
    text = format_html(
        '<p lang="{}">{}</p>', language, spaced(notice["notice"], language)
    )
    if publication.status == Status.WITHDRAWN:
        # The entry lost what was shown and what is right: readers of the feed must see.
        updated = max(moment, publication.changed_at)
    else:
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
        "title": f"{label}{colon(get_language())}{Truncator(headline).chars(90)}"
        if headline
        else label,
        "link": address,
        "unique_id": address,
        "description": text,
        "pubdate": moment,
        "updateddate": updated,
        "categories": [str(ErrorKind(notice["error"]).label)],
    }


def correction_entry(notice, publication, absolute):
    """Return a notice as one Atom <entry>, XML text, as a feed of corrections has it."""
    feed = AtomFeed(title="", link=absolute("/"))
    feed.add_item(**correction_item(notice, publication, absolute))
    out = StringIO()
    writer = SimplerXMLGenerator(out, "utf-8", short_empty_elements=True)
    writer.startElement("entry", feed.item_attributes(feed.items[0]))
    feed.add_item_elements(writer, feed.items[0])
    writer.endElement("entry")
    return out.getvalue()
