# Short names for those who like them; the README's commands need no make.
.PHONY: run test check format lock

run:
	python3 bootstrap.py run

test:
	python3 bootstrap.py test

check:
	.ci/run

format:
	.venv/bin/python -m ruff format .
	.venv/bin/python -m ruff check --fix .

lock:
	python3 tools/lock.py
