"""Source and lake row by row. PostgreSQL itself compares: the lake's rows are laid beside its own, in a temporary table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Optional

import numpy as np
import pandas as pd
import psycopg
from psycopg import sql

from cdc_lab.lake import Lake
from cdc_lab.source import Source, identifier

#: More than these would be held in memory for too long.
MOST_ROWS = 1_000_000

_LAID = sql.Identifier("cdc_lab_rows")


class NotComparable(Exception):
    """The rows cannot be compared here; the message says why, and what can."""


@dataclass(frozen=True)
class Difference:
    rows: int
    only_in_source: list[str]
    only_in_lake: list[str]

    @property
    def equal(self) -> bool:
        return not self.only_in_source and not self.only_in_lake


def compare(source: Source, lake: Lake, table: str, where: str = "true", most: int = 20) -> Difference:
    """Up to `most` rows of each side that the other one lacks, as PostgreSQL prints them."""
    rows = lake.arrow(table, where)
    if rows.num_rows > MOST_ROWS:
        raise NotComparable(
            f"{table} has {rows.num_rows} rows, too many for a notebook: `cdc verify {table}` compares it."
        )
    with source.connect() as connection:
        # One transaction, so that the temporary table goes with it.
        with connection.transaction():
            _lay(connection, table, rows.column_names, [list(r.values()) for r in rows.to_pylist()])
            columns = sql.SQL(", ").join(map(sql.Identifier, rows.column_names))
            ours = sql.SQL("SELECT ROW({}) ::text FROM {} WHERE {}").format(columns, identifier(table), sql.SQL(where))
            theirs = sql.SQL("SELECT ROW({}) ::text FROM {}").format(columns, _LAID)
            return Difference(
                rows.num_rows, _lacking(connection, ours, theirs, most), _lacking(connection, theirs, ours, most)
            )


def _lay(connection: psycopg.Connection[Any], table: str, columns: list[str], rows: list[list[Any]]) -> None:
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    connection.execute(
        sql.SQL("CREATE TEMPORARY TABLE {} ON COMMIT DROP AS SELECT {} FROM {} WITH NO DATA").format(
            _LAID, names, identifier(table)
        )
    )
    try:
        with connection.cursor().copy(sql.SQL("COPY {} ({}) FROM STDIN").format(_LAID, names)) as copy:
            for row in rows:
                copy.write_row([_plain(value) for value in row])
    except (psycopg.DataError, psycopg.ProgrammingError) as e:
        raise NotComparable(f"{table} has a type that cannot be compared here ({e}): `cdc verify {table}` can.") from e


def _lacking(connection: psycopg.Connection[Any], one: sql.Composed, other: sql.Composed, most: int) -> list[str]:
    query = sql.SQL("SELECT * FROM ({} EXCEPT ALL {}) d ORDER BY 1 LIMIT {}").format(one, other, sql.Literal(most))
    return [row[0] for row in connection.execute(query).fetchall()]


def _plain(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return value.tolist()
    return value


def verdicts(found: dict[str, Optional[Difference]]) -> pd.DataFrame:
    """A row a table; None is a table that is not in the lake."""
    rows = [
        {
            "table": table,
            "rows": None if d is None else d.rows,
            "equal": d is not None and d.equal,
            "only in source": [] if d is None else d.only_in_source,
            "only in lake": [] if d is None else d.only_in_lake,
        }
        for table, d in found.items()
    ]
    return pd.DataFrame(rows, columns=["table", "rows", "equal", "only in source", "only in lake"])
