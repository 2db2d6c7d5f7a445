"""Speakers of public quotes."""

from collections import Counter

from django.db.models import prefetch_related_objects
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.generic import ListView

from quotes.drawings import lengths, time_line
from quotes.facets import COUNTED, Total, capped, estimated
from quotes.models import Publication, Speaker
from quotes.paging import UncountedPaginator
from quotes.public import public_offices
from quotes.views.base import PAGE, READ, Canonical

#: So many years are drawn, the newest ones.
YEARS = 20

#: In the list of speakers quotes are counted up to so many, and estimated up to so many:
#: a hundred speakers of a thousand quotes each would be counted for a second.
EXACT, MOST = 100, 10_000


class SpeakerListView(ListView):
    """Speakers of public quotes, in the order of their names."""

    http_method_names = READ
    template_name = "quotes/speaker_list.html"
    context_object_name = "speakers"
    paginator_class = UncountedPaginator
    paginate_by = 50
    extra_context = {"section": "speakers"}

    def get_queryset(self):
        return Speaker.objects.public().by_sort_name().prefetch_related("names")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        speakers = list(context["speakers"])
        # Of this page alone: counted in the list's own query, all would be.
        counts, about = Publication.speakers.through.objects.quote_counts(
            speakers, EXACT, MOST
        )
        for row in speakers:
            count = counts.get(row.pk, 0)
            row.total = estimated(count, MOST) if row.pk in about else Total(count)
        return {**context, "speakers": speakers}


class SpeakerView(Canonical):
    """A speaker's names, offices and public quotes; a merged one is a 301."""

    template_name = "quotes/speaker.html"
    context_object_name = "speaker"
    extra_context = {"section": "speakers"}

    def get_object(self, queryset=None):
        speaker = get_object_or_404(
            Speaker.objects.select_related("merged_into"),
            public_id=self.kwargs["public_id"],
        ).resolved()
        if not Speaker.objects.is_public(speaker):
            raise Http404
        prefetch_related_objects([speaker], "names")
        return speaker

    def get_context_data(self, **kwargs):
        rows = Publication.objects.listed().by_speaker(self.object).newest_first()
        total, counts = _by_year(rows)
        offices = public_offices(self.object)
        dated = [office for office in offices if office.held_from or office.held_to]
        line = time_line(
            [(office.held_from, office.held_to) for office in dated],
            timezone.localdate(),
        )
        return super().get_context_data(
            publications=rows[:PAGE],
            total=total,
            years=lengths({year: n for year, n in counts.items() if year > 1})[:YEARS],
            names=self.object.names.all(),
            offices=offices,
            line=line,
            dated=list(zip(dated, line.bars, strict=True)) if line else [],
            undated=[office for office in offices if office not in dated],
            **kwargs,
        )


def _by_year(rows):
    """Return (Total, {year: how many publications are listed under it}).

    Of the newest ones alone where there are many; year 1 stands for none.
    """
    days = list(rows.values_list("sorted_on", flat=True)[: COUNTED + 1])
    return capped(len(days)), Counter(day.year for day in days[:COUNTED])
