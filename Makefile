# The project's commands; `make` alone lists them.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
# The bundled report speaks for a fixed day, so that it changes only when the program or the dossier does.
AS_OF  ?= 2026-11-23
# Labelled data for training and benchmarks; no test needs it.
DATA   ?= $(or $(DESKCHECK_DATA),../shared/data)
DOSSIERS := $(wildcard references/*)

.DEFAULT_GOAL := help
.PHONY: help audit test check up-to-date fix golden schema build clean models model-references model-claims model-links \
        model-matching model-verdicts bench bench-audit bench-founding bench-reports bench-references bench-claims \
        bench-links bench-match bench-verdicts

help: ## List the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | sort | awk -F'\t' '{printf "  make %-18s %s\n", $$1, $$2}'

$(VENV)/.installed: pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(VENV)/.installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@

audit: $(VENV)/.installed ## Audit the bundled dossiers, offline, and write reports/
	@$(BIN)/deskcheck audit $(DOSSIERS) --as-of $(AS_OF) --fail-on never

test: $(VENV)/.installed-dev ## Install what the tests need and run all of them
	@sh tests/install_browser.sh
	@$(BIN)/python -m pytest

check: $(VENV)/.installed-dev ## Lint, format, types, layers, docs and reports in step
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@PYTHONPATH=pipeline $(BIN)/lint-imports

up-to-date: $(VENV)/.installed ## Fail when reports/ is not what the program writes today
	@$(BIN)/deskcheck audit $(DOSSIERS) --as-of $(AS_OF) --fail-on never >/dev/null
	@git diff --exit-code --stat -- reports || { echo "reports/ is out of date: run make audit and commit it."; exit 1; }

fix: $(VENV)/.installed-dev ## Repair what lint and format can repair
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: bench-audit bench-founding bench-reports bench-references bench-claims bench-links bench-match bench-verdicts ## Measure everything

bench-audit: $(VENV)/.installed-dev ## Cold wall time and peak memory of an audit
	@$(BIN)/python tests/benchmarks/audit.py

bench-founding: $(VENV)/.installed-dev ## Score the audit of the founding article against its annotation
	@$(BIN)/python tests/benchmarks/founding.py

bench-reports: $(VENV)/.installed-dev ## Size and speed of the reports of a long article
	@$(BIN)/python tests/benchmarks/reports.py

bench-references: $(VENV)/.installed-dev ## Accuracy and speed of reference parsing and splitting
	@$(BIN)/python tests/benchmarks/references.py
	@$(BIN)/python tests/benchmarks/splitting.py

bench-claims: $(VENV)/.installed-dev ## Recall, precision and speed of claim extraction
	@$(BIN)/python tests/benchmarks/claims.py

bench-links: $(VENV)/.installed-dev ## Precision and recall of claim-to-reference links
	@$(BIN)/python tests/benchmarks/links.py

bench-match: $(VENV)/.installed-dev ## Precision, recall and speed of matching
	@$(BIN)/python tests/benchmarks/matching.py

bench-verdicts: $(VENV)/.installed-dev ## Verdicts on public sets and on mutated claims
	@$(BIN)/python tests/benchmarks/verdicts.py
	@$(BIN)/python tests/benchmarks/strength_folds.py

golden: $(VENV)/.installed-dev ## Write the golden files anew; look at the difference before you commit it
	@DESKCHECK_GOLDEN=write $(BIN)/python -m pytest tests/reporters

models: model-references model-claims model-links model-matching model-verdicts ## Train every shipped model

model-references: $(VENV)/.installed-dev ## Train the reference parser
	@$(BIN)/python pipeline/training/references_train.py

model-claims: $(VENV)/.installed-dev ## Train the model of what can be checked
	@$(BIN)/python pipeline/training/verifiability.py

model-links: $(VENV)/.installed-dev ## Fit the weights of the linker
	@$(BIN)/python pipeline/training/linking.py

model-matching: $(VENV)/.installed-dev ## Fit the weights of the matcher
	@test -e build/works || $(BIN)/deskcheck index build $(DATA)/matching/index_full.jsonl.gz \
		$(DATA)/matching/index_derived.jsonl.gz --out build/works
	@$(BIN)/python pipeline/training/matching.py build/works $(DATA)/matching/references.dev.jsonl.gz \
		--aliases $(DATA)/matching/aliases.jsonl.gz --write

model-verdicts: $(VENV)/.installed-dev ## Train the stance model of the judges
	@$(BIN)/python pipeline/training/verdicts_train.py

schema: $(VENV)/.installed ## Write the JSON Schema of audit.json anew
	@$(BIN)/deskcheck schema > pipeline/deskcheck/data/audit.schema.json.new
	@mv pipeline/deskcheck/data/audit.schema.json.new pipeline/deskcheck/data/audit.schema.json

build: $(VENV)/.installed-dev ## Build the wheel and the source distribution
	@$(BIN)/python -m build --quiet

clean: ## Remove what was built
	@rm -rf dist build $(VENV)
