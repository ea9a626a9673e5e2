# make run and make test do all their own set-up; see make help.

PYTHON ?= python3
ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
SCREEN := yes
else
BIN := .venv/bin
ifeq ($(shell uname -s),Darwin)
SCREEN := yes
else
SCREEN := $(DISPLAY)$(WAYLAND_DISPLAY)
endif
endif

.DEFAULT_GOAL := help
.PHONY: help ready run test check faults faults-long mutants bench catalogues build clean

help:
	@echo 'make run         open the window on a throw-away sample business'
	@echo 'make test        run the tests'
	@echo 'make check       style, types, imports, translations'
	@echo 'make faults      break the book in every way known, and count what was lost (a few minutes; more with root and strace)'
	@echo 'make faults-long the same with full counts (about forty minutes)'
	@echo 'make mutants     break the program on purpose: each fault must be caught by a test'
	@echo 'make bench       speed against its floors, into bench.json'
	@echo 'make catalogues  bring the screen translations up to date with the code'
	@echo 'make build       a wheel, into dist/'
	@echo 'make clean       remove .venv and all that was made'
	@echo 'Another Python: make PYTHON=python3.12 run'

ready:
	@$(PYTHON) build_spec/prepare.py

run: ready
ifneq ($(SCREEN),)
	@$(BIN)/evenhand --sample
else
	@echo 'There is no screen here: writing the sample letters to letters-sample/ instead.'
	@$(BIN)/evenhand gallery letters-sample
endif

test: ready
	@$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal

check: ready
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python build_spec/catalogues.py check

faults: ready
	@$(BIN)/python tests/faults/run.py

faults-long: ready
	@$(BIN)/python tests/faults/run.py --long

mutants: ready
	@$(BIN)/python tests/faults/mutants.py

bench: ready
	@$(BIN)/python tests/bench/bench.py

catalogues: ready
	@$(BIN)/python build_spec/catalogues.py update

build: ready
	@$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .
	@ls dist

clean:
	rm -rf .venv dist build letters-sample bench.json .mypy_cache .ruff_cache .pytest_cache .hypothesis \
		.import_linter_cache
