"""Where public quotes come from."""

from rest_framework.response import Response

from quotes.api import shapes
from quotes.api.base import ReadView, found_or_404
from quotes.api.paging import PARAMETERS, RowPaging
from quotes.api.schema import describe
from quotes.models import Source
from quotes.public import public_chains
from quotes.records import source_record


@describe("list_sources", shapes.SourcePage)
class SourceList(ReadView):
    """Sources of public quotes, the last entered first"""

    parameters = PARAMETERS

    def get(self, request):
        paging = RowPaging({"-pk": int})
        rows = paging.paginate_queryset(Source.objects.public().with_chain(), request)
        chains = public_chains(rows)
        return paging.get_paginated_response(
            [source_record(row, self.absolute, chains[row.pk]) for row in rows]
        )


@describe("get_source", shapes.Source)
class SourceDetail(ReadView):
    """One source and what it relays"""

    def get(self, request, public_id):
        source = found_or_404(Source.objects.public().with_chain(), public_id)
        return Response(source_record(source, self.absolute))
