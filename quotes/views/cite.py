"""How to cite a quote: every format on one page, and files for reference managers."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from quotes.citations import FILES, FORMATS, citation, file_name
from quotes.models import Publication, Speaker
from quotes.views.base import Canonical
from quotes.views.quotes import QuoteVersionView


class CiteView(QuoteVersionView):
    """A quote's version in every format: ?version=n, or the one shown now.

    A version that was withdrawn answers 410 with the notice, as its own page does.
    """

    template_name = "quotes/cite.html"

    def get_object(self, queryset=None):
        self.current = get_object_or_404(
            Publication.objects.current(), public_id=self.kwargs["public_id"]
        )
        number = self.request.GET.get("version")
        if number is None:
            return self.current
        if not (number.isascii() and number.isdigit() and len(number) < 10):
            raise Http404
        return get_object_or_404(
            Publication.objects.public(), quote=self.current.quote_id, number=number
        )

    def canonical_url(self):
        return reverse("quotes:quote-cite", args=[self.object.public_id])

    def get_context_data(self, **kwargs):
        sort_names = sort_names_of(self.object)
        now = timezone.now()
        blocks = [
            (key, form, self._cited(form, now, sort_names))
            for key, form in FORMATS.items()
        ]
        # Past the version's page: it reads the article's text, which no citation has.
        return Canonical.get_context_data(
            self, current=self.current, blocks=blocks, **kwargs
        )

    def _cited(self, form, now, sort_names):
        return citation(
            form,
            self.object,
            self.request.build_absolute_uri,
            now=now,
            sort_names=sort_names,
        )


class CiteFileView(CiteView):
    """One format as a file: cite.bib, cite.ris, cite.csl.json.

    Of a withdrawn quote the file holds id, status and the notices, and answers 410.
    """

    def get(self, request, *args, **kwargs):
        form = FILES.get(self.kwargs["suffix"])
        if form is None:
            raise Http404
        shown = self.object = self.get_object()
        withdrawn = self.withdrawn()
        if withdrawn is not None:
            self.object = withdrawn
        names = {} if withdrawn else sort_names_of(shown)
        response = HttpResponse(
            self._cited(form, timezone.now(), names),
            content_type=form.media_type,
            status=410 if withdrawn else 200,
            headers={"Content-Language": form.language},
        )
        if withdrawn is None:
            name = file_name(shown, form.suffix)
            response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


def sort_names_of(publication):
    """Return the sort names of a publication's speakers by their public ids."""
    ids = [row["id"] for row in publication.shown.get("speakers", ())]
    rows = Speaker.objects.filter(public_id__in=ids)
    return dict(rows.values_list("public_id", "sort_name"))
