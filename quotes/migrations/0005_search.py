from django.db import migrations, models

#: PostgreSQL: the terms as a tsvector, and trigrams of names for misspelled ones. More
#: statistics than the default, or rare words are taken for frequent ones and the whole
#: list is walked for them.
POSTGRESQL = [
    """
    ALTER TABLE quotes_publication ADD COLUMN search_vector tsvector
    GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, search_terms)) STORED
    """,
    "ALTER TABLE quotes_publication ALTER COLUMN search_vector SET STATISTICS 1000",
    """
    CREATE INDEX publication_search ON quotes_publication
    USING gin (search_vector) WHERE is_current
    """,
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    """
    CREATE INDEX public_name_trigrams ON quotes_publicname
    USING gin (folded gin_trgm_ops)
    """,
]

#: SQLite: an FTS5 table that keeps no text of its own, and triggers that keep it in step.
#: A later migration that makes quotes_publication anew on SQLite loses the triggers and
#: has to create them again; tests/test_search.py looks for them.
SQLITE = [
    """
    CREATE VIRTUAL TABLE quotes_search USING fts5(
      search_terms, content='quotes_publication', content_rowid='id',
      tokenize='unicode61 remove_diacritics 0'
    )
    """,
    """
    CREATE TRIGGER quotes_search_insert AFTER INSERT ON quotes_publication BEGIN
      INSERT INTO quotes_search(rowid, search_terms) VALUES (new.id, new.search_terms);
    END
    """,
    """
    CREATE TRIGGER quotes_search_delete AFTER DELETE ON quotes_publication BEGIN
      INSERT INTO quotes_search(quotes_search, rowid, search_terms)
      VALUES ('delete', old.id, old.search_terms);
    END
    """,
    """
    CREATE TRIGGER quotes_search_update AFTER UPDATE OF search_terms ON quotes_publication
    BEGIN
      INSERT INTO quotes_search(quotes_search, rowid, search_terms)
      VALUES ('delete', old.id, old.search_terms);
      INSERT INTO quotes_search(rowid, search_terms) VALUES (new.id, new.search_terms);
    END
    """,
    "INSERT INTO quotes_search(quotes_search) VALUES ('rebuild')",
]


def add_search(apps, schema_editor):
    steps = {"postgresql": POSTGRESQL, "sqlite": SQLITE}
    for sql in steps[schema_editor.connection.vendor]:
        schema_editor.execute(sql)


def drop_search(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX public_name_trigrams")
        schema_editor.execute("ALTER TABLE quotes_publication DROP COLUMN search_vector")
        return
    for name in ("insert", "delete", "update"):
        schema_editor.execute(f"DROP TRIGGER quotes_search_{name}")
    schema_editor.execute("DROP TABLE quotes_search")


class Migration(migrations.Migration):

    dependencies = [
        ('quotes', '0004_when_readers_saw_it'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(('dated_on', None), ('sorted_on', models.F('dated_on')), _connector='OR'), name='publication_listed_under_its_date'),
        ),
        migrations.RemoveConstraint(
            model_name='publication',
            name='publication_withdrawn_shows_no_words',
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'withdrawn'), _negated=True), models.Q(('office', ''), ('search_terms', ''), ('search_text', ''), ('search_words', ''), ('speaker_names', ''), ('words', '')), _connector='OR'), name='publication_withdrawn_shows_no_words'),
        ),
        # Last: on SQLite whatever makes the table anew would take its triggers along.
        migrations.RunPython(add_search, drop_search),
    ]
