"""The editor's desk, inside Django's admin: events, what they are made of, and the log of all acts."""

from django.contrib import admin

from timeline.admin.events import EventAdmin
from timeline.admin.log import ChangeSetAdmin
from timeline.admin.reference import OfficeAdmin, PersonAdmin, TopicAdmin, VenueAdmin

admin.site.site_header = "Engagements · editor's desk"
admin.site.site_title = "Engagements"
admin.site.index_title = "What would you like to work on?"

__all__ = ["ChangeSetAdmin", "EventAdmin", "OfficeAdmin", "PersonAdmin", "TopicAdmin", "VenueAdmin"]
