# Two commands carry the project: `make demo` and `make test`. Both set up what they need.
#
#   make demo            load the sample city, show what it found, serve the dashboard until Ctrl-C
#   make demo CHECK=1    the same, but stop once the page answers with a finding on it
#   make test            lint, types, import rules and every test that takes seconds
#   make long            the tests that take minutes
#
# REQUIRE=all makes a suite that could not run a failure. PYTHON=… chooses the interpreter (3.11 or later).

# Plain recipes, so that the old make of macOS reads them too.
SHELL := /bin/bash
.NOTPARALLEL:
.DEFAULT_GOAL := help

PYTHON ?= $(firstword $(foreach p,python3.11 python3.12 python3.13 python3,$(if $(shell command -v $(p)),$(p))))
RECENT := 'import sys; sys.exit(sys.version_info < (3, 11))'
BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
STAMP := .venv/.guanlian-setup
WORKERS ?= 2
PYTEST_ARGS ?=
ROOMS := analysis benchmarks dashboard graph guanlian ingest measures queries reports tests

REQUIRE ?=
export REQUIRE

# What else can be started here brings its own targets.
include $(wildcard deploy/*/*.mk)

.PHONY: help setup demo test tests long lint imports type bench bench-browser system sample screenshots pins clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(STAMP) ## make .venv with the pinned packages and the guanlian command

# The stamp keeps setup idle until the pins or pyproject.toml change. A .venv made by hand is taken over.
$(STAMP): requirements/dev.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed. Install it, or name one: make setup PYTHON=…"; exit 1; }
	@$(BIN)/python -c $(RECENT) 2>/dev/null || $(PYTHON) -c $(RECENT) \
	  || { echo "$(PYTHON) is older than 3.11. Name another: make setup PYTHON=…"; exit 1; }
	@$(BIN)/python -c $(RECENT) 2>/dev/null || $(PYTHON) -m venv --clear .venv
	@echo "Installing the pinned packages into .venv (once; one to two minutes)"
	@$(PIP) install --no-deps --require-hashes -r requirements/dev.txt
	@PYTHONWARNINGS=ignore $(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

demo: setup ## load the sample city and serve the dashboard (CHECK=1: stop once it answers)
	@$(BIN)/guanlian demo $(if $(CHECK),--check)

test: lint type imports tests ## everything that takes seconds: lint, types, import rules, tests

tests: setup
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadscope -m "not long" $(PYTEST_ARGS)

long: setup ## the tests that take minutes
	@$(BIN)/python -m pytest -m long $(PYTEST_ARGS)

lint: setup ## ruff: rules and layout
	@$(BIN)/python -m ruff check .
	@$(BIN)/python -m ruff format --check .

imports: setup ## who may import whom
	@$(BIN)/lint-imports --no-cache

type: setup ## mypy, strict
	@$(BIN)/python -m mypy

bench: setup ## measure load, check and exposures on a generated city
	@$(BIN)/python -m benchmarks

bench-browser: setup ## measure the pages in a real browser on the sample city (needs Chromium and a Chinese font)
	@$(BIN)/python -m benchmarks.browser

sample: setup ## write the committed sample city again from its seed
	@$(BIN)/python -m benchmarks.city --sample

system: ## Debian packages that only some tests need (root), or the line that installs them
	@deploy/system.sh

screenshots: setup ## pictures of every page on the sample city (needs Chromium and a Chinese font)
	@$(BIN)/python -m benchmarks.screenshots

pins: setup ## compile requirements/*.txt again from *.in
	@cd requirements && set -e && for name in dev base neo4j dashboard match; do \
	  ../$(BIN)/python -m piptools compile --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras --no-annotate \
	    --no-header --no-emit-options --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
	    --output-file $$name.txt $$name.in; \
	done

clean: ## remove caches, build output and the demo's data; .venv and servers stay
	@rm -rf build/bdist.* build/demo build/lib dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find $(ROOMS) -name __pycache__ -type d -prune -exec rm -rf {} +
