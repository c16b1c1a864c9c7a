# Two commands matter: `make run` and `make test`. They need python3 (3.11 or newer, with venv) and make.

PYTHON ?= python3
VENV ?= .venv
PORT ?= 8000
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py

# Compile on install, so that the first start does not; take no other Python than this one.
export UV_COMPILE_BYTECODE := 1
export UV_PYTHON_DOWNLOADS := never
export UV_LINK_MODE := copy
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run demo test test-postgres check fix types bench docs messages screenshots lock clean

help: ## What can be done here
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# Somebody's own machine, whatever key the environment brings.
run demo .local/static: export LOCAL_DEMO := 1

run: port demo .local/static ## Install, load the record and serve it on PORT (default 8000)
	@echo "Serving on http://localhost:$(PORT)/ - stop with Ctrl-C"
	@exec env PORT=$(PORT) LOG_FORMAT=$${LOG_FORMAT:-text} $(BIN)/gunicorn -c config/gunicorn.py config.wsgi

.PHONY: port
port:
	@PORT="$(PORT)" $(PYTHON) scripts/port_is_free.py

demo: $(VENV)/.runtime .local/secret-key ## Bring the local database up to date, with the record and demo people
	@LOG_FORMAT=text $(MANAGE) open_demo

test: $(VENV)/.dev ## The whole suite on SQLite, or on DATABASE_URL
	@$(BIN)/python -m pytest -n 2 -rs $(ARGS)

test-postgres: $(VENV)/.dev ## The whole suite on a local PostgreSQL
	@DATABASE_URL=$${DATABASE_URL:-postgres://postgres@127.0.0.1:5432/guarantees} $(BIN)/python -m pytest -n 2 -rs $(ARGS)

check: $(VENV)/.dev types ## Style, types, who imports whom, migrations, templates, generated pages
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/djlint templates --lint --quiet
	@$(BIN)/lint-imports --no-logo
	@DJANGO_SETTINGS_MODULE=tests.settings $(MANAGE) makemigrations --check --dry-run
	@DJANGO_SETTINGS_MODULE=tests.settings $(MANAGE) generate_docs --check

types: $(VENV)/.dev ## Types, strictly
	@$(BIN)/mypy

fix: $(VENV)/.dev ## Put style right where a machine can
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: $(VENV)/.dev ## What answers, publishing and loading cost, as ratios (SCALE, TIMES; on SQLite, or an empty DATABASE_URL)
	@DJANGO_SETTINGS_MODULE=tests.settings $(BIN)/python -m bench

docs: $(VENV)/.dev ## Write docs/reference from the code's own tables
	@DJANGO_SETTINGS_MODULE=tests.settings $(MANAGE) generate_docs

messages: $(VENV)/.dev ## Renew the interface's catalogues in locale/, and say what is left to translate
	@DJANGO_SETTINGS_MODULE=tests.settings $(MANAGE) renew_catalogues

screenshots: $(VENV)/.dev ## Pictures of the main pages into screenshots/, those of README into docs/img (BASE_URL: of a server that runs)
	@DJANGO_SETTINGS_MODULE=tests.settings $(BIN)/python -m scripts.screenshots

lock: $(VENV)/.dev ## Write the lock files from pyproject.toml (UPGRADE=1 takes newer versions)
	@for lock in "requirements.lock pyproject.toml" \
	             "requirements-dev.lock pyproject.toml --group dev -c requirements.lock" \
	             "requirements-installer.lock --group installer"; do \
	  $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	    --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade) -o $$lock || exit 1; \
	done

clean: ## Remove what was made here: environment, database, key, caches
	rm -rf $(VENV) .local staticfiles db.sqlite3* .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

# ---- What the targets above stand on

define install
@test -x $(BIN)/python || { echo "Making an environment in $(VENV)" && $(PYTHON) -c '$(old_python)' && $(PYTHON) -m venv $(VENV); }
@$(BIN)/uv --version >/dev/null 2>&1 \
  || $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-installer.lock \
  || echo "uv cannot be installed here: going on with pip, which takes longer"
@echo "Installing $(1)"
@$(BIN)/uv pip install --python $(BIN)/python --require-hashes -r $(1) \
  || $(BIN)/python -m pip install --disable-pip-version-check --require-hashes -r $(1)
@touch $@
endef
old_python := import sys; sys.exit("Python 3.11 or newer is needed; try make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)

$(VENV)/.runtime: requirements.lock
	$(call install,requirements.lock)

$(VENV)/.dev: requirements-dev.lock
	$(call install,requirements-dev.lock)
	@touch $(VENV)/.runtime

.local/secret-key: | $(VENV)/.runtime
	@mkdir -p .local && umask 077 && $(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))' > $@

.local/static: $(VENV)/.runtime .local/secret-key $(shell find static */static -type f 2>/dev/null)
	@echo "Collecting the static files"
	@$(MANAGE) collectstatic --noinput --clear --verbosity 0 && touch $@
