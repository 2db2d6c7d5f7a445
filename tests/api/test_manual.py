"""The manual, for people: a page made from the description, and a file that keeps pace."""

import gzip
import re
from pathlib import Path

import pytest
from django.urls import reverse

from quotes.api import schema
from quotes.api.description import openapi
from quotes.api.urls import urlpatterns
from quotes.filtersets import PublicationFilter
from tests import factories as make

README = Path(__file__).parents[2] / "quotes" / "api" / "README.md"


@pytest.mark.django_db
def test_the_page_shows_every_answer_and_shape_and_how_to_ask(client):
    quote = make.make_verified_quote()

    response = client.get("/api/")

    text = response.content.decode()
    assert response.status_code == 200
    for path in openapi()["paths"]:
        assert f"GET {path}" in text
    for name, shape in openapi()["components"]["schemas"].items():
        assert ("properties" in shape) == (f'id="shape-{name}"' in text)
    assert f"curl &#x27;http://testserver/api/v1/quotes/{quote.public_id}/" in text or (
        f"curl 'http://testserver/api/v1/quotes/{quote.public_id}/" in text
    )


@pytest.mark.django_db
def test_the_page_stands_without_a_quote_and_in_both_languages(client):
    english, french = client.get("/api/"), client.get("/fr/api/")

    assert english.status_code == french.status_code == 200
    assert not english.cookies
    assert '<html lang="fr">' in french.content.decode()
    assert "style=" not in english.content.decode()
    assert "<script" not in english.content.decode()
    assert len(gzip.compress(english.content)) < 20_000


@pytest.mark.django_db
def test_every_link_to_a_shape_has_its_end(client):
    text = client.get("/api/").content.decode()

    links = set(re.findall(r'href="#([\w-]+)"', text))
    ends = re.findall(r'id="([\w-]+)"', text)

    assert len(links) > 20
    assert links <= set(ends)
    assert len(ends) == len(set(ends))


def test_every_address_is_in_the_readme():
    text = README.read_text("utf-8")

    for pattern in urlpatterns:
        if pattern.name:
            address = str(pattern.pattern).removeprefix("v1/")
            address = address.replace("<publicid:public_id>", "{id}")
            assert f"`/api/v1/{address}`" in text, address


def test_every_parameter_code_and_kind_of_change_is_in_the_readme():
    text = README.read_text("utf-8")

    names = [*PublicationFilter.base_filters, "cursor", "page_size", "since"]
    codes = [code for code, _told in schema.REFUSALS.values()]
    kinds = ["published", "changed", "under_review", "withdrawn", "gone"]
    for name in [*names, *codes, *kinds, "method_not_allowed"]:
        assert f"`{name}`" in text, name


def test_the_example_in_the_readme_is_the_shape_of_a_quote():
    import json

    example = json.loads(
        re.search(r"```json\n(\{\n  \"id\".*?)```", README.read_text("utf-8"), re.S)[1]
    )

    properties = openapi()["components"]["schemas"]["Quote"]["properties"]
    assert list(example) == list(properties)


def test_the_manual_s_address_is_in_the_root():
    assert reverse("quotes:api") == "/api/"
