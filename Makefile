# Two commands matter: `make run` and `make test`. Everything that `make` writes can be made again.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test check data bench text dictionary screenshot clean

.venv/installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	touch $@

.venv/installed-test: .venv/installed
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[test]'
	touch $@

# Builds only when there is no dataset or a source is newer than it.
data/dataset/CURRENT: .venv/installed $(shell find data geo -name '*.csv' -o -name '*.toml' -path 'geo/*') $(shell find src/dashboard/build src/dashboard/dataset src/dashboard/sources src/dashboard/core -name '*.py')
	$(BIN)/python -m dashboard build

# A dataset that is damaged or of another schema version is built again.
data: data/dataset/CURRENT
	@$(BIN)/python -m dashboard info > /dev/null || $(BIN)/python -m dashboard build

run: data
	$(BIN)/streamlit run app.py

test: .venv/installed-test data
	bin/ensure-chromium
	bin/ensure-office
	$(BIN)/python -m pytest --numprocesses 2 --dist worksteal

check: .venv/installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/installed-test data
	bin/ensure-chromium
	$(BIN)/python -m bench.run
	$(BIN)/python -m bench.imports

# The interface's texts, for translators, and the English catalogue with new texts added empty and unused ones removed.
# No line numbers: the files change when a text does, and only then.
text: .venv/installed
	$(BIN)/pybabel --quiet extract --no-location --omit-header --sort-output --output src/dashboard/locale/medelkartan.pot src pages
	$(BIN)/pybabel --quiet update --omit-header --no-fuzzy-matching --ignore-obsolete --width 110 --locale en --input-file src/dashboard/locale/medelkartan.pot --output-file src/dashboard/locale/en/LC_MESSAGES/medelkartan.po

dictionary: .venv/installed
	$(BIN)/python -m dashboard dictionary > docs/data-dictionary.md
	$(BIN)/python -m dashboard dictionary --findings > docs/findings.md

# The picture in README.
screenshot: .venv/installed-test data
	bin/ensure-chromium
	$(BIN)/python -m bench.screenshot

clean:
	rm -rf .venv data/dataset
