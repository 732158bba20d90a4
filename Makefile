# Everything runs in .venv, which each target makes on first use: only Python 3.11+ and make
# are needed. `make demo` shows the product, `make test` proves it.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test check eval eval-embeddings bench clean docs

demo: $(READY)
	@$(BIN)/python -m crawler.demo run --home data/demo

test: $(READY)
	@$(BIN)/pytest

check: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

eval: $(READY)
	@$(BIN)/python -m pipeline.evaluation tests/labels/develop tests/labels/held $(wildcard ../shared/labels/real_dev.jsonl)
	@$(BIN)/python -m warehouse.evaluation tests/labels/jobs
	@$(BIN)/python -m matcher.evaluation tests/labels/relevance.csv tests/labels/profiles tests/labels/develop
	@$(BIN)/python -m matcher.evaluation tests/labels/relevance_held.csv tests/labels/profiles_held tests/labels/develop

# Some gigabytes on first use: a sentence-embedding model in an environment of its own.
eval-embeddings: $(READY)
	@cd benchmarks && ../$(BIN)/python -m ranking.embeddings

bench: $(READY)
	@for file in benchmarks/*.py; do echo "== $$file"; $(BIN)/python $$file || exit 1; done

docs: $(READY)
	@$(BIN)/python -m crawler.platforms_page
	@$(BIN)/python -m pipeline.taxonomy_page
	@$(BIN)/python -m warehouse.data_dictionary

clean:
	rm -rf $(VENV) data build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) .ci/environment.py $(VENV)
	@touch $@
