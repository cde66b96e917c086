"""The vendored files are the released ones, and the README says so."""

import hashlib
import re
from pathlib import Path

import pytest
from django.conf import settings

VENDOR = Path(settings.BASE_DIR) / "static" / "vendor"
ROW = re.compile(r"^\| `([^`]{1,80})` \| `[^`]{1,80}` [^|]{1,80} \| `([0-9a-f]{64})` \|", re.MULTILINE)
LISTED = dict(ROW.findall((VENDOR / "README.md").read_text()))


def test_readme_lists_every_script():
    assert set(LISTED) == {file.name for file in VENDOR.glob("*.js")}


@pytest.mark.parametrize(("name", "digest"), LISTED.items())
def test_vendored_file_is_unchanged(name, digest):
    assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest
