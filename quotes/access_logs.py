"""Requests for quotes' pages, counted from a web server's access log. Pure.

Reads the combined format of gunicorn, nginx and Apache:
host ident user [time] "request" status bytes "referrer" "agent".
"""

import ipaddress
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone

from quotes.ids import is_public_id

#: A field between quotation marks, in which servers put a backslash before one.
_QUOTED = r'"((?:[^"\\]|\\.)*)"'
_LINE = re.compile(
    r"(?P<address>\S+) \S+ .*?"
    r"\[(?P<day>\d\d)/(?P<month>[A-Z][a-z]{2})/(?P<year>\d{4})"
    r":(?P<clock>\d\d:\d\d):\d\d (?P<zone>[+-]\d{4})\] "
    rf'"(?P<request>(?:[^"\\]|\\.)*)" (?P<status>\d{{3}}) \S+ {_QUOTED} '
    r'"(?P<agent>(?:[^"\\]|\\.)*)"',
    re.ASCII,
)
_MONTHS = [
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
]

#: What programs that read for nobody call themselves; whoever lies is counted. Cubot is
#: a brand of telephones.
_PROGRAMS = re.compile(
    r"(?<!cu)bot|crawl|spider|slurp|archiv|scrap|fetch|preview|monitor|headless|phantom"
    r"|lighthouse|curl|wget|python|okhttp|go-http|httpclient|libwww|perl|axios|feed"
    r"|facebookexternal|embedly",
    re.IGNORECASE,
)

#: Rooms beside a quote's page that look like the first words of one.
_ROOMS = frozenset({"cite", "embed"})


@dataclass
class Reading:
    """What logs say: how often each page was asked for, and what was left out.

    counts holds (day in UTC, public id) with the number of different addresses that
    asked; unread is how many lines were in no form that is known here.
    """

    counts: Counter[tuple[date, str]] = field(default_factory=Counter)
    lines: int = 0
    unread: int = 0


@dataclass(frozen=True, slots=True)
class _Request:
    address: str
    day: date
    method: str
    path: str
    status: str
    agent: str


def page_pattern(prefixes: Sequence[str]) -> re.Pattern[str]:
    """Return what the path of a quote's page looks like; its first group is the id.

    prefixes are those that the public pages stand under, such as "/" and "/fr/".
    Versions, citations and data are other addresses, and no readings of the page.
    """
    starts = "|".join(re.escape(prefix) for prefix in prefixes)
    return re.compile(rf"(?:{starts})q/(\w+)/([-\w]+)/", re.ASCII)


def read_log(lines: Iterable[str], page: re.Pattern[str]) -> Reading:
    """Return how often quotes' pages were asked for, counted over all the lines.

    Counted are GETs answered with 200 or 304 to what does not call itself a program;
    one address counts once for a page and day. Addresses are kept as numbers, and only
    until the end; page is what page_pattern() gives. Empty lines are no lines.
    """
    found, seen = Reading(), set[tuple[date, str, int]]()
    for line in lines:
        line = line.strip()
        if not line:
            continue
        found.lines += 1
        request = _request(line)
        if request is None:
            found.unread += 1
            continue
        public_id = _quote_asked_for(request, page)
        once = (request.day, public_id, hash(_reader(request.address)))
        if public_id and once not in seen:
            seen.add(once)
            found.counts[request.day, public_id] += 1
    return found


def _request(line: str) -> _Request | None:
    """Return the request of a line, None for one in another form."""
    match = _LINE.match(line)
    if match is None or match["month"] not in _MONTHS:
        return None
    try:
        day = _day(match)
    except (ValueError, OverflowError):
        return None
    method, _space, rest = match["request"].partition(" ")
    path = rest.partition(" ")[0].partition("?")[0]
    return _Request(
        match["address"], day, method, path, match["status"], match["agent"]
    )


def _day(match: re.Match[str]) -> date:
    """Return the day in UTC of a line; raises ValueError for a time there is not."""
    hour, minute = match["clock"].split(":")
    zone = match["zone"]
    offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[3:]))
    moment = datetime(
        int(match["year"]),
        _MONTHS.index(match["month"]) + 1,
        int(match["day"]),
        int(hour),
        int(minute),
        tzinfo=timezone(-offset if zone[0] == "-" else offset),
    )
    return moment.astimezone(UTC).date()


def _quote_asked_for(request: _Request, page: re.Pattern[str]) -> str:
    """Return the public id of the quote whose page a reader was given, or ""."""
    if request.method != "GET" or request.status not in ("200", "304"):
        return ""
    if request.agent in ("", "-") or _PROGRAMS.search(request.agent):
        return ""
    match = page.fullmatch(request.path)
    if match is None or match[2] in _ROOMS or not is_public_id(match[1]):
        return ""
    return match[1]


def _reader(address: str) -> str:
    """Return what stands for one reader: an address, of IPv6 the network (/64)."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(ipaddress.IPv6Network((found.packed, 64), strict=False))
    return str(found)
