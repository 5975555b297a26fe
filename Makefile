PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# From Debian, with the oldest version that we know to do.
TEST_PACKAGES := 'chromium>=120' 'sip-tester>=1:3.6.1' 'baresip-core>=1.0.0' 'sox>=14.4.2' 'espeak-ng>=1.51' 'flite>=2.2' 'postgresql>=15' 'kamailio>=5.6' 'kamailio-tls-modules>=5.6' 'bubblewrap>=0.8' 'iproute2>=6.1' 'systemd>=252' 'prometheus>=2.42'
RUN_PACKAGES := 'espeak-ng>=1.51'

.PHONY: run test coverage check bench fuzz soak format trace lock page wheel packages-run packages-test

run: $(VENV)/.installed packages-run  ## set up and start with the demo
	$(BIN)/switchboard serve

test: $(VENV)/.installed-dev web/node_modules/.installed packages-test  ## everything, with real peers
	tools/test

coverage: $(VENV)/.installed-dev web/node_modules/.installed packages-test  ## the same, and which lines the tests reach
	COVERAGE=1 tools/test

check: $(VENV)/.installed-dev web/node_modules/.installed  ## the quick loop
	tools/check

fuzz: $(VENV)/.installed-dev  ## what strangers can send, guided by coverage; FUZZ="--seconds 60 sip"
	$(BIN)/python -m tests.fuzz $(FUZZ)

soak: $(VENV)/.installed-dev packages-test  ## what takes minutes of real time; before an issue is closed; SOAK_MINUTES=30
	$(BIN)/python -m pytest -q -m soak tests/soak -n 4 -rP --durations=0 --ignore tests/soak/test_half_load.py
	$(BIN)/python -m pytest -q -m soak tests/soak/test_half_load.py -rP
	EXAMPLES=4 $(BIN)/python -m pytest -q -m hypothesis -n 4 --dist loadfile
	$(BIN)/python -m tests.fuzz --seconds 60

bench: $(VENV)/.installed-dev  ## measure; prints all goals in one table; BENCH="--runs 2 --only rate"
	$(BIN)/python -m bench $(BENCH)

format: $(VENV)/.installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

page: $(VENV)/.installed-dev web/node_modules/.installed  ## what the browser gets, built anew from web/
	tools/node npm run --silent client
	tools/node npm run --silent build

wheel: $(VENV)/.installed-dev  ## wheel and source distribution, in dist/
	$(BIN)/python -m hatchling build

trace:  ## docs/trace.md anew, after a change of tests/trace.toml or of a heading
	$(PYTHON) tools/pages.py trace
	$(PYTHON) tools/parameters.py

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

# The locks hold what builds the project, too: nothing comes from a registry that they do not name.
INSTALL_ITSELF := $(BIN)/pip install --quiet --no-build-isolation --no-deps --editable .

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml requirements/run.lock
	$(BIN)/pip install --quiet --require-hashes --requirement requirements/run.lock
	$(INSTALL_ITSELF)
	touch $@

$(VENV)/.installed-dev: $(VENV)/bin/python pyproject.toml requirements/test.lock
	$(BIN)/pip install --quiet --require-hashes --requirement requirements/test.lock
	$(INSTALL_ITSELF)
	touch $@ $(VENV)/.installed

web/node_modules/.installed: $(VENV)/bin/python web/package-lock.json
	tools/node npm ci --silent
	touch $@

lock: $(VENV)/bin/python  ## newest versions of all dependencies
	$(BIN)/python tools/lock.py update

packages-run:
	tools/packages $(RUN_PACKAGES) || echo "(without espeak-ng everything but text to speech works)"

packages-test:
	tools/packages $(TEST_PACKAGES)
	tools/packages 'rtpengine-daemon>=10.5' || echo "(unless it is there all the same, the tests of the encrypted edge will fail)"
	tools/asterisk >/dev/null || echo "(the tests that call with Asterisk will fail)"
