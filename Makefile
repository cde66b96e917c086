# make run    set everything up and serve the timeline on http://127.0.0.1:8000
# make test   lint, forgotten migrations, all tests with coverage
# make admin  make an editor's account
# Needs Python 3.11 or later and make; nothing else.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
PYTEST_ARGS ?=

.PHONY: run test admin setup ingest lint format clean

$(VENV)/run.stamp: requirements/run.txt
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or later is needed; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12 run") if sys.version_info < (3, 11) else None'
	@test -x $(BIN)/python || { echo "Creating the environment in $(VENV) ..."; $(PYTHON) -m venv $(VENV); }
	@echo "Installing what the app needs (about a minute, once) ..."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements/run.txt
	@touch $@

$(VENV)/test.stamp: requirements/test.txt $(VENV)/run.stamp
	@echo "Installing what the tests need (once) ..."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements/test.txt
	@touch $@

setup: $(VENV)/run.stamp
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py load_reference --verbosity 0
	@$(BIN)/python manage.py ingest_samples
	@$(BIN)/python manage.py collectstatic --no-input --verbosity 0

run: setup
	@echo
	@echo "  The timeline:  http://127.0.0.1:$(PORT)/"
	@echo "  The admin:     http://127.0.0.1:$(PORT)/admin/   (make admin  makes an editor's account)"
	@echo "  Ctrl-C stops it."
	@echo
	@$(BIN)/gunicorn config.wsgi --bind 127.0.0.1:$(PORT) --worker-class gthread --workers 2 --threads 4 --log-level warning

admin: $(VENV)/run.stamp
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py createsuperuser

lint: $(VENV)/test.stamp
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

format: $(VENV)/test.stamp
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

test: lint
	@$(BIN)/python manage.py makemigrations --check --dry-run --verbosity 0 || { echo "A model changed without its migration: run manage.py makemigrations."; exit 1; }
	@$(BIN)/python -m pytest -n auto --cov --cov-report=term:skip-covered -m "$(if $(SLOW),slow or not slow,not slow)" $(PYTEST_ARGS)

clean:
	rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis .coverage
