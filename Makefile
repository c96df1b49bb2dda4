# Everything a contributor runs. No tool is needed beforehand but make and Python 3.11 or newer.
VENV   := .venv
BIN    := $(VENV)/bin
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	command -v $$p >/dev/null && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& { echo $$p; break; }; done)

.PHONY: help try test lint types contracts check locked documents pictures site oldest newest fuzz torture flips bench forecast mutate audit sbom inspector bundle release clean

help:
	@echo "make try        play a short session on a throw-away ledger"
	@echo "make test       the same, then lint, types, import contracts and every test"
	@echo "make documents  write the command reference, the manual and the sessions' output anew"
	@echo "make pictures   take the pictures of the documents, of invented people"
	@echo "make site       a site of the documents in build/site, with a search, for any browser"
	@echo "make locked     run the stories on encrypted ledgers"
	@echo "make oldest     the tests with the lowest versions of everything that farmer needs"
	@echo "make newest     the tests with the newest Python there is (PYTHON=…)"
	@echo "make fuzz       read ten thousand damaged files of every kind: none may break a reader"
	@echo "make torture    cut the power, break the disk, kill, TRIES times each; writes docs/reliability.md"
	@echo "make flips      flip FLIPS bits of a ledger, one at a time; writes docs/reliability.md"
	@echo "make bench      what farmer costs beside what cannot be left out (SECTIONS='start size …')"
	@echo "make forecast   which ties fall silent? TRACES='FILE.csv:30,90 …' of src,dst,unix_time"
	@echo "make mutate     move each constant of the method one step: some test must fail"
	@echo "make audit      what farmer stands on: versions in range, licences, imports, files as installed"
	@echo "make sbom       the same as a bill of materials, CycloneDX, in dist/ (SBOM=path)"
	@echo "make inspector  fetch what asks the server as strictly as the protocol is (npm; NODE=node@22)"
	@echo "make bundle     farmer for an assistant's program to install, in dist/ (BUNDLE=path)"
	@echo "make release    build twice, compare, and lay wheel, sdist, bill and sums into dist/"
	@echo "make clean      remove the environment and everything that was built"

# The stamps make a second run quick: the environment is built again only when its recipe changed.
$(VENV)/installed: pyproject.toml
	@test -n "$(PYTHON)" || { echo "farmer needs Python 3.11 or newer; set PYTHON=/path/to/it"; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
# pip compiles what it installs, except what stays where it is; where Python is told to write no
# bytecode, every start would compile every module.
	@$(BIN)/python -m compileall -q src
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev
	@touch $@

try: $(VENV)/installed
	@$(BIN)/python docs/try.py $(BIN)/farmer

test: try lint types contracts check

lint: $(VENV)/installed-dev
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check --quiet

types: $(VENV)/installed-dev
	@$(BIN)/mypy

contracts: $(VENV)/installed-dev
	@$(BIN)/lint-imports --no-logo

check: $(VENV)/installed-dev
	@$(BIN)/pytest --numprocesses auto

locked: $(VENV)/installed-dev
	@$(BIN)/pytest --numprocesses auto --locked tests/cli tests/tasks \
		tests/record tests/judge tests/tend tests/refer tests/correct tests/exchange tests/keep \
		--ignore tests/keep/test_completion.py --ignore tests/keep/test_lock.py \
		--ignore tests/keep/test_doctor_locked.py --ignore tests/keep/test_restore_locked.py

documents: $(VENV)/installed-dev
	@$(BIN)/python -m tests.test_documents
	@$(BIN)/python -m docs.reference

pictures: $(VENV)/installed-dev
	@$(BIN)/python -m docs.capture

# A warning is an error: a link that leads nowhere, a page that no door leads to.
site: $(VENV)/installed-dev
	@$(BIN)/sphinx-build -q -W --keep-going -c docs -b html -d build/doctrees . build/site
	@echo "build/site/index.html"

# An environment of its own each, beside the usual one.
oldest: $(VENV)/installed-dev
	@$(BIN)/python -m tests.oldest > $(VENV)/oldest.txt
	@$(MAKE) --no-print-directory VENV=.venv-oldest .venv-oldest/installed-dev
	@.venv-oldest/bin/python -m pip install --quiet --disable-pip-version-check -r $(VENV)/oldest.txt
	@.venv-oldest/bin/pytest --numprocesses auto

newest:
	@$(MAKE) --no-print-directory VENV=.venv-newest check

fuzz: $(VENV)/installed-dev
	@HYPOTHESIS_PROFILE=fuzz $(BIN)/pytest --numprocesses auto tests/formats tests/exchange/test_import_containers.py \
		-k "damage or mutated"

TRIES ?= 6
torture: $(VENV)/installed-dev
	@$(BIN)/python -m tests.torture $(TRIES)

FLIPS ?= 300
flips: $(VENV)/installed-dev
	@$(BIN)/python -m tests.hostile.flipping $(FLIPS)

bench: $(VENV)/installed-dev
	@$(BIN)/python -m benchmarks.bench $(SECTIONS)

forecast: $(VENV)/installed-dev
	@$(BIN)/python -m benchmarks.going_cold $(TRACES)

mutate: $(VENV)/installed-dev
	@$(BIN)/python -m tests.scoring.mutate

audit: $(VENV)/installed-dev
	@$(BIN)/python -m release.audit

# The same commit gives the same bytes, whenever and wherever it is built.
sbom release: export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct)

sbom: $(VENV)/installed-dev
	@$(BIN)/python -m release.sbom $(SBOM)

# The only thing here that npm fetches; the tests use it where it is, and say so where it is not.
inspector:
	@npm install --prefix build/inspector --no-audit --no-fund --silent \
		@modelcontextprotocol/inspector@2 $(NODE)

bundle: $(VENV)/installed-dev
	@$(BIN)/python -m release.bundle $(BUNDLE)

release: $(VENV)/installed-dev sbom
	@$(BIN)/python -m release.build

clean:
	rm -rf $(VENV) .venv-oldest .venv-newest build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
