"""Prints the events of one topic that are in the compact form: python read_events.py BOOTSTRAP_SERVERS TOPIC"""

import io
import json
import sys

import fastavro
from kafka import KafkaConsumer, TopicPartition

HEADER = 9  # a byte 0x01, and the eight bytes of a fingerprint


def read_schemas(servers, topic):
    """The schemas of a pipeline's events, by fingerprint: all that the compacted topic has now."""
    schemas = {}
    for record in read_to_end(servers, topic):
        if len(record.key) == 16:  # others tell of the connector itself
            schemas[record.key.decode()] = json.loads(record.value)
    return schemas


def read_to_end(servers, topic):
    consumer = KafkaConsumer(bootstrap_servers=servers, auto_offset_reset="earliest", enable_auto_commit=False)
    partition = TopicPartition(topic, 0)
    consumer.assign([partition])
    end = consumer.end_offsets([partition])[partition]
    while consumer.position(partition) < end:
        for records in consumer.poll(timeout_ms=1000).values():
            yield from records
    consumer.close()


def column_names(schema):
    before = next(field for field in schema["fields"] if field["name"] == "before")
    return {field["name"]: field["column"]["name"] for field in before["type"][1]["fields"]}


def named(row, names):
    return None if row is None else {names[field]: value for field, value in row.items()}


def main(servers, topic):
    schemas = read_schemas(servers, topic.split(".")[0] + ".schemas")
    for record in read_to_end(servers, topic):
        schema = schemas[record.value[1:HEADER].hex()]
        event = fastavro.schemaless_reader(io.BytesIO(record.value[HEADER:]), fastavro.parse_schema(schema))
        names = column_names(schema)
        event["before"], event["after"] = named(event["before"], names), named(event["after"], names)
        print(json.dumps(event, default=str, ensure_ascii=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
