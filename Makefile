# Everything starts here; `make` alone lists the targets. Needs a POSIX shell and Python >= 3.12.
.DEFAULT_GOAL := help
PORT ?= 8000
PART ?=
export PYTHON

# Prints what it brings; quick when everything is there.
prepare = python=$$(sh tools/find-python) && "$$python" tools/prepare.py
lock = .venv/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.12

.PHONY: demo serve prepare develop test lint format types messages lock bench clean help

demo: ## A whole city at http://localhost:8000 with invented people (PORT=8001 for another port)
	@$(prepare) && exec .venv/bin/mitmachstadt demo --port $(PORT)

prepare: ## Only bring what running needs
	@$(prepare)

develop: ## Only bring what developing and testing need
	@$(prepare) --develop

test: ## Every check on both databases (PART=unit-sqlite for one, PART=list for their names)
	@$(prepare) --develop && exec .venv/bin/python -m tools.run_tests $(if $(PART),--part $(PART))

lint: ## Style, import order, licences
	@$(prepare) --develop && exec .venv/bin/python -m tools.run_tests --part ruff --part imports --part licences

format: ## Lay out the code as ruff has it
	@$(prepare) --develop && .venv/bin/ruff check --fix --quiet . ; .venv/bin/ruff format .

types: ## mypy strict
	@$(prepare) --develop && exec .venv/bin/mypy -p mitmachstadt -p tools

messages: ## Bring the translations up to date with the sources (docs/translating.md)
	@$(prepare) --develop && exec .venv/bin/python -m tools.messages

lock: ## Write requirements/*.txt and package-lock.json anew from what is asked for
	@$(prepare) --develop
	@for name in runtime develop frontend; do \
	    $(lock) requirements/$$name.in --output-file requirements/$$name.txt || exit 1; done
	@npm install --package-lock-only --ignore-scripts --no-audit --no-fund

bench: ## Measure pages and writes (docs/performance.md); takes a while (SIZES=1000,200000)
	@$(prepare) --develop && exec .venv/bin/python -m benchmarks $(if $(SIZES),--sizes $(SIZES))

clean: ## Remove what was brought; the data in var/ stays, but for var/static
	rm -rf .venv node_modules var/static .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

help:
	@sed -n 's/^\([a-z]*\): ## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-16s %s\n", $$1, $$2 }'
