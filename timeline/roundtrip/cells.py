"""Values as the text of a cell, and back."""

import re
from collections.abc import Iterable

SEPARATOR = "; "
# What stands for something in a list cell, and so is written with a \\ before it where it belongs to a value.
SPECIAL = re.compile(r"[\\;<>|]")
PIECE = re.compile(r"\\.|;|[^\\;]+|\\", re.DOTALL)
ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def escaped(words: str) -> str:
    """A value that may stand in a list: its special characters and outer blanks kept by a \\ before each."""
    inner = SPECIAL.sub(r"\\\g<0>", words)
    core = inner.strip()
    if not core:
        return "".join(f"\\{blank}" for blank in inner)
    start = inner.index(core[0])
    head, tail = inner[:start], inner[start + len(core) :]
    return "".join(f"\\{blank}" for blank in head) + core + "".join(f"\\{blank}" for blank in tail)


def unescaped(words: str) -> str:
    return ESCAPED.sub(r"\1", words)


def joined(values: Iterable[str]) -> str:
    """Values as one cell, joined by "; "; those that hold a ; or end in a blank survive it."""
    return SEPARATOR.join(escaped(value) for value in values)


def pieces(cell: str) -> list[str]:
    """The items of a list cell, still escaped, without the blanks around them; empty ones are left out."""
    found = [""]
    for match in PIECE.finditer(cell):
        if match.group() == ";":
            found.append("")
        else:
            found[-1] += match.group()
    return [item for item in map(trimmed, found) if item]


def trimmed(item: str) -> str:
    """Without outer blanks, but for one that a \\ keeps."""
    item = item.lstrip()
    bare = item.rstrip()
    backslashes = len(bare) - len(bare.rstrip("\\"))
    return item[: len(bare) + 1] if backslashes % 2 and len(item) > len(bare) else bare


def split(cell: str) -> list[str]:
    """What `joined` was given."""
    return [unescaped(item) for item in pieces(cell)]


def same(one: str, other: str) -> bool:
    """True if two cells say the same; spreadsheets write line ends in their own way."""
    return one == other or line_ends(one) == line_ends(other)


def line_ends(words: str) -> str:
    return words.replace("\r\n", "\n").replace("\r", "\n")
