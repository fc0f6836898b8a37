# make song REQUEST="start calm, end triumphant"   write a song
# make chat                                        talk
# make test                                        what every change must pass
# make bench                                       how long everything takes
# make evaluate-understanding                      how well people are understood
# make lint                                        formatting, lint rules and types only
# make evaluate-mood DATA=folder                   how well moods are heard in words
# make lock                                        write constraints.txt from what is installed
# Each of them sets up what is missing first; see scripts/setup.

REQUEST ?= start calm, build tension, end triumphant
# Where the song goes, and anything else that `cowriter say` takes: OPTIONS="--seed 7 --stems".
OUT ?=
OPTIONS ?=
RUNS ?= 5

PYTHON_BIN := .venv/bin/python
export REQUEST OUT

.PHONY: song chat test lint bench evaluate-understanding evaluate-mood lock setup
.DEFAULT_GOAL := song

song: setup
	@$(PYTHON_BIN) -m bot say "$$REQUEST" $${OUT:+--out "$$OUT"} $(OPTIONS)

chat: setup
	@$(PYTHON_BIN) -m bot chat $${OUT:+--out "$$OUT"}

bench: setup
	@$(PYTHON_BIN) -m bot bench --runs $(RUNS)

# OPTIONS=--json for the totals as JSON; see tests/understanding.
evaluate-understanding: setup
	@$(PYTHON_BIN) -m tests.understanding $(OPTIONS)

evaluate-mood: setup
	@$(PYTHON_BIN) -m bot train mood --figures --data "$(DATA)"

test: lint
	$(PYTHON_BIN) -m pytest -q -n 2 --dist worksteal

lint: setup
	$(PYTHON_BIN) -m ruff check
	$(PYTHON_BIN) -m ruff format --check
	$(PYTHON_BIN) -m mypy

# The suffix (+cpu) names a build, not a release; the project itself is not a package to pin.
lock: setup
	@$(PYTHON_BIN) -m pip freeze --all --exclude-editable | grep -v -e '^pip==' -e '^cowriter' -e '^-e' | sed 's/+cpu$$//' > constraints.new
	@mv constraints.new constraints.txt

setup:
	@sh scripts/setup
