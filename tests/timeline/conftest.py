"""Who and what most tests of the desk need."""

import pytest
from django.contrib.auth import get_user_model

from tests.timeline.factories import make_claim, make_event, make_mention, make_person
from timeline.services import refresh_events
from timeline.vocabulary import Side


@pytest.fixture
def ada(db):
    """An editor who may do everything."""
    return get_user_model().objects.create_superuser("ada")


@pytest.fixture
def people(db):
    make_person("jake-sullivan", "Jake Sullivan", Side.US, family_name="Sullivan")
    make_person("wang-yi", "Wang Yi")
    make_person("xi-jinping", "Xi Jinping")


@pytest.fixture
def talks(db):
    """Talks that one article tells of, as the parser would leave them."""
    event = make_event()
    mention = make_mention(event, values={"status": "held"})
    make_claim(mention, "date", "2024-08-27")
    make_claim(mention, "kind", "talks", exact="talks")
    make_claim(mention, "status", {"status": "held", "date": None}, exact="held")
    make_claim(mention, "place", {"city": "Beijing", "country": "CN", "venue_key": ""}, exact="in Beijing")
    for name, side in (("Wang Yi", Side.PRC), ("Jake Sullivan", Side.US)):
        person = make_person(name.lower().replace(" ", "-"), name, side, family_name=name.split()[-1])
        value = {"name": name, "key": person.key, "side": side, "role": "party", "office": "", "body": False}
        make_claim(mention, "participant", value, exact=name)
    refresh_events([event.pk])
    event.refresh_from_db()
    return event
