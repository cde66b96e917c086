"""Columns of an event that say again what its participants and topics say, filled from these."""

from collections import defaultdict

from django.db import migrations, models

BATCH = 500
UPDATE = 'UPDATE timeline_event SET us=%s, prc=%s, others=%s, hosted=%s, level=%s, topic_slugs=%s WHERE id=%s'
LEVELS = ((1, 'leaders'), (3, 'ministers'), (4, 'deputies'), (9, 'officials'))


def fill(apps, schema_editor):
    """As timeline.reading does today; written out, so that a later change there leaves this step as it was."""
    Event = apps.get_model('timeline', 'Event')
    Participation = apps.get_model('timeline', 'Participation')
    keys = list(Event.objects.order_by('pk').values_list('pk', flat=True))
    for start in range(0, len(keys), BATCH):
        batch = keys[start:start + BATCH]
        names = defaultdict(lambda: defaultdict(list))
        ranks, hosts, topics = defaultdict(dict), defaultdict(set), defaultdict(list)
        seats = Participation.objects.filter(event__in=batch).order_by('position', 'pk')
        for event, side, name, role, rank in seats.values_list('event_id', 'side', 'name', 'role', 'office__rank'):
            names[event][side].append(name)
            if role == 'host':
                hosts[event].add(side)
            if rank is not None and side in ('US', 'PRC'):
                ranks[event][side] = min(rank, ranks[event].get(side, rank))
        tagged = Event.topics.through.objects.filter(event__in=batch).order_by('topic__slug')
        for event, slug in tagged.values_list('event_id', 'topic__slug'):
            topics[event].append(slug)
        rows = []
        for pk in batch:
            us, prc, others = ('; '.join(names[pk][side]) for side in ('US', 'PRC', 'other'))
            hosted = next((side for side in ('US', 'PRC') if side in hosts[pk]), '')
            rank = max(ranks[pk].values(), default=None)
            level = '' if rank is None else next(level for lowest, level in LEVELS if rank <= lowest)
            rows.append((us, prc, others, hosted, level, '; '.join(topics[pk]), pk))
        # Not by bulk_update, which takes minutes for a hundred thousand.
        with schema_editor.connection.cursor() as cursor:
            cursor.executemany(UPDATE, rows)


class Migration(migrations.Migration):

    dependencies = [
        ('timeline', '0004_event_stamp'),
    ]

    operations = [
        migrations.AddField(
            model_name='event',
            name='hosted',
            field=models.CharField(blank=True, editable=False, max_length=8, verbose_name="hosts' side"),
        ),
        migrations.AddField(
            model_name='event',
            name='level',
            field=models.CharField(blank=True, choices=[('leaders', 'leaders'), ('ministers', 'ministers'), ('deputies', 'deputy ministers'), ('officials', 'other officials')], editable=False, max_length=12),
        ),
        migrations.AddField(
            model_name='event',
            name='others',
            field=models.TextField(blank=True, editable=False, verbose_name='others taking part'),
        ),
        migrations.AddField(
            model_name='event',
            name='prc',
            field=models.TextField(blank=True, editable=False, verbose_name='for China'),
        ),
        migrations.AddField(
            model_name='event',
            name='topic_slugs',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='event',
            name='us',
            field=models.TextField(blank=True, editable=False, verbose_name='for the United States'),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
