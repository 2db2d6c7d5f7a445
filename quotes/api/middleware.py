"""What every answer under /api/v1/ has, whoever gave it."""

from django.conf import settings
from django.http import JsonResponse

from quotes.api.errors import JSON, error_body

PREFIX = "/api/"
#: What a script of another site may read beside the body.
EXPOSED = "ETag, Last-Modified, Retry-After"


class ApiMiddleware:
    """Lets any site read the API, and gives every error the API's shape.

    Everything there is public and nothing is kept in cookies, so that every origin may
    read it. Outermost, so that errors from before and behind the views are in one
    shape too: a bad host, an unreadable address, our own failure.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        # The manual at /api/ is a page like others.
        if not request.path.startswith(PREFIX) or request.path == PREFIX:
            return response
        if response.status_code >= 400 and not _is_told_by_us(response):
            response = _reshaped(response)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = EXPOSED
        # Keys and messages are English, contents in any language.
        response.headers.pop("Content-Language", None)
        return response


def _is_told_by_us(response):
    """Tell whether an error has our shape; a page for debugging stays one."""
    if response.status_code == 500 and settings.DEBUG:
        return True
    return response.headers.get("Content-Type", "") == JSON


def _reshaped(response):
    told = JsonResponse(error_body(response.status_code))
    told.status_code = response.status_code
    if "Allow" in response:
        told["Allow"] = response["Allow"]
    return told
