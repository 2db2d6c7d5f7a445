"""Articles with their texts and quotes: which are new, which are known, what is written."""

from functools import partial

import orjson

from quotes.extraction import detect
from quotes.ids import new_public_id
from quotes.importers.storing.frame import Unit
from quotes.importers.storing.known import ArticleAt, Stored, names_in
from quotes.importers.storing.preparing import Known
from quotes.importers.storing.proofs import faults_of as unproven
from quotes.importers.storing.quote_rows import QuoteRows
from quotes.importers.storing.rows import given
from quotes.importers.storing.short import Completed
from quotes.importers.storing.texts import add_revision, revisions_of
from quotes.importers.storing.values import TWICE
from quotes.importers.storing.waiting import add_desk_row
from quotes.models import Article
from quotes.texts import gettext_noop
from quotes.vocabulary import PUBLIC, Language, Release, Status
from quotes.workflow import refresh_article

ARTICLE_COLUMNS = (
    *("external_id", "headline", "byline", "publisher", "dateline", "language", "url"),
    *("published_on", "published_on_known", "published_at", "updated_at"),
    *("published_printed", "updated_printed", "release", "embargo_until"),
    *("taken_back_at", "rights", "created_at"),
)

MAY_NOT_RESTORE = (
    gettext_noop("This quote was decided elsewhere, and you may not import decisions."),
    gettext_noop(
        "Ask a standards editor, or leave out “reviews”: it is then unverified."
    ),
)
MAY_NOT_RELEASE = (
    gettext_noop("You may not publish articles: it was taken in as a draft."),
    gettext_noop("Ask a verifier to release it."),
)
NO_ARTICLE = (
    gettext_noop("There is no article “%(value)s” here, nor earlier in this file."),
    gettext_noop("Import it first, or put it before its quotes."),
)
NO_TEXT = (
    gettext_noop("The article has no text, so that its quotes stand nowhere."),
    gettext_noop("Give the article’s “text”."),
)
NO_TEXT_YET = (
    gettext_noop("The article has no text yet."),
    gettext_noop("Import its quotes, or give the text on its page."),
)


def load_articles(frame, batch):
    """Take in [(item, Known)] that are articles or quotes of articles."""
    batch = [each for each in batch if not _is_misshapen(frame, *each)]
    items = [item for item, _known in batch]
    names = names_in(item.record for item in items)
    frame.beside.make_way(names)
    stored = Stored(frame, items)
    frame.refs.load(
        quote
        for item in items
        for quote in _quotes(item.record)
        if type(quote) is dict and "reviews" in quote
    )
    frame.writer.stock()  # whoever asks for keys later would wait
    frame.beside.send()
    units, written = [], []

    def flush():
        frame.write(units)
        written.extend(units)
        units.clear()
        frame.writer.restart()

    stored.flush = flush
    frame.writer.restart()
    for item, known in batch:
        units += _units_of(frame, item, known, stored)
    if not written and not stored.updates and not _to_check(frame, units):
        frame.write_later(units, names)
        return
    flush()
    stored.write_updates()
    for key in _to_check(frame, written):
        refresh_article(key)


def _quotes(record):
    return record.get("quotes") or ([record] if record["type"] == "quote" else ())


def _is_misshapen(frame, item, known):
    """Refuse an item whose article is wrong; quotes that are wrong go one by one."""
    if item.is_refused:
        frame.refuse_item(item)
        return True
    wrong = known.shape
    whole = [each for each in wrong if not each.field.startswith("quotes[")]
    if whole:
        kind = item.record["type"]
        frame.done(kind, "refused", item, faults=[*item.faults, *wrong])
        return True
    for each in wrong:
        number = int(each.field[7 : each.field.index("]")])
        item.of_quotes.setdefault(number, []).append(each)
    return False


def _units_of(frame, item, known, stored):
    record = item.record
    if record["type"] == "quote":
        article = stored.article_of(record)
        if article is None:
            unit = Unit(frame, "quote", item)
            value = record.get("article") or (record.get("article_external") or {}).get(
                "external_id", ""
            )
            frame.refuse(unit, [("article", NO_ARTICLE, {"value": value})])
            return []
        alone = {"type", "article", "article_external"}
        quote = {key: value for key, value in record.items() if key not in alone}
        return _quote_units(
            frame, item, Known(), article, [quote], stored, None, alone=True
        )
    unit = Unit(frame, "article", item)
    article = stored.article(record)
    if article is None:
        article = _new_article(frame, unit, record, stored)
    else:
        stored.compare(article, record, unit)
    if unit.is_refused:
        return []
    unit.public_id = article.public_id
    quotes = record.get("quotes") or ()
    found = [unit] if article.is_new or unit.rows.by_model else []
    # A history is proven in the article that it names: one that is here may be another.
    known = known if article.is_new else Known()
    return found + _quote_units(
        frame, item, known, article, quotes, stored, unit if found else None
    )


def _new_article(frame, unit, record, stored):
    revisions = revisions_of(frame, unit, record)
    if unit.is_refused:
        return None
    public_id = record.get("id") or new_public_id()
    text = revisions[-1]["text"] if revisions else ""
    language = record.get("language") or (detect(text) if text else None)
    article = ArticleAt(
        frame.writer.key(Article), public_id, language or Language.UNDETERMINED.value
    )
    values = given(record, *ARTICLE_COLUMNS)
    if values.get("published_on"):
        values.setdefault("published_on_known", "printed")
    release = values.get("release", Release.DRAFT)
    if release == Release.PUBLISHED and not frame.may("release_article"):
        values["release"] = Release.DRAFT.value
        unit.warnings.append(("release", MAY_NOT_RELEASE, None))
    unit.rows.add(
        Article,
        {
            "created_at": frame.at,
            **values,
            "id": article.key,
            "public_id": public_id,
            "language": article.language,
        },
    )
    unit.key = article.key
    if not revisions:
        unit.warnings.append(("text", NO_TEXT_YET, None))
    for row in revisions:
        add_revision(unit.rows, frame, article, row)
    frame.imported("article", article.key, rows=unit.rows)
    stored.add(article, record)
    return article


def _quote_units(frame, item, known, article, quotes, stored, parent, *, alone=False):
    units = []
    for index, quote in enumerate(quotes):
        unit = Unit(
            frame,
            "quote",
            item,
            path="" if alone else f"quotes[{index}].",
            parent=parent,
        )
        unit.piece = None if alone else partial(_alone, quote, article)
        wrong = item.of_quotes.get(index)
        if wrong:
            unit.is_refused = True
            piece = unit.piece and unit.piece()
            frame.done("quote", "refused", item, faults=wrong, piece=piece)
            continue
        unit.public_id = quote.get("id")
        is_full = "reviews" in quote
        if is_full:
            unit.proof = known.wrong.get(index)
            unit.derived = known.derived.get(index)
            _full(frame, unit, quote, article, stored)
        else:
            _short(frame, unit, quote, article, stored)
        if not unit.is_refused and unit.rows.by_model:
            units.append(unit)
    return units


def _alone(quote, article):
    """Return a quote as a record of its own, to be mended and imported again."""
    if type(quote) is not dict:
        return None
    record = {"type": "quote", "article": article.public_id, **quote}
    return orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE)


def _full(frame, unit, record, article, stored):
    if record["status"] in PUBLIC and not frame.may("restore_quotes"):
        frame.refuse(unit, [("reviews", MAY_NOT_RESTORE, None)])
        return
    record = {"language": article.language, **record}
    wrong = frame.refs.faults_of(record)
    before = stored.quote(record["id"])
    if before is not None and not wrong:
        stored.advance(unit, record, article, before)
        return
    stored.load_texts(article, record)
    if not wrong:
        wrong = unproven(record, article) if unit.proof is None else unit.proof
    if wrong:
        frame.refuse(unit, wrong)
        return
    write_new(frame, unit, record, article, stored)


def _short(frame, unit, record, article, stored):
    if not article.revisions:
        frame.refuse(unit, [("", NO_TEXT, None)])
        return
    stored.load_text(article)
    completed = Completed(record, frame, article, unit.item.place)
    if completed.faults:
        frame.refuse(unit, completed.faults)
        return
    unit.warnings += completed.warnings
    full = completed.record
    before = stored.same_quote(record, full, article)
    if before is not None:
        stored.update(unit, full, article, before)
        return
    write_new(frame, unit, full, article, stored)
    unit.needs_check = full["status"] in (Status.UNVERIFIED, Status.PROPOSED)


def write_new(frame, unit, record, article, stored):
    """Add the rows of a quote that is not here yet."""
    if not stored.claim(record["id"]):
        frame.refuse(unit, [("id", TWICE, None)])
        return
    key = QuoteRows(unit.rows, frame.refs, article).write(record, unit.derived)
    add_desk_row(unit.rows, record, key, article.key, frame.refs)
    unit.key, unit.public_id = key, record["id"]
    unit.article_key = article.key
    if not article.is_new:
        frame.imported("quote", key, rows=unit.rows)
    stored.remember(record, article, key)


def _to_check(frame, units):
    """Return the keys of articles that got statements which nobody has reviewed."""
    if not frame.checks:
        return []
    return sorted(
        {
            unit.article_key
            for unit in units
            if getattr(unit, "needs_check", False) and not unit.is_refused
        }
    )
