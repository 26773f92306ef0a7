"""How the pipeline is: its stages, and the figures that move."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any, Optional

import pandas as pd
import psycopg
from kafka.errors import KafkaError

from cdc_lab import kafka
from cdc_lab.endpoints import Endpoints
from cdc_lab.job import Job, get_json
from cdc_lab.source import Source

_SLOT = """
SELECT active, (pg_current_wal_lsn() - restart_lsn)::bigint AS retained, confirmed_flush_lsn::text AS confirmed
FROM pg_replication_slots WHERE slot_name = %s
"""


@dataclass(frozen=True)
class Pipeline:
    endpoints: Endpoints

    def stages(self) -> pd.DataFrame:
        """Each part is asked itself."""
        rows = [
            ("source", *self._source()),
            ("broker", *self._broker()),
            ("capture", *self._capture()),
            ("apply", *self._apply()),
        ]
        return pd.DataFrame(rows, columns=["stage", "state", "message"])

    def tables(self) -> pd.DataFrame:
        """A row a table, as the job sees it."""
        status = Job(self.endpoints).status() or {"tables": []}
        columns = ["name", "state", "version", "rows", "lagSeconds", "message"]
        rows = [[t.get(c) for c in columns] for t in status["tables"]]
        names = ["table", "state", "version", "changes", "seconds behind", "message"]
        return pd.DataFrame(rows, columns=names)

    def slot(self) -> dict[str, Any]:
        """The replication slot: whether it is read, the log it holds back in bytes, up to where it was confirmed."""
        rows = Source(self.endpoints).query(_SLOT, [self.endpoints.slot])
        return {} if rows.empty else dict(rows.astype(object).to_dict("records")[0])

    def sample(self) -> dict[str, Any]:
        """The figures that move, now."""
        status = Job(self.endpoints).status() or {}
        return {
            "time": pd.Timestamp.now(tz="UTC"),
            "seconds behind": status.get("lagSeconds"),
            "changes": status.get("events"),
            "retained log, KiB": self.slot().get("retained", 0) / 1024,
            "dead letters": status.get("deadLetters"),
        }

    def watch(self, seconds: float = 30, every: float = 1) -> pd.DataFrame:
        """Draws the figures anew each `every` seconds. Returns what was seen."""
        from cdc_lab.plots import Figures

        figures = Figures()
        samples = [self.sample()]
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            time.sleep(every)
            samples.append(self.sample())
            figures.draw(_with_rate(samples))
        figures.close()
        return _with_rate(samples)

    def _source(self) -> tuple[str, str]:
        try:
            version = Source(self.endpoints).query("SELECT current_setting('server_version')").iloc[0, 0]
            return "Ready", f"PostgreSQL {version} at {self.endpoints.host}:{self.endpoints.port}"
        except psycopg.Error as e:
            return "Unreachable", str(e).strip().splitlines()[0]

    def _broker(self) -> tuple[str, str]:
        try:
            client = kafka.consumer(self.endpoints)
            topics = len(client.topics())
            client.close()
            return "Ready", f"Kafka at {self.endpoints.bootstrap_servers}, {topics} topics"
        except KafkaError as e:
            return "Unreachable", f"Kafka at {self.endpoints.bootstrap_servers}: {e}"

    def _capture(self) -> tuple[str, str]:
        url = self.endpoints.connect_url
        found = get_json(f"{url}/connectors?expand=status") if url else None
        if found is None:
            active = self.slot().get("active")
            return ("Ready" if active else "Unknown"), "Kafka Connect is closed to the lab; its slot is " + (
                "read" if active else "not read"
            )
        states = [(name, c["status"]) for name, c in found.items()]
        running = all(s["connector"]["state"] == "RUNNING" for _, s in states) and all(
            t["state"] == "RUNNING" for _, s in states for t in s["tasks"]
        )
        return ("Ready" if states and running else "Failed"), ", ".join(
            f"connector {name}: {s['connector']['state']}, tasks {[t['state'] for t in s['tasks']]}"
            for name, s in states
        )

    def _apply(self) -> tuple[str, str]:
        status: Optional[dict[str, Any]] = Job(self.endpoints).status()
        if status is None:
            return "Unreachable", f"the job does not answer at {self.endpoints.status_url}"
        state = "Ready" if status["state"] == "Running" else str(status["state"])
        return state, status.get("message") or f"batch {status['batch']}, last commit {status['lastCommit']}"


def _with_rate(samples: list[dict[str, Any]]) -> pd.DataFrame:
    frame = pd.DataFrame(samples)
    passed = frame["time"].diff().dt.total_seconds()
    frame["changes/s"] = pd.to_numeric(frame["changes"]).diff() / passed
    return frame
