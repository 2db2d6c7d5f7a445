"""The list of quotes that readers search."""

from django_filters.views import FilterView

from quotes.filtersets import PublicationFilter
from quotes.models import Publication
from quotes.views.base import PAGE, READ


class QuoteListView(FilterView):
    """All public quotes, narrowed by the query string, newest first."""

    http_method_names = READ
    filterset_class = PublicationFilter
    template_name = "quotes/quote_list.html"
    context_object_name = "publications"
    paginate_by = PAGE

    def get_queryset(self):
        return Publication.objects.listed().newest_first()
