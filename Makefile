# Everything runs in .venv, which is built on first use and again only when pyproject.toml changes.
# Where Python lies elsewhere: make compare PYTHON=/path/to/python3.11

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:

# The first Python on the path that is new enough and can make an environment.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3 python; do \
	"$$p" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo "$$p"; break; }; done)

REPORTS ?= reports
ARGS ?=
PY := .venv/bin/python
# `python -m` and not the installed scripts: those carry the path of the folder and break when it is moved.
COMPARER := $(PY) -m comparer

FOR_USE := .venv/.ready-for-use
FOR_TESTS := .venv/.ready-for-tests
comma := ,

# $(call install,EXTRAS,WHAT FOR): an environment that works is kept and completed, any other is made anew.
define install
@if ! $(PY) -c 'import pip' >/dev/null 2>&1; then \
	python='$(PYTHON)'; \
	[ -n "$$python" ] || { echo 'comparer needs Python 3.11 or newer with venv; none was found. Name one: make $(MAKECMDGOALS) PYTHON=/path/to/python3.11' >&2; exit 2; }; \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo "comparer needs Python 3.11 or newer, and $$python is not" >&2; exit 2; }; \
	echo 'Building .venv (once)' >&2; \
	"$$python" -m venv --clear .venv; \
fi
@echo 'Installing the packages for $(2) into .venv (once; under a minute)' >&2
@$(PY) -m pip install -qq --disable-pip-version-check --editable '.[$(1)]'
@touch $@
endef

$(FOR_USE): pyproject.toml
	$(call install,office,the command)

$(FOR_TESTS): pyproject.toml
	$(call install,office$(comma)dev,the tests)
	@touch $(FOR_USE)

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

.PHONY: compare
compare: $(FOR_USE) ## Compare the drafts: reports in reports/, the main findings on the screen
	@$(COMPARER) compare --reports $(REPORTS) $(ARGS)

.PHONY: check
check: $(FOR_USE) ## Check the data strictly, then the findings against the accepted ones
	@$(COMPARER) validate --strict
	@$(COMPARER) check $(ARGS)

.PHONY: validate
validate: $(FOR_USE) ## Check the data files; warnings do not fail
	@$(COMPARER) validate $(ARGS)

# A file's tests stay on one core, so that its fixtures (a browser, a built wheel) are made once.
.PHONY: test
test: $(FOR_TESTS) ## Run all tests (pass options with ARGS="-k word")
	@$(PY) -m pytest -n auto --dist loadfile $(ARGS)

.PHONY: test-tools
test-tools: ## Fetch the Node.js packages that some tests drive, into tests/node
	@npm ci --prefix tests/node --no-audit --no-fund --loglevel=error

.PHONY: lint
lint: $(FOR_TESTS) ## Check style, formatting and types
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy

.PHONY: format
format: $(FOR_TESTS) ## Format the code and mend what can be mended by machine
	@$(PY) -m ruff check --fix --exit-zero --quiet .
	@$(PY) -m ruff format .

.PHONY: bench
bench: $(FOR_USE) ## Time a whole comparison and the start of the command against their floors
	@$(PY) tests/bench/bench.py $(ARGS)

.PHONY: eval
eval: $(FOR_TESTS) ## Measure alignment by text on counterparts set by hand, beside its peers
	@$(PY) tests/eval/run.py $(ARGS)

# One hash seed, so that what depends on the order of sets is noticed in every run or in none.
.PHONY: mutation
mutation: $(FOR_TESTS) ## Change the engine in small ways: some test must fail each time (eight minutes; ARGS="gaps verdicts")
	@PYTHONHASHSEED=0 $(PY) -m tests.mutation_testing code $(ARGS)

.PHONY: mutation-data
mutation-data: $(FOR_TESTS) ## The same for tables, rules and words (twenty minutes; ARGS="tables rules village harbour")
	@PYTHONHASHSEED=0 $(PY) -m tests.mutation_testing data $(ARGS)

.PHONY: kept-outputs
kept-outputs: $(FOR_TESTS) ## Write the kept reports of the two small workspaces anew; read the diff before you commit it
	@$(PY) -m tests.kept_outputs

.PHONY: clean
clean: ## Remove reports and caches
	@rm -rf reports dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find comparer tests -name __pycache__ -type d -prune -not -path '*/node_modules/*' -exec rm -rf {} +

.PHONY: clean-all
clean-all: clean ## Remove the environments too
	@rm -rf .venv tests/node/node_modules
