"""The pipeline's topics, and what is in them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, Iterator

import pandas as pd

from cdc_lab import kafka
from cdc_lab.endpoints import Endpoints
from cdc_lab.events import Event, Schemas, read_event


@dataclass(frozen=True)
class Topics:
    endpoints: Endpoints

    def list(self) -> pd.DataFrame:
        """A row a topic: what it is for, where it begins and ends, how large it is on the brokers' disks."""
        sizes = self._sizes()
        client = kafka.consumer(self.endpoints)
        try:
            names = sorted(t for t in client.topics() if t.startswith(self.endpoints.topic_prefix + "."))
            places = kafka.partitions(client, names)
            first, end = client.beginning_offsets(places), client.end_offsets(places)
        finally:
            client.close()
        rows = [
            {
                "topic": p.topic,
                "holds": self._purpose(p.topic),
                "partition": p.partition,
                "first": first[p],
                "end": end[p],
                "bytes": sizes.get((p.topic, p.partition)),
            }
            for p in places
        ]
        return pd.DataFrame(rows, columns=["topic", "holds", "partition", "first", "end", "bytes"])

    def of_table(self, table: str) -> str:
        """The topic with a table's changes, where its name has nothing but letters, digits and underscores."""
        schema, name = table.split(".", 1)
        length = f"-{len(schema)}" if "_" in schema else ""
        return f"{self.endpoints.topic_prefix}.{schema}.{name}{length}"

    def ends(self) -> dict[tuple[str, int], int]:
        """By topic and partition of the tables: the offset that the next event will get."""
        client = kafka.consumer(self.endpoints)
        try:
            pattern = re.compile(re.escape(self.endpoints.topic_prefix) + r"\.[^.]+\..+")
            names = [t for t in client.topics() if pattern.fullmatch(t)]
            ends = client.end_offsets(kafka.partitions(client, names))
            return {(p.topic, p.partition): end for p, end in ends.items()}
        finally:
            client.close()

    def schemas(self) -> Schemas:
        """The schemas of compact events by fingerprint: all that their compacted topic has now."""
        found: Schemas = {}
        for key, value in self._read(self.endpoints.topic_prefix + ".schemas"):
            if key is not None and value is not None and key != b"naming":
                found[key.decode()] = json.loads(value)
        return found

    def explain(self, records: pd.DataFrame) -> pd.DataFrame:
        """Kafka's records (columns `partition`, `offset`, `timestamp`, `value`) as a table that one can read."""
        schemas = self.schemas()
        rows = []
        for record in records.sort_values(["partition", "offset"]).to_dict("records"):
            event = read_event(record["value"], schemas)
            if event is not None:
                rows.append({"offset": record["offset"], "in Kafka": record["timestamp"], **_row(event)})
        return pd.DataFrame(rows)

    def _purpose(self, topic: str) -> str:
        rest = topic[len(self.endpoints.topic_prefix) + 1 :]
        kinds = {
            "heartbeat": "that the connector lives, and how far it has read",
            "transaction": "bounds of transactions",
            "schemas": "schemas of events, by fingerprint",
        }
        return kinds.get(rest, f"changes of {rest}" if "." in rest else "messages")

    def _sizes(self) -> dict[tuple[str, int], int]:
        """Of the largest copy; none where this client may not ask."""
        client = kafka.admin(self.endpoints)
        sizes: dict[tuple[str, int], int] = {}
        try:
            for broker in client.describe_log_dirs():
                for folder in broker["log_dirs"]:
                    for topic in folder["topics"]:
                        for p in topic["partitions"]:
                            place = (topic["name"], p["partition_index"])
                            sizes[place] = max(sizes.get(place, 0), p["partition_size"])
        finally:
            client.close()
        return sizes

    def _read(self, topic: str) -> Iterator[tuple[Any, Any]]:
        client = kafka.consumer(self.endpoints)
        try:
            places = kafka.partitions(client, [topic])
            client.assign(places)
            ends = client.end_offsets(places)
            while any(client.position(p) < end for p, end in ends.items()):
                for records in client.poll(timeout_ms=1000).values():
                    for record in records:
                        yield record.key, record.value
        finally:
            client.close()


def _row(event: Event) -> dict[str, Any]:
    return {
        "what": event.what,
        "before": event.before,
        "after": event.after,
        "transaction": event.transaction,
        "order in it": event.order,
        "position": event.lsn,
        "position of the commit": event.commit_lsn,
        "committed": event.committed,
    }
