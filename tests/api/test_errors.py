"""One shape for every error under /api/v1/, whoever found it."""

import pytest
from django.test import Client

from quotes.api import quotes as quote_views
from tests import factories as make

pytestmark = pytest.mark.django_db


def error_of(response):
    """Return the error that an answer tells, after a look at its shape."""
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    body = response.json()
    assert set(body["error"]) == {"status", "code", "message", "fields"}
    assert body["error"]["status"] == response.status_code
    assert body["error"]["message"]
    return body["error"]


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/api/v1/quotes/aaaaaaaaaaaa/", 404, "not_found"),
        ("/api/v1/quotes/not-an-id/", 404, "not_found"),
        ("/api/v1/nothing/", 404, "not_found"),
        ("/api/v2/", 404, "not_found"),
        ("/api/nothing", 404, "not_found"),
        ("/api/v1/speakers/?x=1", 400, "bad_parameter"),
        ("/api/v1/?x=1", 400, "bad_parameter"),
        ("/api/v1/schema.json?format=yaml", 400, "bad_parameter"),
    ],
)
def test_what_cannot_be_answered_says_so_in_one_shape(client, path, status, code):
    error = error_of(client.get(path))

    assert (error["status"], error["code"]) == (status, code)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(method):
    client = Client(enforce_csrf_checks=True)

    response = getattr(client, method)("/api/v1/quotes/")

    assert error_of(response)["code"] == "method_not_allowed"
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert getattr(client, method)("/api/v1/nothing/").status_code == 404


def test_only_json_is_spoken(client):
    for accept in ("text/html", "application/xml"):
        response = client.get("/api/v1/quotes/", headers={"accept": accept})
        assert error_of(response)["code"] == "not_acceptable"


def test_a_browser_that_takes_anything_gets_json(client):
    accept = "text/html,application/xhtml+xml,*/*;q=0.8"

    assert client.get("/api/v1/", headers={"accept": accept}).status_code == 200


def test_our_own_failure_tells_nothing_of_itself(client, monkeypatch):
    def fail(*_args):
        raise RuntimeError("secret")

    monkeypatch.setattr(quote_views, "quote_record", fail)
    make.make_verified_quote()
    client.raise_request_exception = False

    response = client.get("/api/v1/quotes/")

    assert error_of(response)["code"] == "internal_server_error"
    assert b"secret" not in response.content


def test_what_fails_before_the_views_has_the_shape_too(client):
    host = client.get("/api/v1/", headers={"host": "evil.example"})
    coded = client.get("/api/v1/", CONTENT_TYPE="text/plain; charset=utf-7")

    assert error_of(host)["status"] == 400
    assert error_of(coded)["status"] == 400


def test_an_address_without_its_slash_leads_to_the_one_with_it(client):
    response = client.get("/api/v1/quotes?status=verified")

    assert response.status_code == 301
    assert response.headers["Location"] == "/api/v1/quotes/?status=verified"


def test_errors_of_pages_stay_pages(client):
    response = client.get("/nothing/")

    assert response.headers["Content-Type"].startswith("text/html")
    assert "Access-Control-Allow-Origin" not in response.headers
