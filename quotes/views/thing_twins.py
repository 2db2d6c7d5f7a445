"""One quote, speaker, article, source or correction as JSON, beside its page."""

from django.http import HttpResponsePermanentRedirect
from django.urls import reverse

from quotes.api.errors import Withdrawn, error_body
from quotes.records import (
    article_record,
    correction_record,
    quote_record,
    source_record,
    speaker_record,
)
from quotes.views.articles import ArticleView
from quotes.views.corrections import CorrectionView
from quotes.views.quotes import QuoteView
from quotes.views.sources import SourceView
from quotes.views.speakers import SpeakerView
from quotes.views.twins import Data, as_json


class QuoteJson(Data, QuoteView):
    """A quote's record; a withdrawn one answers 410 with what is still told of it."""

    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        record = quote_record(self.object, self.absolute)
        if self.withdrawn() is None:
            return as_json(record)
        gone = Withdrawn(record)
        told = error_body(410, gone.default_code, str(gone.detail))
        return as_json(told | gone.extra, 410)


class SpeakerJson(Data, SpeakerView):
    """A speaker's record; a merged one leads to the survivor's."""

    def get(self, request, *args, **kwargs):
        speaker = self.get_object()
        if speaker.public_id != kwargs["public_id"]:
            address = reverse("quotes:speaker-json", args=[speaker.public_id])
            return HttpResponsePermanentRedirect(address)
        return as_json(speaker_record(speaker, self.absolute))


class ArticleJson(Data, ArticleView):
    """An article's record, without its text."""

    def get(self, request, *args, **kwargs):
        return as_json(article_record(self.get_object(), self.absolute))


class SourceJson(Data, SourceView):
    """A source's record with what it relays."""

    def get(self, request, *args, **kwargs):
        return as_json(source_record(self.get_object(), self.absolute))


class CorrectionJson(Data, CorrectionView):
    """A published correction's record."""

    def get(self, request, *args, **kwargs):
        return as_json(correction_record(self.get_object(), self.absolute))


#: Where the address of a thing begins, its name, the view.
THINGS = (
    ("q", "quote", QuoteJson),
    ("speaker", "speaker", SpeakerJson),
    ("article", "article", ArticleJson),
    ("source", "source", SourceJson),
    ("correction", "correction", CorrectionJson),
)
