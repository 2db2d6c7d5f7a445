"""Published corrections."""

from django.http import Http404
from django.views.generic import DetailView, ListView

from quotes.models import Correction
from quotes.paging import UncountedPaginator
from quotes.views.base import PAGE, READ
from quotes.vocabulary import CorrectionClass, ErrorKind, Status

#: By what the list can be narrowed: name in the address, column, what it can be.
FILTERS = {
    "class": ("correction_class", CorrectionClass),
    "error": ("error", ErrorKind),
}


class CorrectionListView(ListView):
    """Published corrections, newest first; `class` and `error` narrow them."""

    http_method_names = READ
    template_name = "quotes/correction_list.html"
    context_object_name = "corrections"
    extra_context = {"section": "corrections"}
    paginator_class = UncountedPaginator
    paginate_by = PAGE

    def get_queryset(self):
        rows = Correction.objects.public().with_publications()
        for name, (column, choices) in FILTERS.items():
            value = self.request.GET.get(name, "")
            if value and value not in choices.values:
                raise Http404(f"{name} cannot be “{value}”: {', '.join(choices)}.")
            if value:
                rows = rows.filter(**{column: value})
        return rows

    def get_context_data(self, **kwargs):
        facets = [
            (name, choices.choices, self.request.GET.get(name, ""))
            for name, (_column, choices) in FILTERS.items()
        ]
        return super().get_context_data(facets=facets, **kwargs)


class CorrectionView(DetailView):
    """One published correction."""

    http_method_names = READ
    slug_field = slug_url_kwarg = "public_id"
    template_name = "quotes/correction.html"
    context_object_name = "correction"
    extra_context = {"section": "corrections"}

    def get_queryset(self):
        return Correction.objects.public().with_publications()

    def get_context_data(self, **kwargs):
        return super().get_context_data(before=self.version_before(), **kwargs)

    def version_before(self):
        """Return the version that had no notice of it yet; None once withdrawn."""
        versions = list(self.object.quote.publications.order_by("number"))
        if any(version.status == Status.WITHDRAWN for version in versions):
            return None
        before = None
        for version in versions:
            notices = version.shown["notices"]
            if any(notice["id"] == self.object.public_id for notice in notices):
                break
            before = version
        return before
