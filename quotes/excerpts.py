"""A quote outside our pages: bare HTML with whole addresses, for feeds and embeds.

Like the pages, it sets marks around quoted words alone and gives reported speech with
its cue and mention; absolute turns a path of this site into an address.
"""

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from quotes.templatetags.quotes_markup import address, day, named
from quotes.typography import marks, plain_statement, spaced
from quotes.vocabulary import CorrectionClass, Status

#: Signs of a statement in a title.
TITLE = 160


def plain(publication):
    """Return the statement as plain text, with marks and the spacing of its language."""
    language = publication.language
    return spaced(plain_statement(publication.shown["parts"], language), language)


def attribution(publication):
    """Return who said it, as plain text: names with offices, or that nobody knows."""
    speakers = publication.shown["speakers"]
    if speakers:
        return f" {_('and')} ".join(
            ", ".join((named(each), *_office(each))) for each in speakers
        )
    mention = publication.shown["mention"]
    if mention:
        opening, closing = marks(publication.language)
        return _("attributed in print to {} — not identified").format(
            f"{opening}{mention}{closing}"
        )
    if publication.is_heading:
        return _("printed as a heading, without attribution")
    return _("printed without attribution")


def status_words(publication):
    """Return all that is said of a quote's standing: its label and those beside it."""
    words = [str(publication.label.label)]
    if publication.is_corrected:
        words.append(_("corrected"))
    if publication.is_single_editor:
        words.append(_("single editor"))
    if publication.shown.get("is_passage", False):
        words.append(_("reported, not quoted"))
    return ", ".join(words)


def headline(publication):
    """Return a quote as a title: its words, cut if they are many, and who said it."""
    words = plain(publication)
    if len(words) > TITLE:
        words = Truncator(words).chars(TITLE)
    return f"{words} — {attribution(publication)}"


def summary(publication):
    """Return a quote in one line of plain text, its standing first.

    Of a withdrawn one nothing but that it is withdrawn.
    """
    standing = capfirst(status_words(publication))
    if publication.status == Status.WITHDRAWN:
        return f"{standing}."
    return f"{standing}. {plain(publication)} — {attribution(publication)}"


def excerpt(publication, absolute):
    """Return a quote as HTML: its words, who said it, its standing and its address."""
    frozen = publication.shown["article"]
    page = absolute(publication.get_absolute_url())
    cite = format_html(' cite="{}"', frozen["url"]) if frozen["url"] else ""
    printed = ", ".join(
        part
        for part in (frozen["title"], frozen["publisher"], day(frozen["published_on"]))
        if part
    )
    return format_html(
        '<blockquote lang="{}"{}>{}</blockquote><p>— {}</p>'
        '<p>{} · <cite lang="{}">{}</cite> · <a href="{}">{}</a></p>',
        publication.language,
        cite,
        plain(publication),
        _linked_attribution(publication, absolute),
        capfirst(status_words(publication)),
        frozen["language"],
        printed,
        page,
        settings.NEWSROOM_NAME,
    )


def notice_lines(publication, absolute):
    """Return the notices of a publication as HTML, newest first."""
    return format_html_join(
        "",
        '<p><a href="{}">{}, {}</a>: <span lang="{}">{}</span></p>',
        (
            (
                absolute(reverse("quotes:correction", args=[notice["id"]])),
                capfirst(CorrectionClass(notice["class"]).label),
                day(notice["published_at"]),
                notice["language"],
                spaced(notice["notice"], notice["language"]),
            )
            for notice in publication.shown["notices"]
        ),
    )


def _linked_attribution(publication, absolute):
    speakers = publication.shown["speakers"]
    if not speakers:
        return attribution(publication)
    rows = [
        format_html(
            '<a href="{}">{}</a>{}',
            absolute(address(each, "speaker")),
            named(each),
            _spoken_office(each),
        )
        for each in speakers
    ]
    return format_html_join(f" {_('and')} ", "{}", ((row,) for row in rows))


def _spoken_office(speaker):
    words = _office(speaker)
    if not words:
        return ""
    language = speaker["office"]["language"]
    return format_html(', <span lang="{}">{}</span>', language, ", ".join(words))


def _office(speaker):
    office = speaker["office"] or {}
    parts = (office.get("title"), office.get("organization"))
    return tuple(part for part in parts if part)
