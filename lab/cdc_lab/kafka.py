"""Kafka's clients, with what the pipeline says of its Kafka. The file's properties are those of Java's client."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Mapping

from kafka import KafkaConsumer, TopicPartition
from kafka.admin import KafkaAdminClient

from cdc_lab.endpoints import Endpoints

#: ${directory:FOLDER:FILE}, by which a property names a secret's file
_REFERENCE = re.compile(r"\$\{directory:([^:}]+):([^:}]+)\}")
_LOGIN = re.compile(r'(username|password)="((?:[^"\\]|\\.)*)"')


def java_properties(endpoints: Endpoints) -> dict[str, str]:
    """For a client in Java, which reads files that properties name by itself."""
    if not endpoints.kafka:
        return {}
    provider = "org.apache.kafka.common.config.provider.DirectoryConfigProvider"
    return {**endpoints.kafka, "config.providers": "directory", "config.providers.directory.class": provider}


def client_settings(endpoints: Endpoints) -> dict[str, Any]:
    """The same for the client in Python."""
    properties = endpoints.kafka
    settings: dict[str, Any] = {"bootstrap_servers": endpoints.bootstrap_servers.split(",")}
    if "security.protocol" in properties:
        settings["security_protocol"] = properties["security.protocol"]
    if "ssl.truststore.location" in properties:
        settings["ssl_cafile"] = properties["ssl.truststore.location"]
    if "sasl.mechanism" in properties:
        settings["sasl_mechanism"] = properties["sasl.mechanism"]
        login = _login(properties)
        settings["sasl_plain_username"] = login["username"]
        settings["sasl_plain_password"] = login["password"]
    return settings


def _login(properties: Mapping[str, str]) -> dict[str, str]:
    return {name: _resolved(value) for name, value in _LOGIN.findall(properties["sasl.jaas.config"])}


def _resolved(value: str) -> str:
    return _REFERENCE.sub(lambda m: (Path(m[1]) / m[2]).read_text(encoding="utf-8").strip(), value)


def consumer(endpoints: Endpoints) -> KafkaConsumer:
    """Belongs to no group: it commits nothing and disturbs nobody."""
    return KafkaConsumer(auto_offset_reset="earliest", enable_auto_commit=False, **client_settings(endpoints))


def admin(endpoints: Endpoints) -> KafkaAdminClient:
    return KafkaAdminClient(**client_settings(endpoints))


def partitions(client: KafkaConsumer, topics: list[str]) -> list[TopicPartition]:
    return [TopicPartition(t, p) for t in topics for p in sorted(client.partitions_for_topic(t) or [])]
