"""What the streaming job says of itself, and waiting for it."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any, Callable, Optional

from cdc_lab.endpoints import Endpoints
from cdc_lab.source import Source
from cdc_lab.topics import Topics

_POLL_SECONDS = 0.05
#: The first fill of a pipeline that has just started takes more than a minute on a busy machine.
PATIENCE_SECONDS = 180.0


class NotInTime(Exception):
    """What was waited for did not come; the message says what was still missing."""


@dataclass(frozen=True)
class Job:
    endpoints: Endpoints

    def status(self) -> Optional[dict[str, Any]]:
        """The job's status document; None while nothing answers."""
        return get_json(self.endpoints.status_url)

    def table(self, name: str) -> dict[str, Any]:
        """A table's part of the document; empty while the job does not know the table."""
        tables = (self.status() or {}).get("tables", [])
        return next((t for t in tables if t["name"] == name), {})

    def await_change(self, table: str, place: int, timeout: float) -> None:
        """Returns when the lake has a change of the table that was committed behind this place in the log."""

        def missing() -> Optional[str]:
            found = self.table(table)
            if found.get("message"):
                return f"table {table}: {found['message']}"
            reached = int((found.get("position") or {}).get("commitLsn", -1))
            return (
                None if reached >= place else f"table {table} is at {reached} in the source's log, this is at {place}"
            )

        wait(missing, timeout)

    def catch_up(self, timeout: float = PATIENCE_SECONDS) -> float:
        """Returns, with the seconds it took, when all that is committed in the source now can be read in the lake."""
        started = time.monotonic()
        source = Source(self.endpoints)
        with source.connect() as connection:
            row = connection.execute("SELECT pg_logical_emit_message(true, 'cdc.wait', '')::text").fetchone()
            assert row is not None
            mark = row[0]

            def unread() -> Optional[str]:
                slot = connection.execute(
                    "SELECT confirmed_flush_lsn >= %s::pg_lsn FROM pg_replication_slots WHERE slot_name = %s",
                    [mark, self.endpoints.slot],
                ).fetchone()
                return None if slot and slot[0] else f"the connector has not confirmed the source's log up to {mark}"

            wait(unread, timeout)
        tables = source.captured_tables() if self.endpoints.filled else []
        wait(lambda: self._absent(tables), timeout)
        ends = Topics(self.endpoints).ends()
        wait(lambda: self._unapplied(ends), timeout)
        return time.monotonic() - started

    def _absent(self, tables: list[str]) -> Optional[str]:
        """A table that has no rows has no events either: it is there once it has been filled."""
        status = self.status() or {"tables": []}
        present = {t["name"] for t in status["tables"] if t["version"] >= 0}
        return next((f"table {table} is not in the lake yet" for table in tables if table not in present), None)

    def _unapplied(self, ends: dict[tuple[str, int], int]) -> Optional[str]:
        status = self.status()
        if status is None:
            return f"the job does not answer at {self.endpoints.status_url}"
        for (topic, partition), end in ends.items():
            applied = int(status["offsets"].get(topic, {}).get(str(partition), 0))
            if applied < end:
                return f"topic {topic} is applied up to offset {applied} of {end}"
        return None


def wait(missing: Callable[[], Optional[str]], timeout: float) -> None:
    """Until nothing is missing."""
    deadline = time.monotonic() + timeout
    while (what := missing()) is not None:
        if time.monotonic() > deadline:
            raise NotInTime(f"Not in the lake after {timeout:.0f} s: {what}.")
        time.sleep(_POLL_SECONDS)


def get_json(url: Optional[str]) -> Optional[dict[str, Any]]:
    """None when nothing answers there."""
    if not url:
        return None
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            document: dict[str, Any] = json.load(answer)
            return document
    except (urllib.error.URLError, OSError, json.JSONDecodeError):
        return None
