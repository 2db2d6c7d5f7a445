"""The feeds that readers subscribe to: fifty entries each, the last changed first."""

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from quotes.addresses import default_path
from quotes.feeds.atom import AtomFeed
from quotes.feeds.entries import correction_item, quote_item
from quotes.filtersets import PublicationFilter
from quotes.models import Correction, Publication, Speaker
from quotes.templatetags.quotes_markup import shown_name
from quotes.typography import colon
from quotes.vocabulary import Status

ENTRIES = 50


@csrf_exempt
@require_safe
def verified_feed(request):
    """Verified quotes; one that stops being verified is no longer in it."""
    rows = Publication.objects.listed().filter(
        status=Status.VERIFIED, under_review=False
    )
    return _quotes(request, rows, _("Verified quotes"), "quote-list", "status=verified")


@csrf_exempt
@require_safe
def correction_feed(request):
    """Published corrections, that of a withdrawn quote as its notice alone."""
    rows = Correction.objects.public().with_publications()[:ENTRIES]
    found = [
        (notice, current)
        for row in rows
        for current in row.quote.current
        for notice in current.shown["notices"]
        if notice["id"] == row.public_id
    ]
    items = [correction_item(*each, request.build_absolute_uri) for each in found]
    return _feed(request, items, _("Corrections"), reverse("quotes:correction-list"))


@csrf_exempt
@require_safe
def speaker_feed(request, public_id):
    """Quotes of a public speaker; the feed of a merged one is a 301 to the survivor's."""
    rows = Speaker.objects.select_related("merged_into").prefetch_related("names")
    speaker = get_object_or_404(rows, public_id=public_id).resolved()
    if not Speaker.objects.is_public(speaker):
        raise Http404
    if speaker.public_id != public_id:
        return HttpResponsePermanentRedirect(
            reverse("quotes:speaker-feed", args=[speaker.public_id])
        )
    items = _items(request, Publication.objects.listed().by_speaker(speaker))
    return _feed(request, items, shown_name(speaker), speaker.get_absolute_url())


@csrf_exempt
@require_safe
def quote_feed(request):
    """Quotes that a search finds, by the query string of the list of quotes.

    A value that cannot be is a 400 that says which: an empty feed would look as if
    nothing had been found.
    """
    found = PublicationFilter(request.GET, queryset=Publication.objects.listed())
    if not found.is_valid():
        return HttpResponse(
            _faults(found.form), status=400, content_type="text/plain; charset=utf-8"
        )
    asked = [
        (name, request.GET[name]) for name in found.filters if request.GET.get(name)
    ]
    told = [
        f"{found.filters[name].label}{colon(get_language())}{value}"
        for name, value in asked
    ]
    title = " · ".join((_("Quotes"), *told))
    return _quotes(request, found.qs, title, "quote-list", urlencode(asked))


def _faults(form):
    faults = [
        f"{form.fields[name].label if name in form.fields else name}: {' '.join(errors)}"
        for name, errors in form.errors.items()
    ]
    told = _("This feed cannot be made, because a filter has a value that cannot be.")
    return "\n".join((told, *faults)) + "\n"


def _quotes(request, rows, title, page, query):
    address = reverse(f"quotes:{page}") + (f"?{query}" if query else "")
    return _feed(request, _items(request, rows), title, address)


def _items(request, rows):
    rows = rows.order_by("-changed_at", "-pk")[:ENTRIES]
    return [quote_item(row, request.build_absolute_uri) for row in rows]


def _feed(request, items, title, page):
    """Return a feed of items; page is the path of the page that shows the same."""
    absolute, match = request.build_absolute_uri, request.resolver_match
    identity = default_path(reverse, match.view_name, kwargs=match.kwargs)
    query = page.partition("?")[2] if match.url_name == "quote-feed" else ""
    feed = AtomFeed(
        f"{title} — {settings.NEWSROOM_NAME}",
        link=absolute(page),
        language=get_language(),
        author_name=settings.NEWSROOM_NAME,
        author_link=absolute(reverse("quotes:home")),
        feed_url=absolute(),
        feed_guid=absolute(identity + (f"?{query}" if query else "")),
    )
    for item in items:
        feed.add_item(**item)
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
