"""The first page."""

from django.utils import timezone
from django.views.generic import TemplateView

from quotes.asked import most_asked
from quotes.models import Correction, Publication
from quotes.views.base import READ
from quotes.vocabulary import Status


class HomeView(TemplateView):
    """Search, what was verified and corrected last, and what is asked for most."""

    http_method_names = READ
    template_name = "quotes/home.html"

    def get_context_data(self, **kwargs):
        verified = Publication.objects.listed().filter(
            status=Status.VERIFIED, under_review=False
        )
        return super().get_context_data(
            latest=verified.newest_first()[:5],
            corrections=Correction.objects.public().with_publications()[:3],
            asked=most_asked(timezone.now()),
            **kwargs,
        )
