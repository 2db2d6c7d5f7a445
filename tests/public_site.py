"""Every public address there is, taken from the resolver, so that no new one escapes.

Tests that must hold on the whole public site ask here for what to visit. A public page
whose address asks for something that is not known here fails them with the place
where to say it.
"""

from dataclasses import dataclass

from django.urls import get_resolver, reverse
from django.utils.translation import override

from quotes.citations import FILES
from quotes.sitemaps.sections import SECTIONS

LANGUAGES = ("en", "fr")
#: Kinds of things that have a public id and pages.
KINDS = ("quote", "speaker", "article", "source", "correction")
#: Rooms of the site whose addresses name a quote without saying so.
_ROOMS_OF_QUOTES = ("embed",)
#: Headers and policy: the one view that other sites may frame.
FRAMED = "quotes:embed"
#: Answers without a page of their own: what stands at no address.
UNNAMED = "api:None"


@dataclass(frozen=True, slots=True)
class Address:
    """An address, the name of its pattern, and the thing it names, if any."""

    path: str
    name: str
    language: str
    kind: str = ""
    public_id: str = ""


def public_patterns():
    """Return {name: names of the parameters} of every address that is not the desk's."""
    return {
        name: parameters
        for name, parameters in _walk(get_resolver())
        if not name.startswith("admin:")
    }


def _walk(resolver, namespace="", outer=frozenset()):
    for entry in resolver.url_patterns:
        parameters = outer | set(entry.pattern.converters)
        if hasattr(entry, "url_patterns"):
            inside = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry, inside, parameters)
        else:
            yield f"{namespace}{entry.name}", frozenset(parameters)


def kinds_of(name):
    """Return the kinds of things whose id an address of that name takes."""
    room = name.rpartition(":")[2].partition("-")[0]
    if name == "quotes:report":
        return KINDS
    if room in _ROOMS_OF_QUOTES or name == "quotes:report-quote":
        return ("quote",)
    if room not in KINDS:
        raise LookupError(f"say in tests/public_site.py which things {name} names")
    return (room,)


def addresses(ids, *, keys=("nobody-has-this-key",), names=None):
    """Yield every Address that there is, for things given as {kind: [public id]}.

    keys are those of readers' reports. Raises LookupError for an address with a
    parameter that is not known here.
    """
    patterns = public_patterns()
    for name in sorted(names or patterns):
        for language in LANGUAGES:
            with override(language):
                found = list(_of_pattern(name, patterns[name], language, ids, keys))
            # What stands outside the languages is one address, not two.
            if language == LANGUAGES[0]:
                first = {each.path for each in found}
            elif {each.path for each in found} == first:
                continue
            yield from found


def _of_pattern(name, parameters, language, ids, keys):
    if name == UNNAMED:
        yield Address("/api/v1/nothing/", name, language)
        return
    if "public_id" not in parameters:
        for given in _rest(name, parameters, keys):
            yield Address(reverse(name, kwargs=given), name, language)
        return
    for kind in kinds_of(name):
        for public_id in ids.get(kind, ()):
            for given in _rest(name, parameters - {"public_id", "about"}, keys):
                if "about" in parameters:
                    given = {**given, "about": kind}
                path = reverse(name, kwargs={**given, "public_id": public_id})
                yield Address(path, name, language, kind, public_id)


def blocks():
    """Return the arguments of every sitemap; of an empty section those of its first.

    Keys grow from one test to the next on PostgreSQL: they may be in any block.
    """
    found = [{"section": "pages", "block": 0}]
    for name, section in SECTIONS.items():
        numbers = list(section.blocks()) or [0]
        found += [{"section": name, "block": number} for number in numbers]
    return found


def _rest(name, parameters, keys):
    """Return the sets of arguments for the parameters that name no thing."""
    if parameters == {"section", "block"}:
        return blocks()
    known = {
        frozenset(): [{}],
        frozenset({"slug"}): [{"slug": "x"}],
        frozenset({"slug", "number"}): [{"slug": "x", "number": n} for n in (1, 2)],
        frozenset({"number"}): [{"number": n} for n in (1, 2)],
        frozenset({"suffix"}): [{"suffix": each} for each in FILES],
        frozenset({"key"}): [{"key": key} for key in keys],
    }
    if parameters not in known:
        raise LookupError(
            f"say in tests/public_site.py what to put for {sorted(parameters)} of {name}"
        )
    return known[parameters]
