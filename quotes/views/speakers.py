"""Speakers of public quotes."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.generic import ListView

from quotes.models import Publication, Speaker
from quotes.public import public_offices
from quotes.views.base import PAGE, READ, Canonical


class SpeakerListView(ListView):
    """Speakers of public quotes, in the order of their names."""

    http_method_names = READ
    template_name = "quotes/speaker_list.html"
    context_object_name = "speakers"
    paginate_by = 100

    def get_queryset(self):
        return Speaker.objects.public().with_quote_counts().by_sort_name()


class SpeakerView(Canonical):
    """A speaker's names, offices and public quotes; a merged one is a 301."""

    template_name = "quotes/speaker.html"
    context_object_name = "speaker"

    def get_object(self, queryset=None):
        speaker = get_object_or_404(
            Speaker.objects.select_related("merged_into"),
            public_id=self.kwargs["public_id"],
        ).resolved()
        if not Speaker.objects.public().filter(pk=speaker.pk).exists():
            raise Http404
        return speaker

    def get_context_data(self, **kwargs):
        rows = Publication.objects.listed().by_speaker(self.object).newest_first()
        return super().get_context_data(
            publications=rows[:PAGE],
            count=rows.count(),
            names=self.object.names.all(),
            offices=public_offices(self.object),
            **kwargs,
        )
