"""A quote on somebody else's page: oEmbed 1.0, and the one view that may be framed.

The words stand on the other page as plain text, in a blockquote: they can be read where
the frame is blocked. The frame below them tells what may change: the standing today, and
corrections that came later. It leaves the words out while they are still those above it
(`?below=` names their version), so that they are read once, and shows the new ones when
they are not. Framed alone, it shows words and all.
"""

from urllib.parse import unquote, urlsplit

from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, JsonResponse
from django.http.request import validate_host
from django.shortcuts import get_object_or_404, render
from django.urls import Resolver404, resolve, reverse
from django.utils.html import format_html
from django.utils.translation import get_language_from_path, override
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from quotes.excerpts import excerpt, headline, status_words
from quotes.models import Publication
from quotes.vocabulary import Status

#: Pixels: the frame at its widest, its height without a notice and for the head of one,
#: a line of a notice, a letter in it, and what is left and right of it.
WIDTH, HEIGHT, NOTICE, LINE, LETTER, SIDES = 600, 104, 72, 23, 8, 64
#: Seconds that a consumer may keep the answer; the frame is always asked for anew.
KEPT = 3600

#: Addresses that name one quote.
_QUOTES = {
    *("quotes:quote", "quotes:quote-short", "quotes:quote-version"),
    "quotes:embed",
}


class Refusal(ValueError):
    """A request for an embed that cannot be answered: a sentence, and the status."""

    def __init__(self, sentence, status):
        super().__init__(sentence)
        self.status = status


@csrf_exempt
@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
def embed(request, public_id):
    """Show a quote small, to be framed; a withdrawn one is a 410 with its notice."""
    publication = get_object_or_404(Publication.objects.current(), public_id=public_id)
    withdrawn = publication.status == Status.WITHDRAWN
    context = {
        "publication": publication,
        "withdrawn": withdrawn,
        "shows_words": not withdrawn and not _stands_above(request, publication),
    }
    response = render(
        request, "quotes/embed.html", context, status=410 if withdrawn else 200
    )
    response["X-Robots-Tag"] = "noindex"
    return response


def _stands_above(request, publication):
    """Tell whether the version that the page around the frame shows has these words."""
    number = request.GET.get("below", "")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        return False
    above = (
        Publication.objects.public()
        .filter(quote=publication.quote_id, number=int(number))
        .first()
    )
    return (
        above is not None
        and above.status != Status.WITHDRAWN
        and (above.shown["parts"] == publication.shown["parts"])
    )


@csrf_exempt
@require_safe
def oembed(request):
    """Answer an oEmbed consumer: how to show the quote that an address names.

    400 without an address or with a size that is none, 404 for what is no public quote
    of ours, withdrawn ones included (the specification has no 410), 501 for any format
    but JSON.
    """
    try:
        if request.GET.get("format", "json") != "json":
            raise Refusal(_("Answers are given as JSON only: format=json."), 501)
        width = min(WIDTH, _size(request, "maxwidth") or WIDTH)
        highest = _size(request, "maxheight")
        public_id, language = _addressed(request)
        with override(language):
            answer = JsonResponse(_rich(request, public_id, width, highest))
    except Refusal as refusal:
        answer = JsonResponse({"error": str(refusal)}, status=refusal.status)
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _size(request, name):
    given = request.GET.get(name, "")
    if not given:
        return None
    if not (given.isascii() and given.isdigit() and 0 < int(given[:9]) == int(given)):
        raise Refusal(
            _("%(name)s is %(given)s; it must be a number of pixels, from 1.")
            % {"name": name, "given": given[:40]},
            400,
        )
    return int(given)


def _addressed(request):
    """Return (public id, language) of the quote that the address in url names."""
    address = request.GET.get("url", "")
    if not address:
        raise Refusal(_("Say which quote: url= and the address of its page."), 400)
    try:
        parts = urlsplit(address)
        ours = parts.scheme in ("http", "https") and _is_ours(request, parts)
    except ValueError:
        ours = False
    if ours:
        path = unquote(parts.path)
        language = get_language_from_path(path) or settings.LANGUAGE_CODE
        with override(language):
            try:
                match = resolve(path)
            except (Resolver404, Http404):
                match = None
        if match and match.view_name in _QUOTES:
            return match.kwargs["public_id"], language
    raise Refusal(_("This address is not that of a quote of ours."), 404)


def _is_ours(request, parts):
    named = [host for host in settings.ALLOWED_HOSTS if host != "*"]
    return parts.netloc.lower() == request.get_host().lower() or validate_host(
        (parts.hostname or "").lower(), named
    )


def _rich(request, public_id, width, highest):
    publication = Publication.objects.listed().filter(public_id=public_id).first()
    if publication is None:
        raise Refusal(_("There is no public quote at this address."), 404)
    absolute = request.build_absolute_uri
    height = _height(publication, width)
    height = min(height, highest or height)
    told = {
        "version": "1.0",
        "type": "rich",
        "title": f"{headline(publication)} ({status_words(publication)})",
        "provider_name": settings.NEWSROOM_NAME,
        "provider_url": absolute(reverse("quotes:home")),
        "cache_age": KEPT,
        "width": width,
        "height": height,
        "html": embed_html(publication, absolute, width, height),
    }
    if publication.label == Status.VERIFIED:
        told["author_name"] = publication.speaker_names
    return told


def _height(publication, width):
    """Return how high the frame must be, about, to show all notices without scrolling."""
    letters = max(1, (width - SIDES) // LETTER)
    lines = [-(-len(row["notice"]) // letters) for row in publication.shown["notices"]]
    return HEIGHT + sum(NOTICE + LINE * count for count in lines)


def embed_html(publication, absolute, width=WIDTH, height=HEIGHT):
    """Return what stands on the other page: the quote as text, and the frame under it."""
    source = absolute(reverse("quotes:embed", args=[publication.public_id]))
    return excerpt(publication, absolute) + format_html(
        '<iframe src="{}?below={}" title="{}" width="{}" height="{}" '
        'loading="lazy" frameborder="0"></iframe>',
        source,
        publication.number,
        _("Where this quote stands today"),
        width,
        height,
    )
