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
        model-matching model-verdicts model-entailment bench bench-audit bench-founding bench-reports bench-references bench-claims \
        bench-links bench-match bench-registry bench-fix bench-verdicts bench-outage bench-pages bench-folders bench-safety \
        lock audit-dependencies test-minimum fuzz

help: ## List the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | sort | awk -F'\t' '{printf "  make %-18s %s\n", $$1, $$2}'

# Versions are locked with the hashes of their files; only this project itself is installed without.
PIP   := $(BIN)/python -m pip install --quiet --disable-pip-version-check
LOCAL := $(PIP) --no-deps --no-build-isolation -e .
TOOLS := build/tools

$(VENV)/.installed: pyproject.toml requirements/run.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) --require-hashes -r requirements/run.txt && $(LOCAL)
	@touch $@

$(VENV)/.installed-dev: pyproject.toml requirements/dev.txt | $(VENV)/.installed
	@$(PIP) --require-hashes -r requirements/dev.txt && $(LOCAL)
	@touch $@

$(TOOLS)/.installed: requirements/tools.txt
	@test -x $(TOOLS)/bin/python || $(PYTHON) -m venv $(TOOLS)
	@$(TOOLS)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/tools.txt
	@touch $@

audit: $(VENV)/.installed ## Audit the bundled dossiers, offline, and write reports/
	@$(BIN)/deskcheck audit $(DOSSIERS) --as-of $(AS_OF) --fail-on never

test: $(VENV)/.installed-dev ## Install what the tests need and run all of them
	@sh tests/install_programs.sh
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

lock: $(TOOLS)/.installed ## Lock the newest versions that pyproject.toml allows, and the oldest
	@$(TOOLS)/bin/python requirements/lock.py

audit-dependencies: $(TOOLS)/.installed ## Look the locked versions up in the lists of known vulnerabilities
	@for lock in run dev tools; do $(TOOLS)/bin/pip-audit --strict --disable-pip --require-hashes -r requirements/$$lock.txt || exit 1; done

test-minimum: requirements/minimum.txt ## Run the tests with the oldest versions that pyproject.toml allows
	@$(PYTHON) -m venv --clear build/minimum
	@build/minimum/bin/python -m pip install --quiet --disable-pip-version-check -c requirements/minimum.txt -e '.[dev]'
	@build/minimum/bin/python -m pytest -m 'not browser and not newest'

bench: bench-audit bench-founding bench-reports bench-references bench-claims bench-links bench-match bench-registry bench-fix bench-verdicts bench-outage bench-pages bench-safety bench-folders ## Measure everything

bench-audit: $(VENV)/.installed-dev ## Cold wall time and peak memory of an audit
	@$(BIN)/python tests/benchmarks/audit.py

bench-founding: $(VENV)/.installed-dev ## Score the audit of the founding article against its annotation
	@$(BIN)/python tests/benchmarks/founding.py

bench-folders: $(VENV)/.installed-dev ## Articles a second over a folder, one and two workers, and resumed
	@$(BIN)/python tests/benchmarks/folders.py
	@$(BIN)/python tests/benchmarks/folders.py --few

bench-reports: $(VENV)/.installed-dev ## Size and speed of the reports of a long article
	@$(BIN)/python tests/benchmarks/reports.py

bench-references: $(VENV)/.installed-dev ## Accuracy and speed of reference parsing and splitting
	@$(BIN)/python tests/benchmarks/references.py
	@$(BIN)/python tests/benchmarks/splitting.py

bench-claims: $(VENV)/.installed-dev ## Recall, precision and speed of claim extraction
	@$(BIN)/python tests/benchmarks/claims.py

bench-links: $(VENV)/.installed-dev ## Precision and recall of claim-to-reference links
	@$(BIN)/python tests/benchmarks/links.py
	@$(BIN)/python tests/benchmarks/links_own.py

bench-match: $(VENV)/.installed-dev ## Precision, recall and speed of matching
	@$(BIN)/python tests/benchmarks/matching.py

bench-fix: $(VENV)/.installed-dev ## How often a DOI that deskcheck fix adds is the right one
	@$(BIN)/python tests/benchmarks/fixing.py

bench-verdicts: $(VENV)/.installed-dev ## Verdicts on public sets and on mutated claims (NLI=FOLDER: with that model too)
	@$(BIN)/python tests/benchmarks/verdicts.py
	@$(BIN)/python tests/benchmarks/own_pairs.py
	@$(BIN)/python tests/benchmarks/strength_folds.py
	@test -z "$(NLI)" || $(BIN)/python tests/benchmarks/verdicts_nli.py $(NLI)

bench-outage: $(VENV)/.installed-dev ## How long an audit waits for a network that is gone, and what it says
	@$(BIN)/python tests/benchmarks/outage.py

bench-registry: $(VENV)/.installed-dev ## Seconds and requests at a registry 150 ms away, and whether it speaks as Crossref
	@$(BIN)/python tests/benchmarks/registry.py
	@$(BIN)/python tests/benchmarks/registry_shapes.py

bench-pages: $(VENV)/.installed-dev ## How often pages are rightly and wrongly called other ones
	@$(BIN)/python tests/benchmarks/pages.py

# Reports must be the same bytes on every Python at hand.
OTHER_PYTHONS ?= $(shell for one in python3.12 python3.13 python3.14; do $$one --version >/dev/null 2>&1 && echo $$one; done)

build/%/.installed: requirements/run.txt
	@$* -m venv build/$*
	@build/$*/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@build/$*/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

bench-safety: $(VENV)/.installed-dev ## Try every threat in docs/safety.md by the number and write that page (10 minutes)
	@for one in $(OTHER_PYTHONS); do $(MAKE) --no-print-directory build/$$one/.installed; done
	@$(BIN)/python tests/benchmarks/safety.py

fuzz: requirements/fuzz.txt ## Fuzz our own parsers by coverage, a minute each (SECONDS=60)
	@test -x build/fuzz/bin/python || $(PYTHON) -m venv build/fuzz
	@build/fuzz/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/fuzz.txt
	@build/fuzz/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@build/fuzz/bin/python tests/benchmarks/safety_fuzz.py --seconds $(or $(SECONDS),60) --write

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

TRAINING := build/training

$(TRAINING)/.installed: requirements/run.txt requirements/entailment.in
	@test -x $(TRAINING)/bin/python || $(PYTHON) -m venv $(TRAINING)
	@$(TRAINING)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@$(TRAINING)/bin/python -m pip install --quiet --disable-pip-version-check -r requirements/entailment.in
	@$(TRAINING)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

model-entailment: $(TRAINING)/.installed ## Train an inference model for --nli and try it at the gate (an hour; not shipped)
	@$(TRAINING)/bin/python pipeline/training/entailment_train.py $(ARGS)

schema: $(VENV)/.installed ## Write the JSON Schema of audit.json anew
	@$(BIN)/deskcheck schema > pipeline/deskcheck/data/audit.schema.json.new
	@mv pipeline/deskcheck/data/audit.schema.json.new pipeline/deskcheck/data/audit.schema.json

build: $(VENV)/.installed-dev ## Build the wheel and the source distribution
	@$(BIN)/python -m build --quiet

clean: ## Remove what was built
	@rm -rf dist build $(VENV)
