"""The description of the API is valid, and every answer is as it says."""

import hypothesis
import jsonschema
import pytest
import schemathesis
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import strategies as st
from openapi_spec_validator import OpenAPIV31SpecValidator
from schemathesis import checks
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from quotes.api.description import openapi
from quotes.api.schema import FILTERS
from quotes.filtersets import PublicationFilter
from quotes.models import Correction, Publication
from tests import factories as make
from tests.api.test_base import every_address

CHECKS = [
    checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


def operations():
    return {
        item["get"]["operationId"]: item["get"] for item in openapi()["paths"].values()
    }


def closed(schema):
    """Return a schema in which objects have no properties but those it names."""
    if isinstance(schema, dict):
        found = {key: closed(value) for key, value in schema.items()}
        if "properties" in found and "additionalProperties" not in found:
            found["additionalProperties"] = False
        return found
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    return schema


def test_the_description_is_valid_openapi_3_1():
    assert openapi()["openapi"].startswith("3.1")

    OpenAPIV31SpecValidator(openapi()).validate()


def test_the_generator_has_nothing_to_complain_of(capsys, tmp_path):
    target = tmp_path / "schema.json"

    call_command(
        "spectacular",
        validate=True,
        fail_on_warn=True,
        format="openapi-json",
        file=str(target),
    )

    assert capsys.readouterr().err == ""


def test_every_answer_is_described_in_words():
    assert len(operations()) == 16
    for name, told in operations().items():
        assert told["summary"], name
        assert {"200", "304", "400", "404", "406", "429", "500"} <= set(
            told["responses"]
        )
        for parameter in told.get("parameters", ()):
            is_path = parameter["in"] == "path"
            assert is_path or parameter["description"], (name, parameter["name"])


def test_every_filter_of_the_pages_is_described():
    assert set(PublicationFilter.base_filters) == set(FILTERS)


@pytest.mark.django_db
def test_no_answer_has_a_key_that_is_not_described(client):
    article = make.make_article(publisher="AFP", published_on="2024-11-12")
    speaker = make.make_speaker()
    make.make_name(speaker)
    make.make_office(speaker, "ministre", printed_in=article)
    source = make.make_source(relays=make.make_source("l’entretien"))
    quote = make.make_verified_quote(article=article, speaker=speaker, source=source)
    make.make_published_correction(quote)
    make.make_link(make.make_verified_quote(**make.DENIAL), quote)
    described = {
        **closed(openapi()["components"]),
        "$schema": "https://json-schema.org/draft/2020-12/schema",
    }
    paths = dict(zip(openapi()["paths"], every_address(quote), strict=False))
    addresses = sorted(
        each for each in every_address(quote) if not each.endswith("schema.json")
    )

    assert len(paths) == len(addresses) == 16
    for path, item in openapi()["paths"].items():
        address = next(each for each in addresses if _is_of(each, path))
        content = item["get"]["responses"]["200"]["content"]
        (shape,) = content.values()
        name = shape["schema"]["$ref"].rpartition("/")[2]
        schema = {
            **described,
            "$ref": f"#/schemas/{name}",
            "components": {"schemas": described["schemas"]},
        }
        jsonschema.validate(
            client.get(address).json(), schema, jsonschema.Draft202012Validator
        )


def _is_of(address, path):
    parts, wanted = address.split("/"), path.split("/")
    return len(parts) == len(wanted) and all(
        want in ("{public_id}", part) for part, want in zip(parts, wanted, strict=True)
    )


@pytest.fixture
def application(db):
    """Return the server's entry; its requests leave the test's transaction open."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield get_wsgi_application()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_whatever_is_asked_the_answer_is_as_described(application):
    """Schemathesis invents requests; half of those for one thing name one that is there."""
    call_command("loaddata", "demo", verbosity=0)
    row = Publication.objects.listed().exclude(speaker_names="").first()
    ids = {
        "quotes": row.public_id,
        "speakers": row.shown["speakers"][0]["id"],
        "articles": row.article.public_id,
        "sources": row.shown["chain"][0]["id"],
        "corrections": Correction.objects.public().first().public_id,
    }
    schema = schemathesis.openapi.from_wsgi("/api/v1/schema.json", application)
    asked = 0
    for found in schema.get_all_operations():
        operation = found.ok()

        @hypothesis.settings(
            max_examples=30,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[hypothesis.Phase.generate],
            suppress_health_check=list(hypothesis.HealthCheck),
        )
        @hypothesis.given(case=operation.as_strategy(), is_there=st.booleans())
        def ask(case, is_there):
            nonlocal asked
            thing = case.path.removeprefix("/api/v1/").split("/")[0]
            if is_there and "public_id" in (case.path_parameters or {}):
                case.path_parameters["public_id"] = ids[thing]
            case.call_and_validate(
                checks=CHECKS, headers={"Accept-Encoding": "identity"}
            )
            asked += 1

        ask()
    assert asked >= 16 * 5
