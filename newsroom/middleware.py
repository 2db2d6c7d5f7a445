"""Language by address alone, never by cookie or browser; UTF-8, and no NUL, as sent;
and copies that are asked about before they are shown.
"""

import codecs

from django.core.exceptions import BadRequest
from django.http import HttpResponseBadRequest
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.translation import gettext as _


class PathLocaleMiddleware(LocaleMiddleware):
    """Django's, for URL prefixes without one for the default language.

    In that form Django never looks at Accept-Language, yet says that the answer varies
    with it; every shared cache would keep a copy for each browser's wording.
    """

    def process_response(self, request, response):
        response.headers.setdefault("Content-Language", translation.get_language())
        return response


class RevalidateMiddleware:
    """Says of every answer that says nothing itself: ask again before showing a copy.

    A correction must be seen at once. Asking costs little: the tag that
    ConditionalGetMiddleware makes of an answer's content says whether it changed.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-cache")
        return response


class Utf8Middleware:
    """Answers with 400 what says that it is written in anything but UTF-8.

    Django would read forms and addresses with any codec of Python's that a request
    names: some fail, and some make signs that no database takes.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if _is_utf8(request.content_params.get("charset", "utf-8")):
            return self.get_response(request)
        return HttpResponseBadRequest(
            _("This was not sent as UTF-8, which is all that is read here."),
            content_type="text/plain; charset=utf-8",
        )


def _is_utf8(charset):
    try:
        return codecs.lookup(charset).name == "utf-8"
    except (LookupError, ValueError):
        return False


#: Bodies that Django reads into request.POST.
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class PlainTextMiddleware:
    """Refuses the NUL sign: no text of ours holds it, and PostgreSQL takes none.

    Views that do without Django's token look at what they are sent themselves.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if getattr(view, "csrf_exempt", False):
            return
        sent = [request.GET]
        if request.content_type in FORMS:
            sent.append(request.POST)
        for values in sent:
            for name, every in values.lists():
                if any("\0" in text for text in (name, *every)):
                    raise BadRequest("A NUL sign in a form or an address.")
