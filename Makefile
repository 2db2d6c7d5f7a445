# Everything a developer runs. A fresh machine needs python3 (3.11 or newer), make and,
# for what has to come from Debian, root.

PYTHON ?= python3
PORT ?= 8000
DEMO ?= after
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
MANAGE := $(BIN)/python manage.py
# Commands that need settings but no real database or key.
OFFLINE := DJANGO_SETTINGS_MODULE=tests.settings

# -qq: warnings about other people's package indexes are not about this project.
export PIP_DISABLE_PIP_VERSION_CHECK = 1
export PIP_ROOT_USER_ACTION = ignore
PIP_INSTALL := -m pip install -qq

.DEFAULT_GOAL := help
.PHONY: help install demo test lint messages constraints fixtures

help: ## Show this list
	@awk -F ' *## *' '/^[a-z]+:.*##/ { sub(/:.*/, "", $$1); printf "make %-12s %s\n", $$1, $$2 }' Makefile

install: $(STAMP) ## Create .venv with the pinned packages

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; name one: make PYTHON=python3.12" >&2; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(create-venv)
	@echo "Installing the pinned packages into $(VENV)"
	@$(BIN)/python $(PIP_INSTALL) -c constraints.txt -e ".[dev]"
	@touch $@

# Debian's python3 comes without the parts of venv; its package has them.
define create-venv
{ $(PYTHON) -m venv --clear $(VENV) >/dev/null 2>&1 || { \
    if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
      echo "Installing Debian's python3-venv"; \
      log=$$(mktemp); \
      { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y \
        --no-install-recommends -o DPkg::Lock::Timeout=120 python3-venv; } \
        </dev/null >"$$log" 2>&1 || { tail -n 20 "$$log" >&2; rm -f "$$log"; exit 1; }; \
      rm -f "$$log"; $(PYTHON) -m venv --clear $(VENV); \
    else \
      echo "$(PYTHON) -m venv failed; on Debian: apt-get install python3-venv" >&2; exit 1; \
    fi; }; }
endef

demo: install ## Serve the demo on PORT=8000 (DEMO=before: before the correction)
	@case "$(DEMO)" in \
	  after) file=demo.sqlite3; flag= ;; \
	  before) file=demo-before.sqlite3; flag=--before ;; \
	  *) echo "DEMO is after or before, not '$(DEMO)'" >&2; exit 1 ;; \
	esac; \
	mkdir -p var/static; \
	[ -s var/vault.key ] || (umask 077; $(BIN)/python -c 'from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())' >var/vault.key); \
	export NEWSROOM_VAULT_KEYS="$${NEWSROOM_VAULT_KEYS:-$$(cat var/vault.key)}"; \
	export DATABASE_URL="$${DATABASE_URL:-sqlite:///$(CURDIR)/$$file}"; \
	export NEWSROOM_SECRET_KEY="$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))')"; \
	export NEWSROOM_STATIC_FINDERS=1 NEWSROOM_STATIC_ROOT="$(CURDIR)/var/static"; \
	exec $(MANAGE) demo --port "$(PORT)" $$flag

test: install ## Lint, then the tests on SQLite, PostgreSQL and in Chromium (ARGS= for pytest)
	@exec $(BIN)/python -m tests.run $(ARGS)

lint: install ## Ruff, mypy, Django's checks, missing migrations
	@exec $(BIN)/python -m tests.lint

messages: install ## Collect the French messages from code and templates, and compile them
	@$(OFFLINE) $(MANAGE) makemessages --locale fr --add-location file --no-wrap \
	  --ignore '.venv' --ignore 'tests' --ignore 'fixtures' --ignore 'var' --ignore 'staticfiles' -v 0
	@$(OFFLINE) $(MANAGE) compilemessages --locale fr --ignore '.venv' -v 0

constraints: ## Pin anew what pyproject.toml resolves to
	@set -e; fresh=$$(mktemp -d); trap 'rm -rf "$$fresh"' EXIT; \
	$(PYTHON) -m venv "$$fresh/venv"; \
	"$$fresh/venv/bin/python" $(PIP_INSTALL) -e ".[dev]"; \
	{ sed -n '/^#/p' constraints.txt; \
	  "$$fresh/venv/bin/python" -m pip freeze --exclude-editable; } >"$$fresh/constraints.txt"; \
	cp "$$fresh/constraints.txt" constraints.txt; \
	echo "constraints.txt is new; try it with: make test"

fixtures: install ## Build the demo's data from fixtures/articles
	@$(BIN)/python -m fixtures.build_demo
