# The README gives the commands to set up without make.
PYTHON ?= python3
# Another Python (make test PYTHON=python3.13) has an environment of its own.
VENV := .venv$(addprefix -,$(filter-out python python3,$(notdir $(PYTHON))))
BIN := $(VENV)/bin
ENVIRONMENT := $(VENV)/.installed
# The tools for JavaScript, which npm notes here; they run on the Node of the environment.
TOOLS := node_modules/.package-lock.json
NODE := PATH="$(CURDIR)/$(BIN):$$PATH"

# Without compiled modules each start of Python compiles pandas and Altair anew: three seconds instead of one.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test test-all lab lock check fix

demo: $(ENVIRONMENT)  ## the whole round on an example class, in a new folder
	@$(BIN)/leadermanager demo demo/$$(date +%Y-%m-%d-%H%M%S)

# Two processes, which is what CI has; what each test took is kept in build/.
PYTEST = $(BIN)/pytest -q -n 2 --dist loadgroup --durations=40 --junitxml=build/$@.xml

test: $(ENVIRONMENT)  ## what a change is likely to break, in a few minutes
	@$(PYTEST) -m "not thorough"

test-all: $(ENVIRONMENT)  ## every test; which lines they reached is in build/coverage.xml
	@$(PYTEST) --cov --cov-report=xml:build/coverage.xml

lab: $(ENVIRONMENT)  ## the lessons, in JupyterLab
	@$(BIN)/leadermanager lab

check: $(ENVIRONMENT) $(TOOLS)  ## what a reviewer would ask for; changes nothing
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(NODE) node_modules/.bin/tsc
	@$(NODE) node_modules/.bin/tsc -p tests/widgets
	@$(NODE) node_modules/.bin/tsc -p src/leadermanager_instructor/site/laboratory/static
	@$(NODE) node_modules/.bin/biome check --error-on-warnings

fix: $(ENVIRONMENT) $(TOOLS)  ## what can be put right by a program
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format
	@$(NODE) node_modules/.bin/biome check --write
	@$(BIN)/python docs/fill_tables.py
	@$(BIN)/python grader/docs/fill_tables.py

# What is locked already stays as it is; `make lock UPGRADE=--upgrade` moves everything, `UPGRADE="-P pandas"` one.
COMPILE = $(BIN)/uv pip compile -q $(UPGRADE) --no-emit-package rfc3987-syntax --no-emit-package nbseal \
    --no-emit-package leadermanager --no-emit-index-url --custom-compile-command "make lock"

lock: $(ENVIRONMENT)  ## exact versions from pyproject.toml: everything, then the student's part of it
	@$(COMPILE) --universal --python-version 3.11 --extra grading --extra scale --extra dev pyproject.toml -o requirements-dev.txt
	@$(COMPILE) --python-platform linux --python-version 3.12 -c requirements-dev.txt --extra lab \
	    --no-annotate pyproject.toml -o binder/requirements.txt

$(ENVIRONMENT): requirements-dev.txt pyproject.toml grader/pyproject.toml binder/overrides.json
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11, 3.12 or 3.13 is needed; name one with make PYTHON=..." if not (3, 11) <= sys.version_info[:2] <= (3, 13) else 0)'
	@echo "Setting up $(VENV) (a minute or two the first time) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps "$$(sed -n 's/^\(uv==[0-9.]*\).*/\1/p' requirements-dev.txt)"
	@$(BIN)/uv pip install -q --python $(BIN)/python --no-deps --compile-bytecode -r requirements-dev.txt
	@$(BIN)/uv pip install -q --python $(BIN)/python --no-deps -e ./grader -e .
	@mkdir -p $(VENV)/share/jupyter/lab/settings
	@cp binder/overrides.json $(VENV)/share/jupyter/lab/settings/overrides.json
	@touch $@

$(TOOLS): package-lock.json .npmrc | $(ENVIRONMENT)
	@$(NODE) npm ci --loglevel=error
	@touch $@
