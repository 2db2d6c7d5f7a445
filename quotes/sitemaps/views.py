"""robots.txt, the index of sitemaps, and the sitemaps."""

from itertools import chain, islice
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from quotes.addresses import default_path
from quotes.jsonld import moment
from quotes.models import Publication
from quotes.sitemaps import sections

#: How many of the latest changes the index looks at for the moments of its blocks.
LATEST = 5_000
#: Things whose paths are made, and addresses that are sent, at once.
SENT = 200

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
XML = "application/xml; charset=utf-8"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'

#: Pages that are no rows: those that change with every quote, and the others.
LISTS = ("home", "quote-list", "speaker-list", "article-list", "correction-list")
PROSE = (
    "about",
    "policy-corrections",
    "policy-sources",
    "policy-verification",
    "search-help",
    "find",
    "api",
)


@csrf_exempt
@require_safe
def robots(request):
    """All that is public may be read; a form is nothing to read."""
    closed = [
        f"Disallow: {home}{room}/"
        for home in _homes().values()
        for room in ("admin", "report")
    ]
    place = request.build_absolute_uri(reverse("sitemap-index"))
    lines = ["User-agent: *", *closed, "", f"Sitemap: {place}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@csrf_exempt
@require_safe
def index(request):
    """The list of all sitemaps, with the moments of the blocks that changed last."""
    changed = _latest_changes()
    rows = [("pages", 0, max(changed.values(), default=None))]
    rows += [
        (section.name, block, changed.get(block) if section.name == "quotes" else None)
        for section in sections.SECTIONS.values()
        for block in section.blocks()
    ]
    site = escape(request.build_absolute_uri("/")[:-1])
    body = "".join(
        f"<sitemap><loc>{site}{reverse('sitemap', args=[name, block])}</loc>"
        f"{_lastmod(last)}</sitemap>\n"
        for name, block, last in rows
    )
    return HttpResponse(
        f'{_HEAD}<sitemapindex xmlns="{NAMESPACE}">\n{body}</sitemapindex>\n',
        content_type=XML,
    )


@csrf_exempt
@require_safe
def sitemap(request, section, block):
    """One block, written while it is sent; a 404 where nothing is public in it."""
    entries = iter(_entries(section, block))
    first = next(entries, None)
    if first is None:
        raise Http404
    site = escape(request.build_absolute_uri("/")[:-1])
    # Paths hold nothing to escape: ids, slugs and words of ours.
    found = (
        f"<url><loc>{site}{path}</loc>{_lastmod(last)}</url>\n"
        for path, last in chain([first], entries)
    )
    return StreamingHttpResponse(_document(found), content_type=XML)


def _document(urls):
    yield f'{_HEAD}<urlset xmlns="{NAMESPACE}">\n'
    while some := "".join(islice(urls, SENT)):
        yield some
    yield "</urlset>\n"


def _entries(section, block):
    """Yield (path, moment of the last public change or None) in every language."""
    homes = _homes()
    start = len(homes[settings.LANGUAGE_CODE])
    for path, last in _paths(section, block):
        for home in homes.values():
            yield home + path[start:], last


def _paths(section, block):
    """Yield (path in the default language, moment or None) of what a block holds."""
    if section == "pages" and block == 0:
        last = max(_latest_changes(1).values(), default=None)
        for name in (*LISTS, *PROSE):
            path = default_path(reverse, f"quotes:{name}")
            yield path, last if name in LISTS else None
    # Beyond the largest key that a database has there is nothing to ask for.
    elif section in sections.SECTIONS and block < 10**9:
        start, size = block * sections.BLOCK, sections.BLOCK
        rows = sections.SECTIONS[section].entries(start, start + size)
        while some := list(islice(rows, SENT)):
            # Together: changing the language costs more than making a path.
            with override(settings.LANGUAGE_CODE):
                paths = [thing.get_absolute_url() for thing, _last in some]
            yield from zip(paths, (last for _thing, last in some), strict=True)


def _latest_changes(count=None):
    """Return {block: moment of its last change} as far as the latest changes tell."""
    rows = Publication.objects.current().order_by("-changed_at", "-pk")
    found = {}
    for key, last in rows.values_list("quote_id", "changed_at")[: count or LATEST]:
        found.setdefault(key // sections.BLOCK, last)
    return found


def _homes():
    """Return {language: path of its first page}."""
    homes = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            homes[code] = reverse("quotes:home")
    return homes


def _lastmod(last):
    return f"<lastmod>{moment(last)}</lastmod>" if last else ""
