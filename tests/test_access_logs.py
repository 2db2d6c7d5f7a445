"""Access logs: which requests are readings of a quote's page, and of which day."""

from datetime import date

import pytest

from quotes.access_logs import page_pattern, read_log

ID, OTHER = "q0q0q0q0q0q0", "7h3k9m2x5v8w"
PAGE = page_pattern(["/", "/fr/"])
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
DAY = date(2024, 11, 12)


def line(
    path=f"/q/{ID}/nous-tiendrons-parole/",
    *,
    address="192.0.2.7",
    user="-",
    time="12/Nov/2024:09:30:01 +0000",
    method="GET",
    status=200,
    size=5120,
    agent=FIREFOX,
):
    """Return a line as nginx, Apache and gunicorn write it."""
    return (
        f'{address} - {user} [{time}] "{method} {path} HTTP/1.1" {status} {size} '
        f'"https://news.example/" "{agent}"\n'
    )


def counts(*lines):
    return dict(read_log(lines, PAGE).counts)


def test_a_request_for_the_page_of_a_quote_is_counted():
    assert counts(line()) == {(DAY, ID): 1}


@pytest.mark.parametrize(
    "written",
    [
        # nginx, with what was measured after the last field
        line().rstrip() + ' "-" rt=0.012\n',
        # gunicorn, which gives no size for 304
        line(status=304, size="-"),
        line(address="2001:db8::1:7"),
        # a proxy's log with the way of the request
        line(address="192.0.2.7, 198.51.100.1"),
        line(user="anna brandt"),
        line(path=f"/fr/q/{ID}/nous-tiendrons-parole/?utm_source=lettre"),
        # Apache and gunicorn put a backslash before a quotation mark
        line(agent=r"Mozilla/5.0 (\"quoted\" browser) [12/Nov/2024] Gecko"),
        line(agent="Mozilla/5.0 (Linux; Android 9; CUBOT_P20) AppleWebKit/537.36"),
        line().replace("\n", "\r\n"),
    ],
)
def test_what_servers_write_is_read(written):
    assert counts(written) == {(DAY, ID): 1}


@pytest.mark.parametrize(
    "written",
    [
        line(f"/q/{ID}/"),
        line(f"/q/{ID}.json"),
        line(f"/q/{ID}/cite/"),
        line(f"/q/{ID}/cite.bib"),
        line(f"/q/{ID}/nous-tiendrons-parole/v/1/"),
        line(f"/embed/q/{ID}/"),
        line(f"/report/quote/{ID}/"),
        line("/q/nobody/x/"),
        line(f"/q/{ID.upper()}/x/"),
        line(f"/de/q/{ID}/x/"),
        line("/"),
        line(method="HEAD"),
        line(method="POST"),
        line(status=301),
        line(status=404),
        line(status=410),
        line(status=500),
    ],
)
def test_other_requests_are_no_readings(written):
    found = read_log([written], PAGE)

    assert (dict(found.counts), found.lines, found.unread) == ({}, 1, 0)


@pytest.mark.parametrize(
    "agent",
    [
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; Yahoo! Slurp; http://help.yahoo.com/help/us/ysearch/slurp)",
        "Baiduspider+(+http://www.baidu.com/search/spider.htm)",
        "SomeCrawler/1.0",
        "BingPreview/1.0b",
        "UptimeMonitor/3",
        "curl/8.5.0",
        "Wget/1.21.4",
        "python-requests/2.32.3",
        "-",
        "",
    ],
)
def test_what_calls_itself_a_program_is_left_out(agent):
    assert counts(line(agent=agent)) == {}


def test_an_address_counts_once_for_a_quote_and_a_day():
    assert counts(
        line(),
        line(time="12/Nov/2024:23:59:59 +0000"),
        line(f"/fr/q/{ID}/nous-tiendrons-parole/"),
        line(address="192.0.2.8"),
        line(f"/q/{OTHER}/autre/"),
        line(time="13/Nov/2024:00:00:00 +0000"),
    ) == {(DAY, ID): 2, (DAY, OTHER): 1, (date(2024, 11, 13), ID): 1}


def test_an_address_of_ip_6_is_its_network_and_one_of_ip_4_in_it_is_that():
    assert counts(
        line(address="2001:db8:0:1::1"),
        line(address="2001:db8:0:1:aaaa::2"),
        line(address="2001:db8:0:2::1"),
        line(address="192.0.2.7"),
        line(address="::ffff:192.0.2.7"),
    ) == {(DAY, ID): 3}


@pytest.mark.parametrize(
    ("time", "day"),
    [
        ("12/Nov/2024:23:30:00 -0500", date(2024, 11, 13)),
        ("12/Nov/2024:00:30:00 +0100", date(2024, 11, 11)),
        ("12/Nov/2024:05:00:00 +0530", date(2024, 11, 11)),
        ("31/Dec/2024:23:59:60 +0000", date(2024, 12, 31)),
    ],
)
def test_the_day_is_that_of_utc(time, day):
    assert counts(line(time=time)) == {(day, ID): 1}


@pytest.mark.parametrize(
    "written",
    [
        "not a line of a log\n",
        line(time="31/Feb/2024:09:30:01 +0000"),
        line(time="12/Nov/2024:25:30:01 +0000"),
        line(time="12/Foo/2024:09:30:01 +0000"),
        line(time="12/Nov/2024:09:30:01 +9900"),
        line(time="01/Jan/0001:00:30:01 +0100"),
        line(time="2024-11-12T09:30:01+00:00"),
        line()[:-20] + "\n",
        # The common format says nothing of the program that asked.
        '192.0.2.7 - - [12/Nov/2024:09:30:01 +0000] "GET / HTTP/1.1" 200 5\n',
        "\ufffd\ufffd\x00\n",
    ],
)
def test_a_line_in_another_form_is_told_and_the_next_one_read(written):
    found = read_log([written, "\n", line()], PAGE)

    assert (found.lines, found.unread) == (2, 1)
    assert dict(found.counts) == {(DAY, ID): 1}


def test_a_request_that_is_none_is_read_as_a_line_and_not_counted():
    found = read_log([line().replace("GET /q/", r"\x16\x03\x01")], PAGE)

    assert (found.lines, found.unread, dict(found.counts)) == (1, 0, {})
