"""One name for all that readers may see: it changes whenever that does.

Copies of pages are known by it, so that asking whether one is still right costs one
query. It is made of

- tokens, written by triggers of the database into `quotes_publicstate` in the very
  transaction that changes a table of TABLES, whoever writes it: a page, an import, SQL.
  A token is a new random number, never a counter: after a roll-back, or a backup put
  back, the same tokens mean the same rows.
- the end of the last embargo that is over, for it changes pages without a write.
- today, in UTC and here: pages say how long an office has been held, and when they were
  consulted.

Tokens and rows become visible together, so whoever reads the tokens first and the rows
after them has rows at least as new; kept under those tokens, they are shown again only
while nothing else came (tests/test_public_state.py).

On PostgreSQL nobody waits for anybody: a transaction takes a row of the table that no
other one holds, and makes a new one where all are held. SQLite has one writer at a time,
and one row.
"""

import time

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, connections
from django.utils import timezone

#: What public pages, feeds, sitemaps and embeds read.
TABLES = (
    "quotes_article",
    "quotes_correction",
    "quotes_office",
    "quotes_publication",
    "quotes_publicationsource",
    "quotes_publicationspeaker",
    "quotes_publicname",
    "quotes_quotelink",
    "quotes_reading",
    "quotes_revision",
    "quotes_source",
    "quotes_speaker",
    "quotes_speakername",
)

#: The random number is cast from the first half of a UUID: gen_random_uuid() asks the
#: system for it, so that two servers never draw the same. A transaction that sees one
#: state throughout (REPEATABLE READ) may not write a row that others wrote since, and
#: so always makes its own.
_NOTE = """
CREATE OR REPLACE FUNCTION quotes_note_public_change() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  mine integer;
  own text := pg_current_xact_id()::text;
  noted text := coalesce(current_setting('quotes.noted', true), '');
  fresh bigint := ('x' || left(replace(gen_random_uuid()::text, '-', ''), 16))
    ::bit(64)::bigint;
BEGIN
  IF split_part(noted, ' ', 1) = own THEN
    mine := split_part(noted, ' ', 2)::integer;
  ELSIF current_setting('transaction_isolation') = 'read committed' THEN
    SELECT slot INTO mine FROM quotes_publicstate
    ORDER BY slot LIMIT 1 FOR UPDATE SKIP LOCKED;
  END IF;
  IF mine IS NULL THEN
    INSERT INTO quotes_publicstate (token) VALUES (fresh) RETURNING slot INTO mine;
  ELSE
    UPDATE quotes_publicstate SET token = fresh WHERE slot = mine;
  END IF;
  PERFORM set_config('quotes.noted', own || ' ' || mine::text, true);
  RETURN NULL;
END $$
"""

_POSTGRESQL = [
    """
    CREATE TABLE IF NOT EXISTS quotes_publicstate (
      slot integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY, token bigint NOT NULL
    )
    """,
    _NOTE,
]

_SQLITE = [
    """
    CREATE TABLE IF NOT EXISTS quotes_publicstate (
      slot integer PRIMARY KEY, token integer NOT NULL
    )
    """,
    "INSERT OR IGNORE INTO quotes_publicstate VALUES (1, random())",
]

_EMBARGO = """
    SELECT max(embargo_until) FROM quotes_article
    WHERE release = 'embargoed' AND embargo_until <= %s
"""
_TOKENS = "SELECT string_agg(token::text, ' ' ORDER BY slot) FROM quotes_publicstate"
_READ = {
    "postgresql": f"SELECT ({_TOKENS}), ({_EMBARGO})::text",
    "sqlite": f"SELECT (SELECT token FROM quotes_publicstate), ({_EMBARGO})",  # noqa: S608
}


def public_state():
    """Return the name of what readers may see now, as text; one query.

    To be read before the rows that are kept under it, never after.
    """
    now = timezone.now()
    kept = connection.connection is not None and not connection.in_atomic_block
    # This query tells as well as Django's own before it whether a kept connection is
    # still good, and is one instead of two.
    connection.health_check_done = True
    try:
        tokens, embargo = _read(now)
    except (InterfaceError, OperationalError):
        if not kept:
            raise
        connection.close()
        tokens, embargo = _read(now)
    return f"{tokens}/{embargo}/{now.date()}/{timezone.localdate(now)}"


#: (seconds by time.monotonic(), name): what this process was told last.
_recent = None


def recent_state():
    """Return public_state() as it was at most NEWSROOM_STATE_MS milliseconds ago.

    Asked once for all requests of that time in this process: what is kept under it is
    as new or newer, for rows are read after it was.
    """
    global _recent
    now = time.monotonic()
    if _recent is not None and (now - _recent[0]) * 1000 < settings.NEWSROOM_STATE_MS:
        return _recent[1]
    name = public_state()
    _recent = (now, name)
    return name


def forget_recent_state():
    """Have the next request of this process ask: somebody wrote here."""
    global _recent
    _recent = None


def _read(now):
    """Return the tokens, and the end of the last embargo that is over at a moment."""
    if connection.vendor == "postgresql" and not (
        connection.queries_logged
        or connection.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS")
    ):
        return _read_prepared(now)
    with connection.cursor() as cursor:
        given = now if connection.vendor == "postgresql" else _as_sqlite(now)
        cursor.execute(_READ[connection.vendor], [given])
        return cursor.fetchone()


def _read_prepared(now):
    """Do so with a statement that the server has planned already.

    Asked with every page, and planning it takes longer than running it. Not where
    connections are shared among clients (DISABLE_SERVER_SIDE_CURSORS says so).
    """
    import psycopg

    connection.close_if_health_check_failed()
    connection.ensure_connection()
    with connection.wrap_database_errors:
        cursor = psycopg.Cursor(connection.connection)
        cursor.execute(_READ["postgresql"], [now], prepare=True)
        return cursor.fetchone()


def _as_sqlite(moment):
    """Return a moment as Django writes it to SQLite."""
    return connection.ops.adapt_datetimefield_value(moment)


def keep_state(using="default", **_kwargs):
    """Create the table and the triggers where they are missing.

    After every migrate, not in one migration: on SQLite whatever alters a table makes
    it anew, and its triggers are gone.
    """
    link = connections[using]
    with link.cursor() as cursor:
        known = set(link.introspection.table_names(cursor))
        if not known.issuperset(TABLES):
            return  # migrated back to before one of them
        steps = {"postgresql": _on_postgresql, "sqlite": _on_sqlite}
        for sql in steps[link.vendor](cursor):
            cursor.execute(sql)


def _on_postgresql(cursor):
    """Yield the statements that are still to be run; creating a trigger locks its table."""
    yield from _POSTGRESQL
    cursor.execute(
        "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'public_state'"
    )
    there = {name for (name,) in cursor.fetchall()}
    for table in TABLES:
        if table not in there:
            yield (
                f"CREATE TRIGGER public_state AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE "
                f"ON {table} EXECUTE FUNCTION quotes_note_public_change()"
            )


def _on_sqlite(_cursor):
    yield from _SQLITE
    for table in TABLES:
        for event in ("INSERT", "UPDATE", "DELETE"):
            name = f"public_state_{table}_{event.lower()}"
            # As SQLite keeps it: no parameter may stand in a trigger.
            yield (
                f"CREATE TRIGGER IF NOT EXISTS {name} AFTER {event} ON {table} "  # noqa: S608
                "BEGIN UPDATE quotes_publicstate SET token = random(); END"
            )
