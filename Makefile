# Two commands are all one needs: `make run` and `make test`. Each sets up what it needs, and is quick the second time.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
INSTALL := $(PIP) install --require-hashes --no-deps
OURSELVES := $(PIP) install --no-deps --no-build-isolation --editable .

COMPILE := $(BIN)/uv pip compile --quiet --upgrade --generate-hashes --no-emit-index-url --no-header --universal \
  --python-version 3.11 pyproject.toml

.PHONY: run test check bench pictures lock format clean

## The playground in the browser, or, with Slack tokens in .env, the bot in your workspace.
run: $(VENV)/run.stamp
	@$(BIN)/python -m bot

## Everything that is checked, then every test.
test: check
	@$(BIN)/python -m pytest --numprocesses 2 --dist loadfile

check: $(VENV)/dev.stamp
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

format: $(VENV)/dev.stamp
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

## What an answer costs beside what it can't do without; about five minutes, and no test.
bench: $(VENV)/dev.stamp
	@$(BIN)/python -m tests.bench

## Makes the README's pictures anew, from the running product.
pictures: $(VENV)/dev.stamp
	@mkdir -p docs
	@PICTURES=$(CURDIR)/docs $(BIN)/python -m pytest --quiet tests/end_to_end/test_in_the_browser.py

## Takes the newest versions that pyproject.toml allows into both locks.
lock: $(VENV)/dev.stamp
	@$(PIP) install uv
	@$(COMPILE) --group build -o requirements.txt
	@$(COMPILE) --group build --group dev -o requirements-dev.txt

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "Python 3.11 or newer is needed; name it with: make PYTHON=/path/to/python3"; exit 1; }
	@echo "Setting up once in $(VENV) (about a minute) …"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements.txt | $(VENV)/bin/python
	@test -f $(VENV)/dev.stamp || { $(INSTALL) -r requirements.txt && $(OURSELVES); }
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt | $(VENV)/bin/python
	@$(INSTALL) -r requirements-dev.txt
	@$(OURSELVES)
	@touch $@

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
