"""The page about the history and the words for Datasette say what the file really has."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from db.connect import connect
from db.datasette import TABLES, VIEWS
from tests.db.conftest import begin, hold
from workouts.model import Side

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "history.md").read_text()
QUERIES = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture
def connection(path):
    opened = connect(path)
    yield opened
    opened.close()


def columns(connection, table):
    return [row["name"] for row in connection.execute(f"PRAGMA table_info({table})")]


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.split()[1])
def test_the_example_queries_run(history, connection, clock, query):
    session = begin(history)
    history.add_set(session, hold(1))
    history.add_set(session, hold(2, Side.RIGHT, held_s=15.0))
    history.finish(session, "finished", 40.0, 0.0)
    history.set_session_pain(session, "before", 1)
    history.set_session_pain(session, "morning", 2)
    found = connection.execute(query).fetchall()
    assert found or "date('now'" in query


def test_the_page_names_every_table_and_column(connection):
    for table in TABLES:
        assert f"**{table}**" in PAGE
        for column in columns(connection, table):
            assert column == "id" or f"`{column}`" in PAGE, f"{table}.{column}"


def test_the_page_names_every_view(connection):
    for view in VIEWS:
        assert f"| `{view}` |" in PAGE


def test_datasette_hears_of_every_column_and_of_no_other(connection):
    for table, (_, described) in TABLES.items():
        found = set(columns(connection, table)) - {"id", "updated_at", "deleted_at"}
        assert set(described) == found, table


def test_the_metadata_is_written_by_one_command():
    done = subprocess.run(
        [sys.executable, "-m", "db.datasette"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
        check=True,
    )
    told = json.loads(done.stdout)["databases"]["history"]["tables"]
    assert set(told) == {*TABLES, *VIEWS}
