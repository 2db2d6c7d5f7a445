"""One quote: what is shown now, and what was shown before."""

from django.shortcuts import get_object_or_404

from quotes.comparing import differences
from quotes.models import Publication, QuoteLink
from quotes.public import context_runs, linked
from quotes.views.base import Canonical
from quotes.vocabulary import Status


class QuoteView(Canonical):
    """The newest public state of a quote; a withdrawn one answers 410 with its notice."""

    template_name = "quotes/quote.html"
    context_object_name = "publication"

    def get_queryset(self):
        return Publication.objects.current().with_articles()

    def withdrawn(self):
        return self.object if self.object.status == Status.WITHDRAWN else None

    def get_context_data(self, **kwargs):
        publication = self.object
        versions = Publication.objects.public().filter(quote=publication.quote_id)
        versions = list(versions.order_by("-number"))
        taken_back = (v.number for v in versions if v.status == Status.WITHDRAWN)
        return super().get_context_data(
            context=context_runs(publication),
            links=linked(publication, QuoteLink.objects),
            versions=versions,
            taken_back=next(taken_back, 0),
            **kwargs,
        )


class QuoteVersionView(Canonical):
    """An earlier public state, kept at its own address; once withdrawn, none is shown."""

    template_name = "quotes/quote_version.html"
    context_object_name = "publication"

    def get_object(self, queryset=None):
        rows = Publication.objects.public().with_articles()
        self.current = get_object_or_404(
            Publication.objects.current(), public_id=self.kwargs["public_id"]
        )
        return get_object_or_404(
            rows, quote=self.current.quote_id, number=self.kwargs["number"]
        )

    def canonical_url(self):
        return self.object.get_version_url()

    def withdrawn(self):
        """Return the withdrawal that this version was taken back by, if one was.

        Words that were withdrawn do not come back with a later version of the quote.
        """
        return (
            Publication.objects.public()
            .filter(
                quote=self.object.quote_id,
                status=Status.WITHDRAWN,
                number__gte=self.object.number,
            )
            .order_by("number")
            .last()
        )

    def get_context_data(self, **kwargs):
        version = self.object
        versions = Publication.objects.public().filter(quote=version.quote_id)
        beside = {
            row.number: row
            for row in versions.filter(
                number__in=[version.number - 1, version.number + 1]
            )
            if row.status != Status.WITHDRAWN
        }
        newer = beside.get(version.number + 1)
        return super().get_context_data(
            current=self.current,
            context=context_runs(version),
            newer=newer,
            older=beside.get(version.number - 1),
            differences=differences(version, newer) if newer else [],
            **kwargs,
        )
