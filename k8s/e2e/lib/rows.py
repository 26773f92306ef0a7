"""Prints rows as sorted lines of JSON: those of the Delta table in the given folder, or those that come in as JSON.

The table is read by delta-rs, which shares no code with the job that wrote it.
"""
import json
import sys


def lake(folder):
    from deltalake import DeltaTable, QueryBuilder

    found = QueryBuilder().register("t", DeltaTable(folder)).execute("select * from t").read_all()
    names = [n for n in found.schema.names if not n.startswith("_")]
    columns = {name: found[name].to_pylist() for name in names}
    return [dict(zip(names, values)) for values in zip(*columns.values())]


rows = lake(sys.argv[1]) if len(sys.argv) > 1 else [json.loads(line) for line in sys.stdin if line.strip()]
for line in sorted(json.dumps(row, sort_keys=True, ensure_ascii=False, default=str) for row in rows):
    print(line)
