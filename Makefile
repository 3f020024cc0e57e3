# The two commands: make run, make test. The work itself is in deploy/ and tests/run.py.
PYTHON ?= python3
VENV := .venv/bin

.PHONY: help run test bench lint format lock accessibility diagram setup clean
.DEFAULT_GOAL := help

help: ## show what can be done
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

run: ## set up what is missing and start the portal (PORT=8000, DATA_DIR=./var)
	@$(PYTHON) deploy/run.py

test: ## set up what is missing and run all tests (REQUIRE_ALL=1: nothing may be left out)
	@$(PYTHON) deploy/setup.py --dev
	@$(VENV)/python tests/run.py

bench: ## measure speed against the promises, on SQLite and PostgreSQL
	@$(PYTHON) deploy/setup.py --dev
	@$(VENV)/python -m bench

lint: ## style, types, arrows between rooms and floors, templates, migrations, production settings
	@$(PYTHON) deploy/setup.py --dev
	@$(VENV)/python deploy/lint.py

format: ## lay out the code
	@$(VENV)/ruff check --fix --quiet .
	@$(VENV)/ruff format --quiet .
	@PATH="$$PATH:$(VENV)" node_modules/.bin/biome check --write

lock: ## renew the lock files after a change of requirements/*.in or package.json
	@$(PYTHON) deploy/setup.py --dev
	@$(VENV)/python deploy/lock.py

accessibility: ## look at every page with axe and store what the page about accessibility says
	@$(PYTHON) deploy/setup.py --dev
	@MEASUREMENT_FILE=dealportaal/accessibility.json $(VENV)/python -m pytest -q -m journey tests/journeys/test_pages.py

diagram: ## draw the data model in docs/data-model.md from the models
	@$(PYTHON) deploy/setup.py --dev
	@$(VENV)/python deploy/diagram.py

setup: ## only set up: packages, style sheet, tools for testing
	@$(PYTHON) deploy/setup.py --dev

clean: ## remove what was made, not the data in DATA_DIR
	rm -rf .venv node_modules static/build .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .hypothesis htmlcov .coverage test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
