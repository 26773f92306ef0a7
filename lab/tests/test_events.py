"""What events and answers look like to a reader."""

import io
import json
import unittest

import fastavro
import pandas as pd

from cdc_lab.arrival import Arrival
from cdc_lab.events import lsn, read_event

ROW = {
    "type": "record",
    "name": "Row",
    "fields": [
        {"name": "c0", "type": ["null", "string"], "column": {"name": "id"}},
        {"name": "c1", "type": ["null", "string"], "column": {"name": "first name"}},
    ],
}
SCHEMA = {
    "type": "record",
    "name": "Event",
    "fields": [
        {"name": "op", "type": "string"},
        {"name": "commitLsn", "type": "long"},
        {"name": "lsn", "type": "long"},
        {"name": "order", "type": "long"},
        {"name": "xid", "type": ["null", "long"]},
        {"name": "commitTime", "type": {"type": "long", "logicalType": "timestamp-micros"}},
        {"name": "before", "type": ["null", ROW]},
        {"name": "after", "type": ["null", "Row"]},
    ],
}


def compact(event: dict) -> bytes:
    out = io.BytesIO()
    fastavro.schemaless_writer(out, fastavro.parse_schema(dict(SCHEMA)), event)
    return b"\x01" + bytes(7) + b"\x2a" + out.getvalue()


class EventsTest(unittest.TestCase):
    def test_a_compact_event_has_its_columns_names(self) -> None:
        event = {"op": "u", "commitLsn": 2**32 + 255, "lsn": 16, "order": 3, "xid": 7, "commitTime": 1_000_000}
        value = compact({**event, "before": None, "after": {"c0": "1", "c1": None}})
        found = read_event(value, {"000000000000002a": SCHEMA})
        assert found is not None
        self.assertEqual((found.what, found.after, found.before), ("update", {"id": "1", "first name": None}, None))
        self.assertEqual((found.commit_lsn, found.lsn, found.order, found.transaction), ("1/FF", "0/10", 3, 7))
        self.assertEqual(found.committed, pd.Timestamp("1970-01-01T00:00:01Z"))

    def test_an_event_of_an_unknown_schema_is_left_out(self) -> None:
        self.assertIsNone(read_event(b"\x01" + bytes(8), {}))

    def test_an_event_in_json_says_the_same(self) -> None:
        source = {"lsn": 16, "commit_lsn": 32, "order": 1, "txId": 7, "ts_us": 1_000_000}
        payload = {"op": "d", "before": {"id": "1"}, "after": None, "source": source}
        found = read_event(json.dumps({"payload": payload}).encode(), {})
        assert found is not None
        self.assertEqual((found.what, found.before, found.commit_lsn), ("delete", {"id": "1"}, "0/20"))

    def test_a_record_without_a_value_is_no_event(self) -> None:
        self.assertIsNone(read_event(None, {}))

    def test_no_position_is_none(self) -> None:
        self.assertIsNone(lsn(-1))
        self.assertIsNone(lsn(None))

    def test_an_arrival_tells_time_and_verdict(self) -> None:
        rows = pd.DataFrame({"id": [1], "name": ["<b>"]})
        self.assertIn("In the lake after 1.2 s. Source and lake are NOT equal.", repr(Arrival(1.23, rows, rows, False)))
        self.assertIn("&lt;b&gt;", Arrival(None, rows, rows, True)._repr_html_())
        self.assertNotIn("after", repr(Arrival(None, rows, rows, True)))
        self.assertIn("(no row)", Arrival(None, rows, rows[:0], False)._repr_html_())


if __name__ == "__main__":
    unittest.main()
