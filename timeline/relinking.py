"""Offering to read articles again after a name was corrected. Who can read them registers here: this app cannot."""

from django.dispatch import Signal

from timeline.models import ChangeSet

# Sent after people, offices, terms or venues were edited in the admin: `request`, `change_set`.
names_corrected = Signal()


def offer_relink(request, change_set: ChangeSet | None) -> None:
    """Let whoever can read articles offer to read again those that an act touches."""
    if change_set is not None:
        names_corrected.send(sender=offer_relink, request=request, change_set=change_set)
