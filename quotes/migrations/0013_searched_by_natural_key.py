# A key of its own: a row whose key is a foreign one cannot go through dumpdata
# --natural-primary and loaddata, which number texts anew.

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

COPY = """
INSERT INTO quotes_searchedtext (revision_id, engine, engine_version, at)
SELECT revision_id, engine, engine_version, at FROM quotes_searched
"""
COPY_BACK = """
INSERT INTO quotes_searched (revision_id, engine, engine_version, at)
SELECT revision_id, engine, engine_version, at FROM quotes_searchedtext
"""


def prove(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):

    dependencies = [
        ('quotes', '0012_the_panel_at_size'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchedText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='quotes.revision', verbose_name='revision')),
                ('engine', models.CharField(max_length=60, verbose_name='engine')),
                ('engine_version', models.CharField(max_length=40, verbose_name='engine version')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='at')),
            ],
            options={
                'verbose_name': 'text that was searched',
                'verbose_name_plural': 'texts that were searched',
                'ordering': ['revision'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('engine', ''), _negated=True), models.Q(('engine_version', ''), _negated=True)), name='searched_names_engine_and_version')],
            },
        ),
        migrations.RunSQL(COPY, COPY_BACK),
        # PostgreSQL drops no table whose new foreign keys are unproven.
        migrations.RunPython(prove, prove),
        migrations.DeleteModel(name='Searched'),
        migrations.RenameModel(old_name='SearchedText', new_name='Searched'),
        migrations.AlterField(
            model_name='searched',
            name='revision',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='searched', to='quotes.revision', verbose_name='revision'),
        ),
    ]
