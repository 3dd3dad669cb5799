# Пульт ЦК: everything that is built, run and checked. `make help` lists it.
# Needs Python 3.11 or newer with pip, make, and a package index that pip can reach; nothing else.

VENV ?= .venv
PYTHON ?= $(shell for p in python3.11 python3 python3.12 python3.13 python3.14 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo $$p; break; }; done)
WORKERS ?= $(shell echo $$(( $$(nproc 2>/dev/null || echo 2) + 1 )))
ARGS ?=
QUICK = tests/core/language tests/core/policy tests/core/privacy tests/core/tickets tests/core/worktime tests/core/when \
	tests/core/test_*.py tests/test_regulation.py

PY := $(VENV)/bin/python
PIP = $(PYTHON) -m pip --python $(PY) --disable-pip-version-check
INSTALL = $(PIP) install --no-input --progress-bar off
HASHED = $(INSTALL) --require-hashes --no-build-isolation --use-pep517
UV ?= $(shell command -v uv 2>/dev/null || echo $(VENV)/bin/uv)
LOCK = $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command 'make lock' $(LOCK_ARGS)
export PIP_USER = 0

.DEFAULT_GOAL := help
.PHONY: help run test test-quick mutate check lint types contract audit format accept bench guide map lock sbom clean

help: ## эта справка
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

run: $(VENV)/run.stamp ## собрать и открыть пульт с демонстрационными данными
	@exec $(VENV)/bin/pult demo $(ARGS)

test: $(VENV)/dev.stamp ## собрать и выполнить все тесты (ARGS='-k очередь')
	@echo '==> Выполняю тесты'
	@$(PY) -m pytest -n $(WORKERS) --maxprocesses 4 --dist loadgroup $(ARGS)

test-quick: $(VENV)/dev.stamp ## тесты между делом, за минуту: правила, настройки, время, устройство
	@$(PY) -m pytest -n $(WORKERS) --maxprocesses 4 --dist loadgroup -q -m 'not slow' $(QUICK) $(ARGS)

# The rules are broken one by one; what no test notices is listed. Takes the better part of an hour, so it is no part of CI.
mutate: $(VENV)/mutate.stamp ## сломать правила по одному и узнать, что замечают тесты (около часа; ARGS='core.worktime.*')
	@rm -rf mutants
	@PATH="$(abspath $(VENV))/bin:$$PATH" $(VENV)/bin/mutmut run $(ARGS) >mutate.log 2>&1 || { tail -n 20 mutate.log; exit 1; }
	@$(PY) benchmarks/mutation_table.py

check: lint types contract audit ## ruff, mypy --strict, договор об импортах, уязвимости (все: make -k check)

lint: $(VENV)/dev.stamp
	@echo '==> Проверяю оформление (ruff)'
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .

types: $(VENV)/dev.stamp
	@echo '==> Проверяю типы (mypy --strict)'
	@$(PY) -m mypy --strict

contract: $(VENV)/dev.stamp
	@echo '==> Проверяю направление импортов (import-linter)'
	@$(VENV)/bin/lint-imports

# A check of what is known outside: without a network it is told and fails nothing; what was found fails.
audit: $(VENV)/venv.stamp ## спросить об известных уязвимостях в зависимостях (нужна сеть)
	@echo '==> Спрашиваю об известных уязвимостях (pip-audit)'
	@if $(MAKE) --silent $(VENV)/audit.stamp >/dev/null 2>&1; \
	then $(PY) requirements/advisories.py $(VENV)/audit/bin/pip-audit requirements/dev.txt requirements/build.txt; \
	else echo '  не проверено — pip-audit не установить: нет сети или указателя пакетов'; fi

format: $(VENV)/dev.stamp ## привести исходный текст к принятому виду
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

# A peer that cannot be installed is left out of its figures and told there; nothing fails for it.
bench: $(VENV)/dev.stamp ## измерить быстродействие и показать таблицу (около получаса; ARGS='--only start keys', '--full')
	@$(MAKE) --silent $(VENV)/peers.stamp || echo '  Не все соседи для сравнения установлены: чего нет, будет названо.'
	@$(PY) benchmarks/table.py $(ARGS)

accept: $(VENV)/dev.stamp ## проверить обещания о многих за одним столом (benchmarks/accept_*.py, около получаса)
	@set -e; for script in benchmarks/accept_*.py; do echo "==> $$script"; $(PY) "$$script" $(ARGS) || failed=1; done; \
	test -z "$$failed"

guide: $(VENV)/dev.stamp ## заново снять картинки руководства (docs/guide/img)
	@$(PY) docs/guide/pictures.py

map: $(VENV)/dev.stamp ## заново записать карту модулей по их описаниям (docs/map.md)
	@$(PY) -m tests.structure.module_map

lock: ## заново подобрать версии зависимостей (нужен uv; LOCK_ARGS=--upgrade — обновить)
	@test -x "$(UV)" || { echo 'Нужен uv: $(PYTHON) -m pip --python $(PY) install uv' >&2; exit 1; }
	$(LOCK) --group build --output-file requirements/build.txt
	$(LOCK) pyproject.toml --group dev --output-file requirements/dev.txt
	$(LOCK) pyproject.toml --constraint requirements/dev.txt --output-file requirements/run.txt
	$(LOCK) --group audit --output-file requirements/audit.txt
	$(LOCK) --group mutate --constraint requirements/dev.txt --output-file requirements/mutate.txt
	@$(PY) requirements/bill.py

sbom: $(VENV)/venv.stamp ## записать опись состава (CycloneDX) по тому, что закреплено
	@$(PY) requirements/bill.py

clean: ## убрать всё собранное
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	rm -f snapshot_report.html
	find benchmarks config console core tests -type d -name __pycache__ -prune -exec rm -rf {} +

# The environment. pip of the machine's Python fills it (`--python`), so ensurepip, which some systems lack, is not needed.
$(VENV)/venv.stamp:
	@test -n "$(PYTHON)" || { echo 'Нужен Python 3.11 или новее: ни одна из команд python3.11, python3, python его не даёт.' \
		'Установите его или укажите путь: make PYTHON=/путь/к/python3.11 …' >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'Нужен Python 3.11 или новее, а $(PYTHON) старше (или не запускается).' >&2; exit 1; }
	@$(PYTHON) -m pip --version >/dev/null 2>&1 || { echo 'У $(PYTHON) нет pip: установите пакет python3-pip.' >&2; exit 1; }
	@echo '==> Создаю окружение $(VENV) ('"$$($(PYTHON) --version)"')'
	@$(PYTHON) -m venv --without-pip $(VENV) || \
		{ echo 'Не удалось создать окружение: у $(PYTHON) нет модуля venv.' >&2; exit 1; }
	@touch $@

$(VENV)/build.stamp: $(VENV)/venv.stamp requirements/build.txt
	@$(INSTALL) --quiet --require-hashes -r requirements/build.txt
	@touch $@

$(VENV)/run.stamp: $(VENV)/build.stamp requirements/run.txt pyproject.toml
	@echo '==> Устанавливаю библиотеки: первый раз это занимает около минуты'
	@$(HASHED) -r requirements/run.txt
	@$(call install_pult)
	@touch $@

# dev.txt is locked first and constrains run.txt, so both hold the same versions: one environment serves both.
$(VENV)/dev.stamp: $(VENV)/build.stamp requirements/dev.txt requirements/run.txt pyproject.toml
	@echo '==> Устанавливаю библиотеки и средства проверки: первый раз это занимает около минуты'
	@$(HASHED) -r requirements/dev.txt
	@$(call install_pult)
	@touch $(VENV)/run.stamp $@

# mutmut runs the tests in its own process, so it lives where they do; dev.txt constrains what it brings.
$(VENV)/mutate.stamp: $(VENV)/dev.stamp requirements/mutate.txt
	@$(HASHED) -r requirements/mutate.txt
	@touch $@

# What the benchmarks stand beside is no part of the product and stands apart too.
$(VENV)/peers.stamp: $(VENV)/venv.stamp benchmarks/peers/requirements.txt
	@echo '==> Устанавливаю соседей для сравнения'
	@$(PYTHON) -m venv --without-pip $(VENV)/peers
	@$(PYTHON) -m pip --python $(VENV)/peers/bin/python --disable-pip-version-check install --quiet --no-input \
		-r benchmarks/peers/requirements.txt
	@touch $@

# pip-audit stands apart: it needs pip and forty packages that the desk has no use for.
$(VENV)/audit.stamp: $(VENV)/venv.stamp requirements/audit.txt
	@$(PYTHON) -m venv --without-pip $(VENV)/audit
	@$(PYTHON) -m pip --python $(VENV)/audit/bin/python --disable-pip-version-check install --quiet --no-input \
		--require-hashes -r requirements/audit.txt
	@touch $@

define install_pult
echo '==> Устанавливаю пульт' && \
$(INSTALL) --quiet --no-deps --no-build-isolation -e . && \
echo '==> Компилирую исходный текст' && \
$(PY) -m compileall -q config console core && \
$(PY) -m core.write_generated_code core console && \
echo '==> Готово'
endef
