"""Where it was, compared."""

from math import asin, cos, radians, sin, sqrt

from timeline.matching.views import PLANS, MentionView

NEIGHBOURS_KM = 60


def compare_places(a: MentionView, b: MentionView) -> tuple[float | None, str]:
    if a.country and b.country and a.country != b.country:
        return None, "different countries"
    if a.city and b.city:
        if a.city == b.city:
            if a.venue_key and b.venue_key and a.venue_key != b.venue_key and a.group != "visit":
                return None, "different houses"
            return 1.0, f"same city: {a.city}"
        if a.spot and b.spot and kilometres(a.spot, b.spot) <= NEIGHBOURS_KM:
            return 0.8, "neighbouring cities"
        # A visit may take in several cities, a plan may still change its place; a meeting was in one.
        if a.group == b.group == "visit":
            return 0.4, "other stops of one country"
        return (0.2, "another city was planned") if {a.status, b.status} & set(PLANS) else (None, "different cities")
    if a.country and b.country:
        return 0.7, f"same country: {a.country}"
    return 0.5, "place not given in both"


def kilometres(one: tuple[float, float], two: tuple[float, float]) -> float:
    """Distance of two (latitude, longitude) in degrees, on a sphere; good enough to tell neighbours."""
    (lat1, lon1), (lat2, lon2) = (map(radians, spot) for spot in (one, two))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371 * asin(min(1.0, sqrt(half)))
