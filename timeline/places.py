"""Places in words."""

from collections.abc import Mapping
from functools import lru_cache

from timeline.filters.countries import country_name
from timeline.reference_data import rows_of


@lru_cache(maxsize=1)
def house_names() -> dict[str, str]:
    """Names of the houses of the reference data, by key."""
    return {row["key"]: row["name"] for row in rows_of("venues.csv") if row["kind"] != "city"}


def place_in_words(value: Mapping) -> str:
    """The place of a claim or a decision, house, city and country as far as told; a city state is named once."""
    house = house_names().get(value.get("venue_key") or "", "")
    country = country_name(value["country"]) if value.get("country") else ""
    return ", ".join(dict.fromkeys(filter(None, (house, value.get("city"), country))))
