"""Where a request came from, to be counted by: for the limits of reports and the API."""

import ipaddress

from django.conf import settings


def client_address(request):
    """Return what tells where a request came from, to be counted by; never empty.

    The network address, behind NEWSROOM_PROXIES proxies of ours, each of which adds who
    spoke to it at the right of X-Forwarded-For; what stands further left anybody can
    write. A reader with IPv6 has a whole /64, hence its network. What is no address
    stands as it is, and all who come without one (over a socket) count together:
    nobody escapes the limit.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.NEWSROOM_PROXIES:
        header = request.META.get("HTTP_X_FORWARDED_FOR", "")
        passed = header.split(",") if header else []
        # Fewer than there are proxies: it came past one of them.
        if len(passed) >= settings.NEWSROOM_PROXIES:
            address = passed[-settings.NEWSROOM_PROXIES].strip()
    # Some proxies add the port, which is another one each time.
    without_port = address.rpartition(":")[0] or address
    for text in (address, without_port):
        try:
            found = ipaddress.ip_address(text.strip('[]"'))
        except ValueError:
            continue
        if found.version == 6:
            found = found.ipv4_mapped or ipaddress.ip_network((found.packed, 64), False)
        return str(found)
    return without_port or "nowhere"
