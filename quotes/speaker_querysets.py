"""Which speakers: those that readers may see, through merges, and how often quoted."""

from django.db import models
from django.db.models import OuterRef, Q

from quotes.lookups import has_any
from quotes.querysets import PublicIdQuerySet
from quotes.visibility import merged_family

#: How many merges in a row are followed from a speaker to those merged into it.
STEPS = 3

#: What a printed index has a speaker under: the sort name, else the name.
INDEX_NAME = models.Case(models.When(sort_name="", then="name"), default="sort_name")


class SpeakerQuerySet(PublicIdQuerySet):
    """Speakers."""

    def standing(self):
        """Without those that were merged into another."""
        return self.filter(merged_into=None)

    def public(self, at=None):
        """Those that a listed publication names, also under a merged name."""
        # Look-ups inside each other, not joined: each begins with an index, on either
        # database, and ends at once for the many to whom nobody was merged.
        rows = self.model.publications.through.objects.listed(at)
        own = Q(has_any(rows.filter(speaker=OuterRef("pk"))))
        named = own
        for _step in range(STEPS):
            merged = self.model.objects.filter(named, merged_into=OuterRef("pk"))
            named = own | Q(has_any(merged))
        return self.standing().filter(named)

    def is_public(self, speaker, at=None):
        """Tell whether a speaker is among those that public() finds.

        Asked of the publications: a third of the time of the page went to conditions
        that are there for lists.
        """
        if speaker.merged_into_id is not None:
            return False
        rows = self.model.publications.through.objects.listed(at)
        family = merged_family(speaker)
        return bool(rows.filter(speaker__in=family).values_list("pk")[:1])

    def with_details(self):
        """Preload the other names and the offices, with the articles that print them."""
        return self.prefetch_related("names", "offices__printed_in")

    def by_sort_name(self):
        """In the order of a printed index: sort name, else name."""
        return self.annotate(index_name=INDEX_NAME).order_by("index_name", "pk")

    def named(self, words):
        """Those whose name, description or other name holds every word."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(name__icontains=word)
                | Q(description__icontains=word)
                | Q(names__name__icontains=word)
            )
        return found.distinct()
