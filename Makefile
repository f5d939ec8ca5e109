# Needs Python 3.11 or newer with pip and venv, and make. `make` alone lists the targets.

HOST ?= 127.0.0.1
PORT ?= 8000
VENV := .venv
python := $(VENV)/bin/python
manage := $(python) manage.py
installed := $(VENV)/.installed
installed_dev := $(VENV)/.installed-dev
collected := var/static/staticfiles.json

usable = import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(firstword $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; \
	do $$name -c '$(usable)' 2>/dev/null && echo $$name; done))

# `make check` looks at the settings as an operator would set them; nothing here opens anything.
production := READ_DOT_ENV=false SECRET_KEY=$(shell printf 'only-for-checks-%.0s' 1 2 3 4) \
	SITE_URL=https://newsroom.example DATABASE_URL=sqlite://:memory: CACHE_URL=redis://127.0.0.1:6379/0
templates := find templates -name '*.html' -print0

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup run demo test check format lock clean port

help: ## List the targets
	@awk -F ':.* ## ' '/^[a-z]+:.* ## / { printf "%-8s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo 'Variables: PORT=8000 HOST=127.0.0.1 PYTHON=python3.12 CHROMIUM=/path TEST_DATABASE_URL=postgres://...'

setup: $(installed_dev) .env ## Install everything that development needs

run: port $(installed) .env $(collected) ## Start the newsroom, filled with the demonstration when empty
	@$(manage) migrate --verbosity 0
	@$(manage) demo --if-empty
	@exec $(manage) serve --host '$(HOST)' --port '$(PORT)'

demo: $(installed) .env ## Fill an empty database with the demonstration
	@$(manage) migrate --verbosity 0
	@$(manage) demo

test: $(installed_dev) ## Run the tests, then those in Chromium
	$(python) -m pytest --numprocesses 2 -m 'not browser'
	$(python) -m pytest -m browser

check: $(installed_dev) ## Run the linters and Django's checks, with production settings
	$(python) -m ruff check
	$(python) -m ruff format --check
	$(templates) | xargs -0 $(VENV)/bin/djade --target-version 5.2 --check
	$(python) -m djlint --lint --quiet templates
	@$(production) $(manage) makemigrations --check --dry-run
	@$(production) $(manage) check --deploy --fail-level WARNING

format: $(installed_dev) ## Format Python and templates as check wants them
	$(python) -m ruff check --fix-only --quiet
	$(python) -m ruff format --quiet
	@# It ends with 1 when it has changed a file.
	$(templates) | xargs -0 $(VENV)/bin/djade --target-version 5.2 || true

lock: $(python) ## Write the hashed requirements anew, UPGRADE=1 with newer versions
	$(python) -m pip install --quiet 'uv>=0.13,<0.14'
	$(call compile,requirements-dev.txt,--extra production --group dev --group browser $(if $(UPGRADE),--upgrade))
	cp requirements-dev.txt requirements.txt
	$(call compile,requirements.txt,)
	cp requirements-dev.txt requirements-production.txt
	$(call compile,requirements-production.txt,--extra production)

# Universal: one file for each platform and each Python from 3.11. The pins in the file are kept.
compile = $(python) -m uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --custom-compile-command 'make lock' --output-file $(1) $(2)

clean: ## Remove what was installed; the database, the media and .env stay
	rm -rf $(VENV) .hypothesis .pytest_cache .ruff_cache var/static

port: $(python)
	@$(python) -m newsroom.port '$(HOST)' '$(PORT)'

.env: | $(python)
	@umask 077 && $(python) -c 'import secrets; print(f"SECRET_KEY={secrets.token_urlsafe(50)}")' > .env.new
	@printf '%s\n' 'SITE_URL=http://127.0.0.1:8000' 'DEMO=true' >> .env.new
	@mv .env.new .env
	@echo 'Wrote .env with a new secret key; .env.example tells what else can be set.'

$(python):
	@$(or $(PYTHON),false) -c '$(usable)' 2>/dev/null || { \
		echo 'Python 3.11 or newer with venv is needed (Debian: apt install python3-venv). PYTHON=/path/to/python3 names one.' >&2; exit 1; }
	@trap 'rm -rf $(VENV)' INT TERM; $(PYTHON) -m venv --clear $(VENV) || { rm -rf $(VENV); exit 1; }

$(installed): requirements.txt $(python)
	$(call install,requirements.txt)

$(installed_dev): requirements-dev.txt $(python)
	$(call install,requirements-dev.txt)

# Collecting takes a while, since everything is compressed: only when something has changed.
$(collected): $(installed) newsroom/settings.py $(wildcard static/* static/*/* static/*/*/*) | .env
	@echo 'Collecting static files ...'
	@$(manage) collectstatic --no-input --verbosity 0
	@touch -c $@

define install
	@echo 'Installing $(1) ...'
	@$(python) -m pip install --quiet --disable-pip-version-check --no-input --require-hashes --requirement $(1)
	@touch $@
endef
