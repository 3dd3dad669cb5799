"""A list longer than anybody lives in a test: the row of one ticket again and again under other numbers."""

from pathlib import Path

from tests.support.store import raw

FIRST = 1001
"""The number of the first copy."""


def multiply(path: Path, number: int, count: int, first: int = FIRST) -> None:
    """Add ``count`` copies of a ticket's row, each due a second after the one before; no log bears them out."""
    if not count:
        return
    with raw(path) as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(tickets)")]
        changed = {"number": f"{first} + n", "sort_due": "sort_due + n * 1000000", "next_due": "next_due + n * 1000000"}
        values = ", ".join(changed.get(column, f'"{column}"') for column in columns)
        connection.execute(
            f"""WITH RECURSIVE places (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM places WHERE n + 1 < {count})
            INSERT INTO tickets SELECT {values} FROM tickets, places WHERE number = {number}"""
        )
