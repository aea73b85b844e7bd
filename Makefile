# Works with GNU make 3.81, which macOS ships: no .ONESHELL, no grouped targets.

PYTHON ?= python3
# One more than there are cores: many tests wait for a browser or a server.
RUNNERS = $(shell "$(PYTHON)" -c 'import os; print(os.cpu_count() + 1)')
# The redirection makes make 3.81 ask a shell, for `command` is no program of its own.
UV := $(shell command -v uv 2>/dev/null)
export UV_PYTHON_DOWNLOADS := never
# Where this is set, every start of Python compiles its source again, and the tests start it some hundreds of times.
export PYTHONDONTWRITEBYTECODE :=

# Two targets installing into one .venv at once would be in each other's way.
.NOTPARALLEL:

.PHONY: help demo install test check docs screens tutorial bench lock clean

help:
	@echo "make demo    the site on this computer, with an example network; its data is in demo/"
	@echo "             PORT=8080 chooses a port, HOST=0.0.0.0 lets phones in the same network in,"
	@echo "             LANGUAGE=en speaks English"
	@echo "make install what a server needs, into .venv; then see docs/how-to/install-on-a-server.md"
	@echo "make test    run the tests"
	@echo "make check   style, types, import rules, docs, translations, secrets and packages"
	@echo "make docs    write the generated pages of docs/ anew"
	@echo "make screens pictures of every screen, into docs/screens (needs Chromium)"
	@echo "make tutorial walk through the tutorial, and take its pictures (needs Chromium)"
	@echo "make bench   measure beside other packages"
	@echo "make lock    write requirements*.txt anew, with the newest versions (needs uv)"
	@echo "make clean   remove what the other commands made"

# Only what stands behind `make`: some shells have a HOST of their own.
given = $(if $(findstring command,$(origin $(1))),--$(2) $($(1)))

demo: .venv/demo-ready
	.venv/bin/samenspel demo --into demo $(call given,HOST,host) $(call given,PORT,port) $(call given,LANGUAGE,lang)

# The account that serves may not write here, so what Python makes of the source is made now.
install: .venv/demo-ready
	@.venv/bin/python -m compileall -q src
	@.venv/bin/samenspel --version

test: .venv/dev-ready
	@tools/system_packages.sh
	.venv/bin/python -m pytest -n $(RUNNERS) --dist worksteal

check: .venv/dev-ready
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/lint-imports --no-logo
	.venv/bin/python tools/docs.py --check
	.venv/bin/python tools/leaks.py
	.venv/bin/python tools/scan.py
	.venv/bin/python -m pytest -q tests/test_translations.py
	for file in src/samenspel/theory/instruments/*.toml; do .venv/bin/samenspel instrument check "$$file" || exit 1; done

docs: .venv/dev-ready
	.venv/bin/python tools/docs.py

screens: .venv/dev-ready
	.venv/bin/python tools/screens.py

tutorial: .venv/dev-ready
	.venv/bin/python tools/tutorial.py

bench: bench/.venv/ready
	bench/.venv/bin/python -m bench

# Without a uv.lock every machine would take the newest versions; with an old one it would not. So: always the newest.
lock:
	@test -n "$(UV)" || { echo "make lock needs uv on the path"; exit 1; }
	"$(UV)" lock --quiet --upgrade
	$(EXPORT) --group build --output-file requirements.txt
	$(EXPORT) --group dev --output-file requirements-dev.txt
	$(EXPORT) --group bench --output-file requirements-bench.txt

# Quiet, or the file is printed too; no header, for it repeats the command with the paths of this machine.
EXPORT = "$(UV)" export --quiet --frozen --format requirements-txt --no-emit-project --no-header --no-default-groups

clean:
	rm -rf .venv bench/.venv demo build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

# The demo needs no developers' tools, and a newcomer should not wait for them.
.venv/demo-ready: requirements.txt pyproject.toml
	$(call install,.venv,requirements.txt)

.venv/dev-ready: requirements-dev.txt pyproject.toml
	$(call install,.venv,requirements-dev.txt)

bench/.venv/ready: requirements-bench.txt pyproject.toml
	$(call install,bench/.venv,requirements-bench.txt)

# The project itself comes last and apart: pip refuses a project of this folder among requirements with hashes.
ifdef UV
define install
$(python-is-new-enough)
@echo "Installing $(2) into $(1) with uv ..."
@"$(PYTHON)" -m venv --without-pip $(1)
@"$(UV)" pip install --quiet --python $(1)/bin/python --require-hashes --requirement $(2)
@"$(UV)" pip install --quiet --python $(1)/bin/python --no-deps --no-build-isolation --editable .
@touch $@
endef
else
define install
$(python-is-new-enough)
@echo "Installing $(2) into $(1) with pip; the first time takes a while ..."
@"$(PYTHON)" -m venv $(1)
@$(1)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement $(2)
@$(1)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
@touch $@
endef
endif

define python-is-new-enough
@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	echo "Samenspel needs Python 3.11 or newer, and '$(PYTHON)' is not. Name another one: make PYTHON=python3.12 demo"; \
	exit 1; }
endef
