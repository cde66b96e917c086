"""Our own scripts are served under hashed names all the way down, and fetched at once."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

CHART = Path(settings.BASE_DIR) / "static" / "js" / "chart"
MODULES = {f"js/chart/{file.name}" for file in CHART.glob("*.js")}


@pytest.fixture
def collected(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "config.static_storage.ModuleStorage"}}
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path


@pytest.mark.slow
def test_modules_import_each_other_by_hashed_name(collected):
    files = (collected / "js" / "chart").glob("*.js")
    hashed = [file for file in files if re.search(r"\.[0-9a-f]{12}\.js$", file.name)]

    named = {(file.name, name) for file in hashed for name in re.findall(r'from "([^"]{1,80})"', file.read_text())}

    assert len(named) > 20
    assert [pair for pair in named if not re.fullmatch(r"\./[a-z]+\.[0-9a-f]{12}\.js", pair[1])] == []
    assert [pair for pair in named if not (collected / "js" / "chart" / pair[1]).exists()] == []


@pytest.mark.django_db
def test_page_names_every_module_of_the_chart(client):
    page = client.get("/").content.decode()

    assert set(re.findall(r'"/static/(js/chart/[^"]{1,80})"', page)) == MODULES
