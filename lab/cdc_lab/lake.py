"""The Delta tables, read without Spark: by delta-rs and by DuckDB."""

from __future__ import annotations

import glob
import importlib
import json
import os
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Optional, Union

import duckdb
import pandas as pd
import pyarrow as pa
from deltalake import DeltaTable, QueryBuilder

from cdc_lab.endpoints import Endpoints

Version = Union[int, str, datetime, None]


@dataclass(frozen=True)
class Lake:
    endpoints: Endpoints

    def path(self, table: str) -> str:
        """Where a table of the source, or one by its name in the lake, is: a folder, or a URI of an object store."""
        schema, name = self.endpoints.target(table).split(".", 1)
        below = self.endpoints.layout.replace("{schema}", schema).replace("{table}", name)
        return _place(self.endpoints.lake) + "/" + below

    def dead_letters(self, most: int = 20) -> pd.DataFrame:
        """What could not be read, with place and reason; empty while there is nothing."""
        path = self.endpoints.dead_letters
        if not path or not DeltaTable.is_deltatable(_place(path), self._options()):
            return pd.DataFrame(columns=["topic", "partition", "offset", "reason"])
        builder = QueryBuilder().register("t", DeltaTable(_place(path), storage_options=self._options()))
        return _frame(pa.table(builder.execute(f"SELECT * FROM t LIMIT {most}").read_all()))

    def table(self, table: str, version: Version = None) -> DeltaTable:
        """delta-rs' own table, as of a version, or a time (ISO 8601), where one is given."""
        delta = DeltaTable(self.path(table), storage_options=self._options())
        if version is not None:
            delta.load_as_version(version)
        return delta

    def _options(self) -> Optional[dict[str, str]]:
        store = self.endpoints.store
        return store.delta_rs() if store else None

    def arrow(self, table: str, where: str = "true", version: Version = None) -> pa.Table:
        """Rows, read by delta-rs, as Arrow; by the first column."""
        builder = QueryBuilder().register("t", self.table(table, version))
        return pa.table(builder.execute(f"SELECT * FROM t WHERE {where} ORDER BY 1").read_all())

    def read(self, table: str, where: str = "true", version: Version = None) -> pd.DataFrame:
        """The same as a data frame."""
        return _frame(self.arrow(table, where, version))

    def count(self, table: str, version: Version = None) -> int:
        builder = QueryBuilder().register("t", self.table(table, version))
        return int(pa.table(builder.execute("SELECT count(*) AS n FROM t").read_all())["n"][0].as_py())

    def history(self, table: str) -> pd.DataFrame:
        """A row a commit, the newest first: what was done, and when the source had committed its last change."""
        return pd.DataFrame([_commit(c) for c in self.table(table).history()]).set_index("version")

    def changes(self, table: str, old: Version, new: Version = None) -> pd.DataFrame:
        """What differs between two versions: rows that went (-) and that came (+); an update is one of each."""
        query = "SELECT * FROM t"
        sides = [
            _frame(pa.table(QueryBuilder().register("t", self.table(table, v)).execute(query).read_all()))
            for v in (old, new)
        ]
        before, after = (side.astype("string").fillna("∅") for side in sides)
        merged = before.merge(after, how="outer", indicator=True)
        merged = merged[merged["_merge"] != "both"]
        sign = merged["_merge"].astype(str).map({"left_only": "-", "right_only": "+"})
        changed = merged.drop(columns="_merge")
        changed.insert(0, "", sign)
        return changed.sort_values(list(changed.columns[1:2]) + [""]).reset_index(drop=True)

    def duckdb(self, *tables: str) -> duckdb.DuckDBPyConnection:
        """A DuckDB that knows these tables by their names, as they are now."""
        connection = duckdb.connect()
        connection.execute(f"LOAD '{_extension('delta')}'")
        if self.endpoints.store:
            connection.execute(f"LOAD '{_extension('httpfs')}'")
            connection.execute(self.endpoints.store.duckdb_secret())
        connection.execute("SET TimeZone = 'UTC'")
        for table in tables:
            schema, name = table.split(".", 1)
            path = self.path(table).replace("'", "''")
            connection.execute(f'CREATE SCHEMA IF NOT EXISTS "{schema}"')
            connection.execute(f'CREATE VIEW "{schema}"."{name}" AS SELECT * FROM delta_scan(\'{path}\')')
        return connection


def _frame(rows: pa.Table) -> pd.DataFrame:
    """Integers stay integers where there are nulls, and times have no zone but UTC."""
    integers = {
        pa.int8(): pd.Int8Dtype(),
        pa.int16(): pd.Int16Dtype(),
        pa.int32(): pd.Int32Dtype(),
        pa.int64(): pd.Int64Dtype(),
    }
    return rows.to_pandas(types_mapper=integers.get)


def _commit(commit: dict[str, Any]) -> dict[str, Any]:
    metrics = commit.get("operationMetrics") or {}
    position = _position(commit.get("userMetadata"))
    micros = position.get("timeMicros", -1)
    committed = pd.Timestamp(commit["timestamp"], unit="ms", tz="UTC")
    source = pd.Timestamp(micros, unit="us", tz="UTC") if micros > 0 else None
    return {
        "version": commit["version"],
        "committed": committed,
        "operation": commit["operation"],
        "rows": metrics.get("numOutputRows") or metrics.get("numSourceRows"),
        "source committed": source,
        "seconds behind": (committed - source).total_seconds() if source is not None else None,
    }


def _position(metadata: Optional[str]) -> dict[str, Any]:
    """How far the source had been read: what each commit of the job tells. Others' commits say nothing."""
    try:
        found = json.loads(metadata or "{}")["cdcpipeline"]["position"]
    except (json.JSONDecodeError, KeyError, TypeError):
        return {}
    return found if isinstance(found, dict) else {}


def _place(uri: str) -> str:
    """As readers without Hadoop want it: a folder's path; s3:// where Hadoop says s3a://."""
    return re.sub(r"^s3a://", "s3://", re.sub(r"^file:(//(?=/))?", "", uri)).rstrip("/")


def _extension(name: str) -> str:
    """DuckDB's extensions come with the environment, so that nothing is fetched when they are loaded."""
    folder = os.path.dirname(str(importlib.import_module(f"duckdb_extension_{name}").__file__))
    found = glob.glob(os.path.join(glob.escape(folder), "**", f"{name}.duckdb_extension"), recursive=True)
    return found[0].replace("'", "''")
