# Everything runs in .venv, which is built on first use and completed when pyproject.toml or requirements/ change. Each
# package there has the exact version and the digest that requirements/ names, the build backend among them, so that no new
# release anywhere changes what a fresh clone runs. The folder has the name and form that editors and scanners look for,
# and stands at the top because `make compare` needs it as much as the tests do.
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
PIP_INSTALL := -m pip install -qq --disable-pip-version-check

FOR_USE := .venv/.ready-for-use
FOR_TESTS := .venv/.ready-for-tests

# $(call make_environment,FOLDER): an empty one, in place of any that was there.
define make_environment
python='$(PYTHON)'; \
[ -n "$$python" ] || { echo 'comparer needs Python 3.11 or newer with venv; none was found. Name one: make $(MAKECMDGOALS) PYTHON=/path/to/python3.11' >&2; exit 2; }; \
"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo "comparer needs Python 3.11 or newer, and $$python is not" >&2; exit 2; }; \
echo 'Building $(1)' >&2; \
"$$python" -m venv --clear $(1)
endef

# $(call install_pins,FOLDER,NAME): what requirements/NAME.txt lists and nothing else, then the checkout itself. Nothing is
# compiled, since what that takes is on no list; the checkout's own build backend is.
define install_pins
$(1)/bin/python $(PIP_INSTALL) --require-hashes --no-deps --only-binary :all: --requirement requirements/$(2).txt
@$(1)/bin/python $(PIP_INSTALL) --no-deps --no-build-isolation --editable .
endef

# $(call install,NAME,WHAT FOR): an environment that works is kept and completed, any other is made anew.
define install
@if ! $(PY) -c 'import pip' >/dev/null 2>&1; then $(call make_environment,.venv); fi
@echo 'Installing the packages for $(2) into .venv (once; under a minute)' >&2
@$(call install_pins,.venv,$(1))
@touch $@
endef

$(FOR_USE): pyproject.toml requirements/use.txt
	$(call install,use,the command)

$(FOR_TESTS): pyproject.toml requirements/test.txt
	$(call install,test,the tests)
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

# $(call run_tests,FOLDER,OPTIONS): a file's tests stay on one core, so that its fixtures (a browser, a built wheel) are made once;
# in the order of folders, which has the longest files early (an option that the oldest pytest-xdist lacks);
# a make that a test starts is not to take the options of this one for its own.
define run_tests
unset MAKEFLAGS MFLAGS ARGS; $(1)/bin/python -m pytest -n auto --dist loadfile $(2) $(ARGS)
endef

.PHONY: test
test: $(FOR_TESTS) ## Run all tests (pass options with ARGS="-k word")
	@$(call run_tests,.venv,--no-loadscope-reorder)

# These two say whether the bounds in pyproject.toml are true. The first asks for what was released until today, so it may
# fail where `make test` passes: then a bound wants lowering, or the code a change, before `make pins`.
.PHONY: newest
newest: ## Run all tests at the newest versions that pyproject.toml admits
	@$(call make_environment,.venv-newest)
	@.venv-newest/bin/python $(PIP_INSTALL) --editable '.[office,dev]'
	@$(call run_tests,.venv-newest)

# Some of these versions are older than Python 3.13 and would have to be compiled there.
.PHONY: oldest
oldest: ## Run all tests at the lowest versions that pyproject.toml admits (with Python 3.11 or 3.12)
	@$(call make_environment,.venv-oldest)
	@$(call install_pins,.venv-oldest,oldest)
	@$(call run_tests,.venv-oldest)

# For every system and every Python from 3.11 on, with digests, and with no word of where the packages were found.
# `make pins UPGRADE=` moves only what pyproject.toml no longer admits.
UPGRADE ?= --upgrade
BACKEND := .venv-pins/build-system.in
COMPILE := .venv-pins/bin/python -m uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--custom-compile-command 'make pins' pyproject.toml $(BACKEND) --extra office

.PHONY: pins
pins: ## Renew the exact versions in requirements/ from pyproject.toml
	@$(call make_environment,.venv-pins)
	@.venv-pins/bin/python $(PIP_INSTALL) uv==0.13.9
	@.venv-pins/bin/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"], sep="\n")' >$(BACKEND)
	@$(COMPILE) $(UPGRADE) --extra dev --output-file requirements/test.txt
	@$(COMPILE) --upgrade --constraint requirements/test.txt --no-annotate --output-file requirements/use.txt
	@$(COMPILE) $(UPGRADE) --extra dev --resolution lowest-direct --output-file requirements/oldest.txt
	@.venv-pins/bin/python -m tests.bill_of_materials

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
mutation: $(FOR_TESTS) ## Change the engine in small ways: some test must fail each time (eight minutes; ARGS="findings.gaps")
	@PYTHONHASHSEED=0 $(PY) -m tests.mutation_testing code $(ARGS)

.PHONY: mutation-edges
mutation-edges: $(FOR_TESTS) ## The same for import, reading, writing, report values, review (hours; ARGS="app.disk --share 0.1 --jobs 2 --seconds 3")
	@PYTHONHASHSEED=0 $(PY) -m tests.mutation_testing.of_edges $(ARGS)

.PHONY: faults
faults: $(FOR_TESTS) ## Put twenty faults in by hand, one at a time: some test must fail each time (two minutes)
	@PYTHONHASHSEED=0 $(PY) -m tests.mutation_testing.by_hand $(ARGS)

.PHONY: mutation-data
mutation-data: $(FOR_TESTS) ## The same for tables, rules and words (twenty minutes; ARGS="tables rules village harbour")
	@PYTHONHASHSEED=0 $(PY) -m tests.mutation_testing data $(ARGS)

N ?= 20000
SEED ?= 0
FOLDER ?= ../comparer-fuzz
MINUTES ?= 480

.PHONY: fuzz
fuzz: $(FOR_TESTS) ## Give every reader hostile inputs (N=1000000 for a night, SEED=5 for others; ARGS="yaml reports")
	@$(PY) -m tests.hostile fuzz $(N) $(SEED) $(ARGS)

.PHONY: night
night: $(FOR_TESTS) ## The same in pieces, kept in FOLDER to go on from (N=1000000 MINUTES=480 FOLDER=../fuzz)
	@$(PY) -m tests.hostile night $(FOLDER) $(N) $(MINUTES)

.PHONY: guided
guided: ## Inputs led by which lines they reach, with atheris, which runs on Linux (ARGS="yaml 20000")
	@$(call make_environment,.venv-guided)
	@$(call install_pins,.venv-guided,test)
	@.venv-guided/bin/python $(PIP_INSTALL) atheris
	@.venv-guided/bin/python -m tests.hostile.coverage_guided $(ARGS)

.PHONY: trust
trust: $(FOR_TESTS) ## Print the table of promises: hostile inputs, growth of time, writes, outputs, supply (N=1000000)
	@$(PY) -m tests.hostile trust $(N)

# It asks a service about every package, so it is no test of the suite; a package that the service does not know fails it.
.PHONY: audit
audit: ## Look the pinned packages up among known faults (pip-audit, over the network)
	@$(call make_environment,.venv-audit)
	@.venv-audit/bin/python $(PIP_INSTALL) pip-audit
	@.venv-audit/bin/python -m pip_audit --strict --require-hashes --disable-pip --requirement requirements/use.txt

.PHONY: kept-outputs
kept-outputs: $(FOR_TESTS) ## Write the kept reports of the two small workspaces anew; read the diff before you commit it
	@$(PY) -m tests.kept_outputs

.PHONY: manual
manual: $(FOR_TESTS) ## Write the pages of the manual that are made from the schemas anew
	@$(PY) -m tests.manual

.PHONY: clean
clean: ## Remove reports and caches
	@rm -rf reports dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find comparer tests -name __pycache__ -type d -prune -not -path '*/node_modules/*' -exec rm -rf {} +

.PHONY: clean-all
clean-all: clean ## Remove the environments too
	@rm -rf .venv .venv-newest .venv-oldest .venv-pins .venv-audit .venv-guided tests/node/node_modules
