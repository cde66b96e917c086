"""What the timeline tells whoever wants to follow it."""

from django.dispatch import Signal

# After the shown values of events were computed anew, in the same transaction. `pks`: frozenset of their primary keys,
# those included whose state changed and whose values did not.
events_refreshed = Signal()
