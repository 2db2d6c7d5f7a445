import datetime

import django.db.models.deletion
from django.db import migrations, models

LINKS = ("publicationspeaker", "publicationsource")


def list_under_their_days(apps, schema_editor):
    """Write the day of each publication beside its speakers and sources."""
    for name in LINKS:
        schema_editor.execute(
            f"UPDATE quotes_{name} SET sorted_on = (SELECT sorted_on FROM quotes_publication"
            f" WHERE quotes_publication.id = quotes_{name}.publication_id)"
        )


class Migration(migrations.Migration):

    dependencies = [
        ('quotes', '0010_import_uploads'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(('release', 'embargoed')), fields=['embargo_until'], name='article_embargoes'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(fields=['-published_on', '-id'], name='article_newest'),
        ),
        migrations.AddIndex(
            model_name='speaker',
            index=models.Index(models.Case(models.When(sort_name='', then='name'), default='sort_name'), models.F('id'), name='speaker_by_sort_name'),
        ),
        migrations.AlterField(
            model_name='publicationsource',
            name='publication',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='source_rows', to='quotes.publication'),
        ),
        migrations.AlterField(
            model_name='publicationsource',
            name='source',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='publication_rows', to='quotes.source'),
        ),
        migrations.AlterField(
            model_name='publicationspeaker',
            name='publication',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='speaker_rows', to='quotes.publication'),
        ),
        migrations.AlterField(
            model_name='publicationspeaker',
            name='speaker',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='publication_rows', to='quotes.speaker'),
        ),
        *(
            migrations.AddField(
                model_name=name,
                name='sorted_on',
                field=models.DateField(default=datetime.date.min),
                preserve_default=False,
            )
            for name in LINKS
        ),
        migrations.RunPython(list_under_their_days, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='publicationsource',
            index=models.Index(fields=['source', '-sorted_on', '-publication'], name='published_source_newest'),
        ),
        migrations.AddIndex(
            model_name='publicationspeaker',
            index=models.Index(fields=['speaker', '-sorted_on', '-publication'], name='published_speaker_newest'),
        ),
    ]
