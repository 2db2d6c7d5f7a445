"""How many requests one address may make: NEWSROOM_API_RATE."""

from django.conf import settings
from rest_framework.throttling import SimpleRateThrottle

from quotes.visitors import client_address

#: So many requests to the API count as one list.
SHARE = 10


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


class DownloadThrottle(AddressThrottle):
    """Counts whole lists as files: a tenth of the API's rate, at least one.

    A list is many pages of the API, made and sent in one answer.
    """

    scope = "download"

    def get_rate(self):
        rate = rate_or_none(settings.NEWSROOM_API_RATE)
        if rate is None:
            return None
        number, time = rate.split("/")
        return f"{max(1, int(number) // SHARE)}/{time}"


def rate_or_none(text):
    """Return a rate such as 120/minute, None for "0" and "": no limit."""
    return None if text in ("", "0") else text
