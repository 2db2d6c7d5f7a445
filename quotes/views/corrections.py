"""Published corrections."""

from django.views.generic import DetailView, ListView

from quotes.models import Correction
from quotes.views.base import PAGE, READ


class CorrectionListView(ListView):
    """Published corrections, newest first."""

    http_method_names = READ
    template_name = "quotes/correction_list.html"
    context_object_name = "corrections"
    paginate_by = PAGE

    def get_queryset(self):
        return Correction.objects.public().with_publications()


class CorrectionView(DetailView):
    """One published correction."""

    http_method_names = READ
    slug_field = slug_url_kwarg = "public_id"
    template_name = "quotes/correction.html"
    context_object_name = "correction"

    def get_queryset(self):
        return Correction.objects.public().with_publications()
