"""The words by which events are found; on SQLite in a full-text table. Filled where articles are known, in their app."""

import django.db.models.deletion
from django.db import migrations, models

import timeline.trigrams


def make_table(apps, schema_editor):
    if schema_editor.connection.vendor == 'sqlite':
        schema_editor.execute("CREATE VIRTUAL TABLE timeline_eventwords USING fts5(text, tokenize='trigram')")
    else:
        schema_editor.create_model(apps.get_model('timeline', 'EventWords'))


def drop_table(apps, schema_editor):
    schema_editor.execute('DROP TABLE timeline_eventwords')


class Migration(migrations.Migration):

    dependencies = [
        ('timeline', '0006_read_numbers'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[
            migrations.CreateModel(
                name='EventWords',
                fields=[
                    ('event', models.OneToOneField(db_column='rowid', db_constraint=False, on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='words', serialize=False, to='timeline.event')),
                    ('text', timeline.trigrams.TrigramField()),
                ],
                options={
                    'verbose_name_plural': 'words of events',
                },
            ),
        ]),
        migrations.RunPython(make_table, drop_table),
    ]
