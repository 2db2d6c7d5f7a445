"""What the tests of the API share."""

from datetime import timedelta

import pytest
from django.utils import timezone


@pytest.fixture
def later(monkeypatch):
    """Return a function that moves the clock some minutes on."""
    real, ahead = timezone.now, [timedelta()]
    monkeypatch.setattr(timezone, "now", lambda: real() + ahead[0])

    def move(minutes):
        ahead[0] += timedelta(minutes=minutes)

    return move


@pytest.fixture
def get(client):
    """Return a function that gets an answer under /api/v1/ as a dictionary."""

    def read(path, expect=200, **query):
        response = client.get(f"/api/v1/{path}", query)
        assert response.status_code == expect, response.content
        return response.json()

    return read


@pytest.fixture
def walk(client):
    """Return a function that follows the pages of a list from an address."""

    def follow(address, link="next"):
        pages = []
        while address:
            page = client.get(address).json()
            pages.append(page["results"])
            address = page[link]
            assert len(pages) < 100, "pages without end"
        return pages

    return follow
