"""How many requests one address may make: NEWSROOM_API_RATE."""

from django.conf import settings
from rest_framework.throttling import SimpleRateThrottle

from quotes.visitors import client_address


class AddressThrottle(SimpleRateThrottle):
    """Counts requests by network address, in Django's cache.

    With the cache in memory, each server process counts for itself.
    """

    scope = "api"

    def get_rate(self):
        return rate_or_none(settings.NEWSROOM_API_RATE)

    def get_cache_key(self, request, view):
        return self.cache_format % {
            "scope": self.scope,
            "ident": client_address(request),
        }


def rate_or_none(text):
    """Return a rate such as 120/minute, None for "0" and "": no limit."""
    return None if text in ("", "0") else text
