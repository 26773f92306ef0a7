"""The database that the pipeline reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Optional, Sequence

import pandas as pd
import psycopg
from psycopg import sql

from cdc_lab.endpoints import Endpoints

_TABLES = """
SELECT n.nspname AS schema, c.relname AS table, c.reltuples::bigint AS "rows, estimated",
       p.tablename IS NOT NULL AS captured
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_publication_tables p ON p.pubname = %s AND p.schemaname = n.nspname AND p.tablename = c.relname
WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
ORDER BY 1, 2
"""

_CAPTURED = """
SELECT schemaname || '.' || tablename FROM pg_publication_tables
WHERE pubname = %s AND (schemaname || '.' || tablename) ~ %s ORDER BY 1
"""


@dataclass(frozen=True)
class Source:
    endpoints: Endpoints

    def connect(self) -> psycopg.Connection[Any]:
        """A connection of your own, each statement a transaction; close it, or use it in a `with`."""
        e = self.endpoints
        tls: dict[str, Any] = {}
        if e.tls:
            # "system" is libpq's word for the authorities that this machine trusts.
            tls = {"sslmode": e.tls.mode, "sslrootcert": e.tls.authority_file or "system"}
            if e.tls.mode == "require" and not e.tls.authority_file:
                del tls["sslrootcert"]
        return psycopg.connect(
            host=e.host,
            port=e.port,
            dbname=e.database,
            user=e.user,
            password=e.password(),
            application_name="cdc lab",
            connect_timeout=10,
            autocommit=True,
            # Whatever the database says of how values are printed
            options="-c DateStyle=ISO,MDY -c IntervalStyle=postgres -c TimeZone=UTC -c bytea_output=hex",
            **tls,
        )

    def query(self, statement: str, parameters: Optional[Sequence[Any]] = None) -> pd.DataFrame:
        """The rows of one statement."""
        with self.connect() as connection:
            cursor = connection.execute(statement, parameters)
            columns = [column.name for column in cursor.description or []]
            return pd.DataFrame(cursor.fetchall(), columns=columns)

    def run(self, *statements: str) -> int:
        """All statements in one transaction. Returns a place in the log that lies before the transaction's commit."""
        with self.connect() as connection, connection.transaction():
            for statement in statements:
                connection.execute(statement)
            row = connection.execute("SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn").fetchone()
        assert row is not None
        return int(row[0])

    def schemas_and_tables(self) -> pd.DataFrame:
        return self.query(_TABLES, [self.endpoints.publication])

    def captured_tables(self) -> list[str]:
        """`schema.table` of those that are captured."""
        # What the pipeline's pattern begins with is Java's; PostgreSQL's expressions look ahead as well.
        pattern = "^(?:" + (self.endpoints.tables or ".*").replace("(?-i)", "") + ")$"
        return [str(row) for row in self.query(_CAPTURED, [self.endpoints.publication, pattern]).iloc[:, 0]]


def identifier(table: str) -> sql.Identifier:
    """`schema.table` as SQL writes it."""
    return sql.Identifier(*table.split(".", 1))
