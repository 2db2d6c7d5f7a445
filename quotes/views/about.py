"""What the words mean and by what rules the newsroom works."""

from django.views.generic import TemplateView

from quotes.views.base import READ


class AboutView(TemplateView):
    """What the words mean, how a quote is verified, and how errors are corrected."""

    http_method_names = READ
    template_name = "quotes/about.html"
    extra_context = {"section": "about"}


class CorrectionPolicyView(AboutView):
    """How errors are corrected, and how a quote is withdrawn."""

    template_name = "quotes/policy_corrections.html"


class SourcePolicyView(AboutView):
    """Who may stay unnamed, who approves it, and who knows the name."""

    template_name = "quotes/policy_sources.html"


class VerificationPolicyView(AboutView):
    """What is looked at before a quote is called verified, and by whom."""

    template_name = "quotes/policy_verification.html"
