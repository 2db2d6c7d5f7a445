"""The description of the API as OpenAPI 3.1."""

from functools import cache

from django.utils.translation import override
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from quotes.api.base import ReadView


@cache
def openapi():
    """Return the description, a dictionary that nobody may change."""
    with override("en"):
        return SchemaGenerator().get_schema(request=None, public=True)


class Schema(ReadView):
    """The description itself."""

    @extend_schema(exclude=True)
    def get(self, request):
        return Response(openapi())
