"""The vendored files are the released ones, but for the line that the README tells of."""

import hashlib
import re
from pathlib import Path

import pytest
from django.conf import settings

VENDOR = Path(settings.BASE_DIR) / "static" / "vendor"
ROW = re.compile(r"^\| `([^`]{1,80})` \| `[^`]{1,80}` [^|]{1,80} \| `([0-9a-f]{64})` \|", re.MULTILINE)
EAGER = b"//# allFunctionsCalledOnLoad\n"
LISTED = dict(ROW.findall((VENDOR / "README.md").read_text()))


def test_readme_lists_every_script():
    assert set(LISTED) == {file.name for file in VENDOR.glob("*.js")}


@pytest.mark.parametrize(("name", "digest"), LISTED.items())
def test_vendored_file_is_the_released_one(name, digest):
    released = (VENDOR / name).read_bytes().removeprefix(EAGER)

    assert hashlib.sha256(released).hexdigest() == digest


def test_plotly_is_compiled_while_it_comes_in():
    (plotly,) = VENDOR.glob("plotly-*.js")

    assert plotly.read_bytes().startswith(EAGER)
