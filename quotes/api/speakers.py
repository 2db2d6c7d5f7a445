"""Speakers of public quotes."""

from django.http import Http404, HttpResponsePermanentRedirect
from rest_framework.response import Response

from quotes.addresses import api_path
from quotes.api import shapes
from quotes.api.base import ReadView, found_or_404
from quotes.api.paging import PARAMETERS, RowPaging
from quotes.api.schema import describe
from quotes.models import Speaker
from quotes.records import speaker_record


@describe("list_speakers", shapes.SpeakerPage)
class SpeakerList(ReadView):
    """Speakers of public quotes, by name"""

    parameters = PARAMETERS

    def get(self, request):
        rows = Speaker.objects.public().with_details()
        paging = RowPaging({"name": str, "pk": int})
        rows = paging.paginate_queryset(rows, request)
        return paging.get_paginated_response(
            [speaker_record(row, self.absolute) for row in rows]
        )


@describe("get_speaker", shapes.Speaker, moved=True)
class SpeakerDetail(ReadView):
    """One speaker, with other names and offices

    A speaker that was merged into another answers 301 and leads there.
    """

    def get(self, request, public_id):
        rows = Speaker.objects.select_related("merged_into")
        speaker = found_or_404(rows, public_id).resolved()
        if not Speaker.objects.is_public(speaker):
            raise Http404
        if speaker.public_id != public_id:
            address = self.absolute(api_path("speaker", speaker.public_id))
            return HttpResponsePermanentRedirect(address)
        return Response(speaker_record(speaker, self.absolute))
