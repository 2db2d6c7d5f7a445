"""Where everything is, and the answer where nothing is."""

from django.http import HttpResponsePermanentRedirect, JsonResponse
from django.urls import Resolver404, resolve, reverse
from django.views.decorators.csrf import csrf_exempt
from rest_framework.response import Response

from quotes.addresses import api_path, default_path
from quotes.api import shapes
from quotes.api.base import ReadView
from quotes.api.errors import error_body
from quotes.api.schema import describe

LISTS = ("quotes", "speakers", "articles", "sources", "corrections", "changes")


@describe("get_root", shapes.Root)
class Root(ReadView):
    """Where everything is"""

    def get(self, request):
        links = {name: self.absolute(api_path(name)) for name in LISTS}
        manual = default_path(reverse, "quotes:api")
        return Response(
            {
                **links,
                "schema": self.absolute(api_path("schema")),
                "manual": self.absolute(manual),
            }
        )


@csrf_exempt
def nothing_here(request, rest):
    """Answer 404 in the API's shape; lead to the address with its slash, if one is."""
    if not request.path.endswith("/"):
        try:
            found = resolve(request.path_info + "/")
        except Resolver404:
            found = None
        if found and found.func is not nothing_here:
            query = request.META.get("QUERY_STRING", "")
            address = request.path + "/" + (f"?{query}" if query else "")
            return HttpResponsePermanentRedirect(address)
    return JsonResponse(error_body(404), status=404)
