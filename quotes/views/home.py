"""The first page."""

from django.views.generic import TemplateView

from quotes.models import Correction, Publication
from quotes.views.base import READ


class HomeView(TemplateView):
    """Search, the latest quotes and the latest corrections."""

    http_method_names = READ
    template_name = "quotes/home.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            latest=Publication.objects.listed().newest_first()[:6],
            corrections=Correction.objects.public().with_publications()[:3],
            **kwargs,
        )
