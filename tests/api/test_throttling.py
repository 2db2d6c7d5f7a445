"""How many requests one address may make."""

import pytest
from django.core.cache import cache

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def two_a_minute(settings):
    cache.clear()
    settings.NEWSROOM_API_RATE = "2/minute"
    yield
    cache.clear()


def ask(client, address="198.51.100.7", **headers):
    return client.get("/api/v1/", REMOTE_ADDR=address, headers=headers)


def test_the_third_request_is_told_to_wait(client):
    assert [ask(client).status_code for _ in range(3)] == [200, 200, 429]

    refused = ask(client)

    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    error = refused.json()["error"]
    assert error["code"] == "throttled"
    assert refused.headers["Retry-After"] in error["message"]
    assert refused.headers["Access-Control-Allow-Origin"] == "*"


def test_each_address_counts_for_itself(client):
    for _ in range(2):
        ask(client)

    assert ask(client).status_code == 429
    assert ask(client, "198.51.100.8").status_code == 200


def test_nobody_escapes_by_writing_the_header(client):
    for number in range(2):
        ask(client, **{"x-forwarded-for": f"203.0.113.{number}"})

    assert ask(client, **{"x-forwarded-for": "203.0.113.9"}).status_code == 429


def test_behind_proxies_the_reader_is_counted(client, settings):
    settings.NEWSROOM_PROXIES = 1
    for _ in range(2):
        ask(client, **{"x-forwarded-for": "spoof, 203.0.113.1"})

    assert ask(client, **{"x-forwarded-for": "203.0.113.1"}).status_code == 429
    assert ask(client, **{"x-forwarded-for": "203.0.113.2"}).status_code == 200


@pytest.mark.parametrize("rate", ["", "0"])
def test_the_limit_can_be_turned_off(client, settings, rate):
    settings.NEWSROOM_API_RATE = rate

    assert {ask(client).status_code for _ in range(5)} == {200}


def test_pages_are_not_counted(client):
    assert {client.get("/about/").status_code for _ in range(4)} == {200}
