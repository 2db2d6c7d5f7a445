"""What a quote's page offers for passing it on."""

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from quotes.citations.facts import cited
from quotes.citations.sharing import mail_address, shared_text
from quotes.embeds import embed_html

register = template.Library()


@register.inclusion_tag("quotes/_share.html", takes_context=True)
def share(context, publication):
    """Show the permanent link, the words with who said them, and where to cite.

    What is passed on leads to the page that is kept up, so that its readers see later
    corrections; citations lead to the version.
    """
    absolute = context["request"].build_absolute_uri
    address = absolute(reverse("quotes:quote-short", args=[publication.public_id]))
    facts = cited(
        publication,
        absolute,
        now=timezone.now(),
        language=get_language(),
        sort_names={},
    )
    text = shared_text(facts, address)
    subject = _("A quote from %(newsroom)s") % {"newsroom": facts.database}
    return {
        "publication": publication,
        "address": address,
        "text": text,
        "mail": mail_address(subject, text),
        "embed": embed_html(publication, absolute),
    }
