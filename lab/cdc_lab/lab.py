"""One pipeline, as the notebooks use it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Optional

import pandas as pd
from matplotlib.figure import Figure

from cdc_lab import compare, plots, spark
from cdc_lab.arrival import Arrival
from cdc_lab.endpoints import Endpoints, find
from cdc_lab.job import PATIENCE_SECONDS, Job
from cdc_lab.lake import Lake
from cdc_lab.pipeline import Pipeline
from cdc_lab.source import Source
from cdc_lab.topics import Topics

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

#: Each that Spark knows costs a look at its log.
_MOST_TABLES = 20


class Lab:
    def __init__(self, endpoints: Endpoints) -> None:
        self.endpoints = endpoints
        self.source = Source(endpoints)
        self.lake = Lake(endpoints)
        self.topics = Topics(endpoints)
        self.job = Job(endpoints)
        self.pipeline = Pipeline(endpoints)

    @classmethod
    def here(cls) -> "Lab":
        """The pipeline that this notebook stands beside."""
        # Messages and rows are read, not only looked at.
        pd.set_option("display.max_colwidth", 150, "display.width", 200, "display.max_columns", 30)
        return cls(find())

    def __repr__(self) -> str:
        e = self.endpoints
        return (
            f"source  {e.user}@{e.host}:{e.port}/{e.database}\n"
            f"kafka   {e.bootstrap_servers}, topics {e.topic_prefix}.*\n"
            f"lake    {e.lake}"
        )

    def follow(self, *statements: str, table: str, where: str = "true", timeout: float = PATIENCE_SECONDS) -> Arrival:
        """Runs statements in one transaction, and waits until the lake has the table's change."""
        place = self.source.run(*statements)
        committed = time.monotonic()
        self.job.await_change(table, place, timeout)
        return self.both(table, where, time.monotonic() - committed)

    def both(self, table: str, where: str = "true", seconds: Optional[float] = None) -> Arrival:
        """The rows of both sides now."""
        source = self.source.query(f"SELECT * FROM {table} WHERE {where} ORDER BY 1")
        return Arrival(
            seconds,
            source,
            self.lake.read(table, where),
            compare.compare(self.source, self.lake, table, where).equal,
        )

    def verify(self, *tables: str, timeout: float = PATIENCE_SECONDS) -> pd.DataFrame:
        """All rows of both sides, of all captured tables where none is named; a table under change is looked at again."""
        named = list(tables) or self.source.captured_tables()
        found: dict[str, Optional[compare.Difference]] = {}
        for _ in range(3):
            self.job.catch_up(timeout)
            for table in named:
                known = found.get(table)
                if known is None or not known.equal:
                    present = self.job.table(table).get("version", -1) >= 0
                    found[table] = compare.compare(self.source, self.lake, table) if present else None
            if all(d is not None and d.equal for d in found.values()):
                break
        return compare.verdicts(found)

    def spark(self, *tables: str) -> "SparkSession":
        """Spark SQL, in which these tables of the lake have their names; without any named, the first twenty."""
        status = self.job.status() or {"tables": []}
        present = tables or [t["name"] for t in status["tables"] if t["version"] >= 0][:_MOST_TABLES]
        paths = {name: self.lake.path(name).replace("s3://", "s3a://") for name in present}
        return spark.session(paths, self.endpoints.store)

    def read_topic(self, table: str) -> "DataFrame":
        """All events of a table that its topic still has, as a batch of Spark's."""
        return spark.read_topic(spark.session({}), self.endpoints, self.topics.of_table(table))

    def dead_letters(self, most: int = 20) -> pd.DataFrame:
        """What could not be read, with place and reason; empty while there is nothing."""
        return self.lake.dead_letters(most)

    def plot(self, table: str, minutes: float = 10) -> Figure:
        return plots.rows_and_freshness(self.lake, table, minutes)
