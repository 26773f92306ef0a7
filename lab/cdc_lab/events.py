"""What one event says. How it looks is told in docs/events.md."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Optional, Union

import fastavro
import pandas as pd

Schemas = dict[str, dict[str, Any]]

_COMPACT = 1
_HEADER = 9
_WHAT: dict[str, str] = {"r": "read", "c": "insert", "u": "update", "d": "delete", "t": "truncate"}


@dataclass(frozen=True)
class Event:
    """A change of one row. Positions are PostgreSQL's, as it writes them; a value is the text that it printed."""

    what: str
    before: Optional[dict[str, Any]]
    after: Optional[dict[str, Any]]
    transaction: Optional[int]
    order: Optional[int]
    lsn: Optional[str]
    commit_lsn: Optional[str]
    committed: Optional[pd.Timestamp]


def read_event(value: Optional[bytes], schemas: Schemas) -> Optional[Event]:
    """None for a record without a value, and for one of a form that is not known here."""
    if not value:
        return None
    if value[0] == _COMPACT:
        return _compact(bytes(value), schemas)
    return _json(value) if value[:1] == b"{" else None


def _compact(value: bytes, schemas: Schemas) -> Optional[Event]:
    schema = schemas.get(value[1:_HEADER].hex())
    if schema is None:
        return None
    found = fastavro.schemaless_reader(io.BytesIO(value[_HEADER:]), fastavro.parse_schema(dict(schema)), None)
    assert isinstance(found, dict)
    names = _columns(schema)
    return Event(
        what=_what(found["op"]),
        before=_named(found["before"], names),
        after=_named(found["after"], names),
        transaction=found["xid"],
        order=found["order"],
        lsn=lsn(found["lsn"]),
        commit_lsn=lsn(found["commitLsn"]),
        committed=_time(found["commitTime"]),
    )


def _json(value: bytes) -> Optional[Event]:
    payload = json.loads(value).get("payload")
    if not isinstance(payload, dict) or "op" not in payload:
        return None
    source = payload.get("source") or {}
    return Event(
        what=_what(payload["op"]),
        before=payload.get("before"),
        after=payload.get("after"),
        transaction=source.get("txId"),
        order=source.get("order"),
        lsn=lsn(source.get("lsn")),
        commit_lsn=lsn(source.get("commit_lsn")),
        committed=_time(source.get("ts_us")),
    )


def _what(operation: Any) -> str:
    return _WHAT.get(str(operation), str(operation))


def lsn(position: Optional[int]) -> Optional[str]:
    """A place in the log as PostgreSQL writes it; None where there is none."""
    return f"{position >> 32:X}/{position & 0xFFFFFFFF:X}" if position is not None and position >= 0 else None


def _columns(schema: dict[str, Any]) -> dict[str, str]:
    before = next(field for field in schema["fields"] if field["name"] == "before")
    return {field["name"]: field["column"]["name"] for field in before["type"][1]["fields"]}


def _named(row: Optional[dict[str, Any]], names: dict[str, str]) -> Optional[dict[str, Any]]:
    return None if row is None else {names.get(key, key): value for key, value in row.items()}


def _time(value: Union[int, datetime, None]) -> Optional[pd.Timestamp]:
    """Microseconds since 1970, or what the Avro reader has made of them."""
    if isinstance(value, datetime):
        return pd.Timestamp(value).tz_convert("UTC")
    return pd.Timestamp(value, unit="us", tz="UTC") if value else None
