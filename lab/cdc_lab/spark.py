"""Spark on the very jars that the product runs."""

from __future__ import annotations

import os
import tempfile
from typing import TYPE_CHECKING, Optional

from cdc_lab.endpoints import Endpoints
from cdc_lab.kafka import java_properties
from cdc_lab.store import ObjectStore

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_DELTA = "org.apache.spark.sql.delta.catalog.DeltaCatalog"


def session(tables: dict[str, str], store: Optional[ObjectStore] = None) -> "SparkSession":
    """One session a notebook, in this process' own machine; each table has its name in SQL.

    `tables`: path by `schema.table`; `store`: how the bucket is opened that they are in, if they are in one.
    """
    from pyspark.sql import SparkSession

    builder = (
        SparkSession.builder.master("local[*]")
        .appName("cdc lab")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.memory", os.environ.get("CDC_LAB_SPARK_MEMORY", "1g"))
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
        .config("spark.sql.catalog.spark_catalog", _DELTA)
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.shuffle.partitions", str(os.cpu_count() or 1))
        # A table's state, which is small here, would be read in 50 tasks.
        .config("spark.databricks.delta.snapshotPartitions", "1")
        .config("spark.sql.warehouse.dir", tempfile.mkdtemp(prefix="cdc-lab-"))
    )
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    # Not into Spark's own configuration, which it shows: some are secrets.
    hadoop = spark.sparkContext._jsc.hadoopConfiguration()
    for name, value in (store.options() if store else {}).items():
        hadoop.set(name, value)
    for table, path in tables.items():
        schema, name = table.split(".", 1)
        spark.sql(f"CREATE DATABASE IF NOT EXISTS `{schema}`")
        spark.sql(f"CREATE TABLE IF NOT EXISTS `{schema}`.`{name}` USING delta LOCATION '{path}'")
    return spark


def read_topic(spark: "SparkSession", endpoints: Endpoints, topic: str) -> "DataFrame":
    """All that a topic has now, as Kafka has it: key and value are bytes."""
    reader = spark.read.format("kafka").option("subscribe", topic).option("startingOffsets", "earliest")
    reader = reader.option("kafka.bootstrap.servers", endpoints.bootstrap_servers)
    for name, value in java_properties(endpoints).items():
        reader = reader.option("kafka." + name, value)
    return reader.load()
