from django.db import migrations


class Migration(migrations.Migration):
    """Rows from before: apart from the schema, which PostgreSQL does not alter with them."""

    dependencies = [
        ('quotes', '0003_the_public_site'),
    ]

    operations = [
        migrations.RunSQL(
            "UPDATE quotes_publication SET sorted_on = dated_on WHERE dated_on IS NOT NULL",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(
            "UPDATE quotes_publication SET changed_at = published_at",
            migrations.RunSQL.noop,
        ),
    ]
