"""Fields and values in words for an editor."""

from typing import Any

from timeline import edtf
from timeline.places import place_in_words
from timeline.vocabulary import Kind, Setting, Status, label

ENUMS = {"kind": Kind, "setting": Setting}


def field_words(field: str) -> str:
    """ "date", "place", or the participant's name."""
    return field.removeprefix("participant:")


def value_words(field: str, value: Any) -> str:
    """A claim's or a decision's value as a reader would say it; "nothing" for none."""
    if not value:
        return "nothing"
    if field == "date":
        return edtf.humanise(value)
    if field == "status":
        said = value if isinstance(value, dict) else {"status": value}
        day = f", {edtf.humanise(said['date'])}" if said.get("date") else ""
        return label(Status(said["status"])) + day
    if field in ENUMS:
        return label(ENUMS[field](value))
    if field == "place":
        return place_in_words(value)
    if isinstance(value, dict):
        return str(value.get("name") or value)
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)
    return str(value)
