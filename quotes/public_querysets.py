"""Which publications: the base of every public page, list and export."""

from django.db import models
from django.db.models import F, OuterRef, Q
from django.db.models.functions import Coalesce

from quotes.lookups import CountUpTo, among, has_any
from quotes.queries import parse
from quotes.search import condition
from quotes.visibility import (
    listed_condition,
    merged_families,
    merged_family,
    released,
)


class PublicationQuerySet(models.QuerySet):
    """What readers see; every public page, list and export starts here."""

    #: Columns that have the rows in their order: those of a speaker's or a source's own
    #: rows where there is one, for whose index has them in order already.
    order = ("sorted_on", "pk")
    #: Those rows, as a queryset; None for the publications themselves.
    links = None
    #: The place (day, key) after which the list begins; None for its beginning.
    place = None

    def _clone(self):
        clone = super()._clone()
        clone.order, clone.links, clone.place = self.order, self.links, self.place
        return clone

    def get_by_natural_key(self, quote, number):
        return self.get(quote__public_id=quote, number=number)

    def public(self, at=None):
        """All versions, of articles that readers may see at a moment."""
        return self.filter(released(at, "article__"))

    def current(self, at=None):
        """The newest public state of each quote, withdrawn ones included."""
        return self.public(at).filter(is_current=True)

    def listed(self, at=None):
        """The newest public state of each quote that was not withdrawn."""
        return self.filter(listed_condition(at))

    def newest_first(self):
        """By the day they were said or published; stable, for paging."""
        return self.order_by(*(f"-{column}" for column in self.order))

    def oldest_first(self):
        """The other way round."""
        return self.order_by(*self.order)

    def beyond(self, day, key, *, newer=False):
        """Those that come after a place in newest_first(); newer: before it."""
        listed, unique = self.order
        side = "gt" if newer else "lt"
        place = Q(**{f"{listed}__{side}": day}) | Q(
            **{listed: day, f"{unique}__{side}": key}
        )
        # Said again for planners: a range of the index.
        found = self.filter(place, **{f"{listed}__{side}e": day})
        if not newer:
            found.place = (day, key)
        return found

    def down_to(self, day, key):
        """Those that come before a place in newest_first(), or stand there."""
        listed, unique = self.order
        place = Q(**{f"{listed}__gt": day}) | Q(**{listed: day, f"{unique}__gte": key})
        return self.filter(place, **{f"{listed}__gte": day})

    def list_of_all(self):
        """Return the list that these are found in, as an index has it, newest first.

        Values are sorted_on and key; more than readers may see, so for places alone.
        """
        if self.links is not None:
            rows = self.links.annotate(key=F("publication_id"))
        else:
            rows = self.model.objects.filter(is_current=True).annotate(key=F("pk"))
        if self.place:
            day, key = self.place
            place = Q(sorted_on__lt=day) | Q(sorted_on=day, key__lt=key)
            rows = rows.filter(place, sorted_on__lte=day)
        return rows.order_by("-sorted_on", "-key")

    def _in_order_of(self, links, rows, **which):
        """Those that one speaker or source has, in the order of its own rows."""
        found = self.filter(**{f"{links}__{name}": key for name, key in which.items()})
        found = found.annotate(
            listed_on=F(f"{links}__sorted_on"), listed_key=F(f"{links}__publication_id")
        )
        found.order, found.links = ("listed_on", "listed_key"), rows.filter(**which)
        return found

    def matching(self, query, field_condition=None):
        """Those that a query finds (text, or as quotes.queries.parse gives it).

        A query without a single word finds nothing, an empty one everything.
        """
        if isinstance(query, str):
            if not query.strip():
                return self
            query = parse(query)
        if not query.clauses:
            return self.none()
        return self.filter(condition(query, field_condition))

    def said_by(self, keys):
        """Those that name one of these speakers, given by key, as the one who said it."""
        if not keys:
            return self.none()
        rows = self.model.speakers.through.objects
        if len(keys) == 1 and self.links is None:
            return self._in_order_of("speaker_rows", rows, speaker=next(iter(keys)))
        return self.filter(among(rows.filter(speaker__in=keys)))

    def by_speaker(self, speaker):
        """Those that name this speaker or one that was merged into it."""
        return self.said_by(merged_family(speaker))

    def from_source(self, source):
        """Those that have this source in their chain."""
        rows = self.model.sources.through.objects
        if self.links is None:
            return self._in_order_of("source_rows", rows, source=source.pk)
        return self.filter(among(rows.filter(source=source)))

    def with_articles(self):
        """Preload the articles; their texts stay where they are."""
        return self.select_related("article")


def _merged(name, steps):
    """Return the look-ups from a speaker to whom it was merged into, the last one first."""
    return [name + "__merged_into" * number for number in range(steps, -1, -1)]


class PublicationSpeakerQuerySet(models.QuerySet):
    """Speakers named by publications."""

    def listed(self, at=None):
        """Those of listed publications."""
        return self.filter(listed_condition(at, "publication__"))

    def quote_counts(self, speakers, exact, most):
        """Return how many listed publications name speakers: counts, and whose are estimates.

        Both by key, for those given. Whom more than `exact` rows name has the number of
        these as an estimate, for some are of publications that were superseded or are
        not listed: one more than `most` where there are more. Who was merged into
        somebody counts with them, exactly; a quote of two who are one by now counts once.
        """
        model = self.model._meta.get_field("speaker").related_model
        keys = {speaker.pk for speaker in speakers}
        merged = merged_families(model, keys) - keys
        into = model.objects.filter(pk__in=merged)
        roots = set(into.values_list(Coalesce(*_merged("merged_into", 2)), flat=True))
        counts = self._counts_of_merged(merged | roots) if merged else {}
        own = self.filter(speaker=OuterRef("pk"))
        alone = model.objects.filter(pk__in=keys - roots).order_by()
        about = dict(alone.values_list("pk", CountUpTo(own, most)))
        about = {key: count for key, count in about.items() if count > exact}
        # Whoever stands twice in one publication said it once.
        again = self.model.objects.filter(
            publication=OuterRef("publication"),
            speaker=OuterRef("speaker"),
            position__lt=OuterRef("position"),
        )
        listed = CountUpTo(own.listed().filter(~Q(has_any(again))), exact)
        few = model.objects.filter(pk__in=keys - roots - about.keys()).order_by()
        return counts | about | dict(few.values_list("pk", listed)), set(about)

    def _counts_of_merged(self, family):
        """Return {key of who is left: count}, of speakers who were merged; all are counted."""
        counted = (
            self.listed()
            .filter(speaker__in=family)
            .order_by()
            .values(root=Coalesce(*_merged("speaker", 3)))
            .annotate(count=models.Count("publication", distinct=True))
        )
        return dict(counted.values_list("root", "count"))

    def get_by_natural_key(self, quote, number, position):
        return self.get(
            publication__quote__public_id=quote,
            publication__number=number,
            position=position,
        )


class PublicationSourceQuerySet(models.QuerySet):
    """Sources in the chains of publications."""

    def listed(self, at=None):
        """Those of listed publications."""
        return self.filter(listed_condition(at, "publication__"))

    def get_by_natural_key(self, quote, number, depth):
        return self.get(
            publication__quote__public_id=quote,
            publication__number=number,
            depth=depth,
        )


class PublicNameQuerySet(models.QuerySet):
    """Names that readers may search by."""

    def get_by_natural_key(self, speaker, folded):
        return self.get(speaker__public_id=speaker, folded=folded)
