"""Published corrections."""

from datetime import datetime

from rest_framework.response import Response

from quotes.api import shapes
from quotes.api.base import PublicationsView, found_or_404
from quotes.api.paging import PARAMETERS, RowPaging
from quotes.api.schema import describe
from quotes.models import Correction
from quotes.records import correction_record


@describe("list_corrections", shapes.CorrectionPage)
class CorrectionList(PublicationsView):
    """Published corrections, newest first"""

    parameters = PARAMETERS

    def answer(self, request):
        rows = Correction.objects.public().with_publications()
        paging = RowPaging({"-published_at": datetime, "-pk": int})
        rows = paging.paginate_queryset(rows, request)
        return paging.get_paginated_response(
            [correction_record(row, self.absolute) for row in rows]
        )


@describe("get_correction", shapes.Correction)
class CorrectionDetail(PublicationsView):
    """One published correction"""

    def answer(self, request, public_id):
        rows = Correction.objects.public().with_publications()
        return Response(correction_record(found_or_404(rows, public_id), self.absolute))
