"""One unsurprising row per model. Whatever a test is about, it says itself; the rest is filled in here."""

import hashlib
from datetime import date, timedelta
from itertools import count

from articles.models import Article, Claim, Mention, Outlet, ParseRun
from timeline.models import Event, Office, Origin, Participation, Person, Term, Venue
from timeline.vocabulary import Channel, Kind, Precision, Role, Setting, Side, Status

serial = count(1)


def make_person(key="wang-yi", full_name="Wang Yi", side=Side.PRC, **fields) -> Person:
    """A person, or the one who has this key already."""
    family, _, given = full_name.partition(" ")
    defaults = {
        "full_name": full_name,
        "family_name": family,
        "given_name": given,
        "side": side,
        "origin": Origin.REFERENCE,
        **fields,
    }
    return Person.objects.get_or_create(key=key, defaults=defaults)[0]


def make_office(title="Foreign Minister", side=Side.PRC, channel=Channel.FOREIGN, rank=3, **fields) -> Office:
    return Office.objects.get_or_create(
        title=title, side=side, body="", defaults={"channel": channel, "rank": rank, **fields}
    )[0]


def make_term(person=None, office=None, start="2013-03-16", **fields) -> Term:
    return Term.objects.create(person=person or make_person(), office=office or make_office(), start=start, **fields)


def make_venue(key="diaoyutai", name="Diaoyutai State Guesthouse", city="Beijing", country="CN", **fields) -> Venue:
    defaults = {"name": name, "city": city, "country": country, **fields}
    return Venue.objects.get_or_create(key=key, defaults=defaults)[0]


def make_event(*people: Person, **fields) -> Event:
    """Talks held in Beijing on 27 August 2024, parsed and not yet reviewed; `people` take part as parties."""
    number = next(serial)
    values = {
        "public_id": f"ev{number:06d}",
        "title": "Talks in Beijing",
        "kind": Kind.TALKS,
        "setting": Setting.BILATERAL,
        "status": Status.HELD,
        "edtf": "2024-08-27",
        "earliest": "2024-08-27",
        "latest": "2024-08-27",
        "precision": Precision.DAY,
        "city": "Beijing",
        "country": "CN",
        "channel": Channel.FOREIGN,
        "confidence": 0.8,
        "article_count": 1,
    }
    event = Event.objects.create(**{**values, **fields})
    for position, person in enumerate(people):
        make_participation(event, person, position=position)
    event.refresh_from_db()  # dates given as words come back as dates
    return event


def make_participation(event: Event, person: Person | None = None, **fields) -> Participation:
    values = {"name": person.full_name if person else "Chinese delegation", "side": person.side if person else Side.PRC}
    return Participation.objects.create(event=event, person=person, **{"role": Role.PARTY, **values, **fields})


def make_article(text="Wang Yi held talks with Jake Sullivan in Beijing on Tuesday.", **fields) -> Article:
    number = next(serial)
    values = {
        "public_id": f"ar{number:06d}",
        "title": "Talks begin in Beijing",
        "published": "2024-08-28",
        "fingerprint": hashlib.sha256(f"{number} {text}".encode()).hexdigest(),
        "outlet": Outlet.objects.get_or_create(name="Morning Courier")[0],
    }
    return Article.objects.create(text=text, **{**values, **fields})


def make_mention(event: Event | None = None, article: Article | None = None, **fields) -> Mention:
    """One telling of an event, the article's whole text, in a run of its own."""
    article = article or make_article()
    run = fields.pop("run", None) or ParseRun.objects.create(article=article, parser_version="test")
    values = {"key": f"m{next(serial)}", "start": 0, "end": len(article.text)}
    return Mention.objects.create(article=article, run=run, event=event, **{**values, **fields})


def make_claim(mention: Mention, field="date", value=None, exact="on Tuesday", **fields) -> Claim:
    """A claim on the first place where the article has these words."""
    start = mention.article.text.index(exact)
    value = "2024-08-27" if value is None else value
    span = {"start": start, "end": start + len(exact)}
    return Claim.objects.create(
        mention=mention, field=field, value=value, exact=exact, **{"rule": "test", **span, **fields}
    )


def make_told_events(count: int) -> list[Event]:
    """Many meetings at once, four days apart, each as one article of its own tells it; values still to be computed."""
    days = [date(1980, 1, 1) + timedelta(days=4 * number) for number in range(count)]
    first = next(serial)
    articles = Article.objects.bulk_create(
        Article(public_id=f"m{first}-{n}", fingerprint=f"m{first}-{n}", text="They met.", published=day)
        for n, day in enumerate(days)
    )
    runs = ParseRun.objects.bulk_create(ParseRun(article=article, parser_version="test") for article in articles)
    events = Event.objects.bulk_create(Event(public_id=f"m{first}-{n}") for n in range(count))
    rows = zip(articles, runs, events, strict=True)
    mentions = Mention.objects.bulk_create(
        Mention(article=article, run=run, event=event, key="m", start=0, end=9, values={"status": "held"})
        for article, run, event in rows
    )
    said = {"kind": "meeting", "status": {"status": "held", "date": None}}
    Claim.objects.bulk_create(
        Claim(mention=mention, field=field, value=value, start=5, end=8, exact="met", rule="test")
        for mention, day in zip(mentions, days, strict=True)
        for field, value in (said | {"date": day.isoformat()}).items()
    )
    return events
