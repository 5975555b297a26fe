PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TEST_PACKAGES := sip-tester baresip-core sox espeak-ng postgresql
RUN_PACKAGES := espeak-ng

.PHONY: run test coverage check bench format packages-run packages-test

run: $(VENV)/.installed packages-run  ## set up and start with the demo
	$(BIN)/switchboard serve

test: $(VENV)/.installed-dev packages-test  ## everything, with real peers
	tools/test

coverage: $(VENV)/.installed-dev packages-test  ## the same, and which lines the tests reach
	COVERAGE=1 tools/test

check: $(VENV)/.installed-dev  ## the quick loop
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q -m unit -n 2

bench: $(VENV)/.installed-dev  ## measure; prints ratios
	$(BIN)/python -m bench

format: $(VENV)/.installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml
	$(BIN)/pip install --quiet --editable '.[postgres,holidays]'
	touch $@

$(VENV)/.installed-dev: $(VENV)/bin/python pyproject.toml
	$(BIN)/pip install --quiet --editable '.[dev]'
	touch $@ $(VENV)/.installed

packages-run:
	tools/packages $(RUN_PACKAGES)

packages-test:
	tools/packages $(TEST_PACKAGES)
