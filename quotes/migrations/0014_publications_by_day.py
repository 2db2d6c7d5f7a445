# PostgreSQL alone: it finds what is both in a full-text index and in a stretch of days by
# both at once, but never by two indexes of one condition (WHERE is_current), as
# publication_newest and publication_search are.

from django.db import migrations

CREATE = "CREATE INDEX publication_by_day ON quotes_publication (sorted_on)"
DROP = "DROP INDEX publication_by_day"


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(CREATE)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(DROP)


class Migration(migrations.Migration):

    dependencies = [
        ('quotes', '0013_searched_by_natural_key'),
    ]

    operations = [migrations.RunPython(create, drop)]
