"""What the words mean and by what rules the newsroom works."""

from django.views.generic import TemplateView

from quotes.views.base import READ


class AboutView(TemplateView):
    """What the words mean, how a quote is verified, and how errors are corrected."""

    http_method_names = READ
    template_name = "quotes/about.html"
