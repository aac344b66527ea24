# Everything that is done with this repository, one word each. README, .ci/run and the GitHub workflow call these.
#
#   make lab          open the lessons in JupyterLab
#   make test         run everything: ruff and mypy, the built lessons, the tests, every notebook
#   make test-fast    the tests of the framework alone, in under a minute
#   make lint         ruff, over modules and notebooks, and mypy
#   make notebooks    run every notebook from top to bottom
#   make bench        speeds, beside PyTorch's
#   make stubs        write the .pyi files anew, from which editors know an operation
#   make picture      draw docs/picture.svg anew
#   make clean        remove .venv and what the commands left behind
#
# PYTHON chooses the Python that .venv is made from: make lab PYTHON=python3.12
# ARGS is handed to pytest by test and test-fast:     make test ARGS="-k lab"

PYTHON ?= python3
ARGS ?=
BIN := .venv/bin

# Small matrices are faster on one thread of OpenBLAS, and tests that share two cores are much faster.
test test-fast notebooks: export OPENBLAS_NUM_THREADS = 1

# Compiled modules halve the start of each Jupyter kernel, so a machine-wide wish not to keep them is set aside.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help lab test test-fast lint notebooks bench stubs picture clean

help:
	@sed -n 's/^#  *\(make .*\)/\1/p' Makefile

lab: .venv/lab.stamp
	$(BIN)/zerodl lab

test: lint
	$(BIN)/zerodl course build --check
	$(BIN)/python -m pytest -n 2 --dist loadfile $(ARGS)
	$(MAKE) notebooks

test-fast: .venv/test.stamp
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not slow and not browser" \
	    --ignore tests/course --ignore tests/project --ignore zerodl/course $(ARGS)

lint: .venv/test.stamp
	$(BIN)/ruff check
	$(BIN)/mypy

notebooks: .venv/test.stamp
	$(BIN)/python -m pytest -n 2 --dist loadfile --nbval-lax --nbval-cell-timeout=120 lessons solutions

bench: .venv/test.stamp
	$(BIN)/python -m benchmarks

stubs: .venv/test.stamp
	$(BIN)/python tools/stubs.py

picture: .venv/test.stamp
	$(BIN)/python docs/picture.py

clean:
	rm -rf .venv build dist artifacts .pytest_cache .ruff_cache .mypy_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A stamp says that .venv holds what a command needs; a change to pyproject.toml makes it stale.
.venv/lab.stamp: .venv/bin/python pyproject.toml
	$(BIN)/python -m pip install --editable ".[lab]"
	@touch $@

.venv/test.stamp: .venv/bin/python pyproject.toml
	$(BIN)/python -m pip install --editable ".[test]"
	@touch $@

.venv/bin/python:
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" || { \
	    echo "zerodl needs Python 3.11 or newer, and $(PYTHON) is not; name one that is: make lab PYTHON=python3.12"; \
	    exit 1; }
	@$(PYTHON) -m venv .venv || { \
	    rm -rf .venv; \
	    echo "$(PYTHON) cannot make a virtual environment; on Debian and Ubuntu: apt-get install python3-venv"; \
	    exit 1; }
