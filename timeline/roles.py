"""Who may do what: groups made by a migration, and the questions the admin asks.

Viewers read everything in the admin, drafts too, and change nothing. Editors take in articles, decide, merge, split,
reject and undo. Publishers publish and withdraw besides. An account also needs `is_staff` to enter the admin.
"""

from timeline.models import ChangeSet, Event

VIEWER, EDITOR, PUBLISHER = "viewer", "editor", "publisher"
DECIDE = "timeline.decide_event"
PUBLISH = "timeline.publish_event"
UNDO = "timeline.undo_changeset"


def may_decide(user) -> bool:
    return user.has_perm(DECIDE)


def may_publish(user) -> bool:
    return user.has_perm(PUBLISH)


def why_not_undo(user, change_set: ChangeSet) -> str:
    """Why somebody may not undo an act, in words; "" if they may."""
    if not user.has_perm(UNDO):
        return "You may look at the log, but not undo."
    if changes_publication(change_set) and not may_publish(user):
        return "This published or withdrew an event: only a publisher may undo it."
    return ""


def changes_publication(change_set: ChangeSet) -> bool:
    return any(
        entry["model"] == "timeline.event"
        and (entry["before"] or {}).get("publication", Event.Publication.UNREVIEWED)
        != (entry["after"] or {}).get("publication", Event.Publication.UNREVIEWED)
        for entry in change_set.rows
    )


def why_not_merge(user, events) -> str:
    """Why somebody may not make these events one; "" if they may.

    What a publisher withdrew must not come back to readers inside another event.
    """
    states = {event.publication for event in events}
    if Event.Publication.WITHDRAWN in states and len(states) > 1 and not may_publish(user):
        return "One of these was withdrawn: only a publisher may merge it with one that is not."
    return ""
