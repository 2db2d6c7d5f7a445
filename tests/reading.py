"""What tests of everything that readers get share: the site's address, and what is shown."""

from quotes.models import Publication

#: A site for what is told with whole addresses.
SITE = "https://citations.example"


def absolute(path):
    """Return a path as an address of the site."""
    return SITE + path


def current(quote):
    """Return the publication that readers are shown of a quote now."""
    return Publication.objects.get(quote=quote, is_current=True)
