"""What the database computes of an event by itself, and the indexes by which readers' questions are answered."""

import datetime

import django.db.models.expressions
import django.db.models.functions.comparison
from django.db import migrations, models

import timeline.cells


class Migration(migrations.Migration):

    dependencies = [
        ('timeline', '0005_read_columns'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='event',
            name='event_start',
        ),
        migrations.RemoveIndex(
            model_name='event',
            name='event_span',
        ),
        migrations.RemoveIndex(
            model_name='event',
            name='event_kind_span',
        ),
        migrations.RemoveIndex(
            model_name='event',
            name='event_channel_span',
        ),
        migrations.RemoveIndex(
            model_name='event',
            name='event_stamp',
        ),
        migrations.AddField(
            model_name='event',
            name='month',
            field=models.GeneratedField(db_persist=True, expression=timeline.cells.MonthNumber(django.db.models.functions.comparison.Coalesce('earliest', 'latest')), output_field=models.IntegerField(null=True)),
        ),
        migrations.AddField(
            model_name='event',
            name='onset',
            field=models.GeneratedField(db_persist=True, expression=django.db.models.functions.comparison.Coalesce('earliest', models.Value(datetime.date(9999, 12, 31))), output_field=models.DateField()),
        ),
        migrations.AddField(
            model_name='event',
            name='cell',
            field=models.GeneratedField(db_persist=True, expression=django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.Case(models.When(publication='unreviewed', state='live', then=models.Value(262144)), models.When(publication='published', state='live', then=models.Value(524288)), default=models.Value(0)), '+', models.Case(models.When(kind='meeting', then=models.Value(1)), models.When(kind='talks', then=models.Value(2)), models.When(kind='summit', then=models.Value(3)), models.When(kind='dialogue', then=models.Value(4)), models.When(kind='call', then=models.Value(5)), models.When(kind='video', then=models.Value(6)), models.When(kind='military', then=models.Value(7)), models.When(kind='letter', then=models.Value(8)), models.When(kind='other', then=models.Value(9)), default=models.Value(0))), '+', models.Case(models.When(channel='foreign-affairs', then=models.Value(16)), models.When(channel='economic', then=models.Value(32)), models.When(channel='military', then=models.Value(48)), models.When(channel='climate', then=models.Value(64)), models.When(channel='legislative', then=models.Value(80)), models.When(channel='other', then=models.Value(96)), default=models.Value(0))), '+', models.Case(models.When(status='planned', then=models.Value(128)), models.When(status='ongoing', then=models.Value(256)), models.When(status='held', then=models.Value(384)), models.When(status='postponed', then=models.Value(512)), models.When(status='cancelled', then=models.Value(640)), models.When(status='declined', then=models.Value(768)), default=models.Value(0))), '+', models.Case(models.When(setting='bilateral', then=models.Value(1024)), models.When(setting='third-country', then=models.Value(2048)), models.When(setting='multilateral', then=models.Value(3072)), models.When(setting='remote', then=models.Value(4096)), default=models.Value(0))), '+', models.Case(models.When(level='leaders', then=models.Value(32768)), models.When(level='ministers', then=models.Value(65536)), models.When(level='deputies', then=models.Value(98304)), models.When(level='officials', then=models.Value(131072)), default=models.Value(0))), '+', models.Case(models.When(models.Q(('country', 'US'), models.Q(('country', ''), ('hosted', 'US')), _connector='OR'), then=models.Value(8192)), models.When(models.Q(('country__in', ('CN', 'HK', 'MO')), models.Q(('country', ''), ('hosted', 'PRC')), _connector='OR'), then=models.Value(16384)), default=models.Value(0))), output_field=models.IntegerField()),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['earliest', 'id', 'cell', 'latest'], name='event_newest'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['onset', 'id', 'cell', 'earliest', 'latest'], name='event_oldest'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['cell', 'earliest', 'latest', 'month'], name='event_cells'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['month', 'cell', 'earliest', 'latest'], name='event_months'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['topic_slugs', 'cell', 'earliest', 'latest'], name='event_topics'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['channel', 'month', 'cell', 'earliest', 'latest'], name='event_channel_months'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['kind', 'month', 'cell', 'earliest', 'latest'], name='event_kind_months'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['country', 'month', 'cell', 'earliest', 'latest'], name='event_country_months'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['city', 'month', 'cell', 'earliest', 'latest'], name='event_city_months'),
        ),
        migrations.AddIndex(
            model_name='participation',
            index=models.Index(fields=['office_title', 'event'], name='participation_office_title'),
        ),
    ]
