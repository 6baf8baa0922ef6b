# Each target calls tools/dev.py, which also works without make: see the table in the README.
PYTHON ?= $(firstword $(foreach name,python3 python3.11 python3.12 python3.13 python3.14 python,$(shell command -v $(name) 2>/dev/null)) python3)
ARGS ?=
DEV := $(PYTHON) tools/dev.py

.PHONY: help serve test setup lint format scores site lock clean

help:
	@$(DEV) --help

serve test setup lint format scores site lock clean:
	@$(DEV) $@ $(ARGS)
