"""Fill the words by which events are found (timeline.EventWords) from the events and what was read of them."""

from collections import defaultdict

from django.db import migrations

BATCH = 500


def fill(apps, schema_editor):
    """As timeline.reading does today; written out, so that a later change there leaves this step as it was."""
    Event, EventWords, Participation = (
        apps.get_model('timeline', name) for name in ('Event', 'EventWords', 'Participation')
    )
    Claim = apps.get_model('articles', 'Claim')
    keys = list(Event.objects.order_by('pk').values_list('pk', flat=True))
    for start in range(0, len(keys), BATCH):
        batch = keys[start:start + BATCH]
        found = defaultdict(dict)
        seats = Participation.objects.filter(event__in=batch).order_by('position', 'pk')
        claims = Claim.objects.filter(mention__event__in=batch).order_by('pk')
        for rows in (
            Event.objects.filter(pk__in=batch).values_list('pk', 'title', 'summary', 'city'),
            seats.values_list('event_id', 'name', 'person__name_zh'),
            claims.values_list('mention__event_id', 'exact'),
        ):
            for pk, *words in rows:
                found[pk] |= dict.fromkeys(words)
        EventWords.objects.bulk_create(
            EventWords(event_id=pk, text='\n'.join(words.casefold() for words in lines if words))
            for pk, lines in found.items()
        )


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0002_day_guess'),
        ('timeline', '0007_event_words'),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
