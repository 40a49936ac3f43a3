# Two commands matter: make run and make test. `make help` lists the rest.
.DEFAULT_GOAL := help
SHELL := /bin/sh

# The newest Python on the path that is new enough, unless PYTHON names one.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
BIN := .venv/bin
DATA_DIR ?= var
export PORT HOST DATABASE_URL DATA_DIR SECRET_KEY DEBUG ALLOWED_HOSTS CSRF_TRUSTED_ORIGINS
export EMAIL_URL DEFAULT_FROM_EMAIL SIGNUP_OPEN TRUSTED_PROXY_COUNT
export SECRET_KEY_FALLBACKS ENCRYPTION_KEY REQUIRE_STAFF_MFA
export FILES_URL CACHE_URL DATABASE_POOLER DATABASE_REPLICA_URLS WEB_WORKERS
export DATABASE_LOCK_TIMEOUT DATABASE_STATEMENT_TIMEOUT
export ACCESS_LOG ADMINS HSTS_SUBDOMAINS LOG_FORMAT METRICS_TOKEN

.PHONY: help run dev demo test fuzz bench faults looks check fix lock vendor

help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

run: .venv/run ## start the application on http://127.0.0.1:8000
	@exec $(BIN)/python manage.py serve

dev: export DEBUG = true
dev: export DATA_DIR = var/dev
dev: .venv/test ## start it for development: autoreload and debug toolbar
	@$(BIN)/python manage.py migrate --verbosity 0 && $(BIN)/python manage.py load_catalogue
	@exec $(BIN)/python manage.py runserver $(if $(PORT),$(PORT),8000)

demo: export DATA_DIR = var/demo
demo: export DATABASE_URL =
demo: .venv/run ## start it on a database of its own, filled with somebody made up
	@$(BIN)/python manage.py migrate --verbosity 0 && $(BIN)/python manage.py load_demo
	@exec $(BIN)/python manage.py serve

test: .venv/test ## run every test on SQLite and on PostgreSQL
	@$(BIN)/python -m pytest --db both --cov --cov-report=term:skip-covered

fuzz: .venv/test ## send 20,000 hostile requests to every address there is; SEED=word for others, REQUESTS=number for fewer
	@FUZZ_REQUESTS=$(or $(REQUESTS),20000) FUZZ_SEED=$(or $(SEED),2026-11-18) $(BIN)/python -m pytest -q -p no:randomly --show-capture=no tests/fuzz

bench: .venv/test ## measure pages and writes on both databases; QUICK=1 for three minutes (docs/performance.md)
	@exec $(BIN)/python -m tests.bench $(if $(QUICK),--quick) $(if $(BIG),--big) $(if $(LIGHTHOUSE),--lighthouse)

faults: .venv/test ## kill, lock, freeze and fill up a real server, dawdle over its mail, restore its backups; prints what was lost
	@exec $(BIN)/python -m tests.faults $(ONLY)

looks: .venv/test ## take a picture of every page into var/looks; AGAINST=folder tells what differs from earlier ones, FIGURES=1 how long pages are
	@exec $(BIN)/python -m tests.looks $(if $(AGAINST),--against $(AGAINST)) $(if $(FIGURES),--figures)

check: .venv/test node_modules/made ## format, lint, texts, types, import contracts, migrations, deployment settings, house style
	@.ci/check

fix: .venv/test node_modules/made ## format the code and mend what the linters can
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix . && git ls-files 'templates/*.html' | xargs $(BIN)/djade --target-version 5.2; $(BIN)/djangofmt --indent-width 2 --line-length 140 --custom-blocks element,slot,field templates
	@.ci/node npm run --silent fix

lock: ## pin the newest versions that pyproject.toml allows (needs uv)
	uv pip compile --universal --python-version 3.11 --upgrade -q pyproject.toml -o requirements.txt
	uv pip compile --universal --python-version 3.11 --upgrade -q pyproject.toml --group dev -o requirements-dev.txt
	.ci/node npm install --silent --save-dev typescript@latest @biomejs/biome@latest

vendor: ## fetch the front-end libraries again, in the versions of static/vendor/versions.json
	@$(PYTHON) .ci/vendor.py

# The environments: made once, made again when what they install changes.

.venv/made:
	@test -n "$(PYTHON)" || { echo "pmcareer needs Python 3.11 or newer, and there is none on the path. Install it, or name it: make run PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "pmcareer needs Python 3.11 or newer; $(PYTHON) is older. Name another: make run PYTHON=/path/to/python3" >&2; exit 1; }
	@command -v uv >/dev/null 2>&1 && uv venv -q --allow-existing --python $(PYTHON) .venv || $(PYTHON) -m venv .venv || { echo "Python could not make .venv; on Debian and Ubuntu install python3-venv." >&2; exit 1; }
	@touch $@

.venv/run: .venv/made requirements.txt
	@echo "Installing what requirements.txt pins …"
	@$(call install,requirements.txt)
	@touch $@

.venv/test: .venv/made requirements-dev.txt
	@echo "Installing what requirements-dev.txt pins …"
	@$(call install,requirements-dev.txt)
	@touch .venv/run $@

# What checks scripts and styles; the pages need nothing of it.
node_modules/made: .venv/test package-lock.json
	@echo "Installing what package-lock.json pins …"
	@.ci/node npm ci --silent
	@touch $@

install = if command -v uv >/dev/null 2>&1; then uv pip install -q --python $(BIN)/python -r $(1); else $(BIN)/python -m pip install -q --disable-pip-version-check -r $(1); fi
