"""Language by address alone: bare or prefixed, never by cookie or browser."""

from django.middleware.locale import LocaleMiddleware
from django.utils import translation


class PathLocaleMiddleware(LocaleMiddleware):
    """Django's, for URL prefixes without one for the default language.

    In that form Django never looks at Accept-Language, yet says that the answer varies
    with it; every shared cache would keep a copy for each browser's wording.
    """

    def process_response(self, request, response):
        response.headers.setdefault("Content-Language", translation.get_language())
        return response
