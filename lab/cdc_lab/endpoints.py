"""Where a pipeline's parts can be reached: a file `endpoints.json`, on a laptop and in a cluster."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Mapping, Optional

from cdc_lab.store import ObjectStore

FILE = "endpoints.json"
#: Where a cluster's pod has the pipeline's ConfigMap.
MOUNTED = Path("/etc/cdc-lab/pipeline")


class EndpointsError(Exception):
    """No pipeline was found; the message says where it was looked for, and the way out."""


@dataclass(frozen=True)
class Tls:
    """How the way to the database is protected: libpq's name for the mode, and a file of authorities in PEM."""

    mode: str
    authority_file: Optional[str] = None


@dataclass(frozen=True)
class Endpoints:
    """One pipeline's places. Holds no password: `password()` reads the file that has it.

    `store`: how the lake's object store is opened; none where it is a folder.
    `targets`: a regular expression over `schema.table` each, and what the tables that it matches are called in the lake.
    `filled`: whether each captured table that has a key comes into the lake by itself, an empty one, too.
    """

    host: str
    port: int
    database: str
    user: str
    password_file: str
    bootstrap_servers: str
    lake: str
    layout: str
    topic_prefix: str
    tls: Optional[Tls] = None
    kafka: Mapping[str, str] = field(default_factory=dict)
    connect_url: Optional[str] = None
    status_url: Optional[str] = None
    dead_letters: Optional[str] = None
    slot: Optional[str] = None
    publication: Optional[str] = None
    tables: Optional[str] = None
    filled: bool = False
    store: Optional[ObjectStore] = None
    targets: tuple[tuple[str, Optional[str]], ...] = ()

    def target(self, table: str) -> str:
        """What a table of the source is called in the lake: of the entries that match it the first counts."""
        schema, name = table.split(".", 1)
        for pattern, target in self.targets:
            if re.fullmatch(pattern, table):
                names = {"{schema}": schema, "{table}": name}
                return re.sub(r"\{(?:schema|table)}", lambda found: names[found[0]], target) if target else table
        return table

    def password(self) -> str:
        """Read anew each time, since a Secret may change while a notebook is open."""
        try:
            return Path(self.password_file).read_text(encoding="utf-8").strip()
        except OSError as e:
            raise EndpointsError(
                f"The database's password cannot be read from {self.password_file}: {e.strerror}."
            ) from e


def find(environment: Optional[Mapping[str, str]] = None, folder: Optional[Path] = None) -> Endpoints:
    """The pipeline of `CDC_DIR`, or the one mounted into this pod, or `.cdc` in this folder or one above it."""
    environment = os.environ if environment is None else environment
    folder = Path.cwd() if folder is None else folder
    named = environment.get("CDC_DIR")
    candidates = (
        [Path(named) / FILE]
        if named
        else [Path(environment.get("CDC_LAB_PIPELINE", str(MOUNTED))) / FILE]
        + [above / ".cdc" / FILE for above in (folder, *folder.parents)]
    )
    for file in candidates:
        if file.is_file():
            return read(file)
    looked = candidates[0].parent if named else f"{folder}/.cdc and the folders above it"
    raise EndpointsError(
        f"There is no pipeline in {looked}: start one with `cdc up FILE`, or set CDC_DIR to the folder of one."
    )


def read(file: Path) -> Endpoints:
    """What the file says; it names the key where one is missing."""
    try:
        document: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        return _of(document)
    except (OSError, json.JSONDecodeError) as e:
        raise EndpointsError(f"{file} cannot be read: {e}.") from e
    except KeyError as e:
        raise EndpointsError(
            f"{file} has no {e.args[0]}: it is of another version of cdc; start the pipeline anew."
        ) from e


def _of(document: Mapping[str, Any]) -> Endpoints:
    tls = document.get("tls")
    store = document.get("store")
    return Endpoints(
        host=document["host"],
        port=int(document["port"]),
        database=document["database"],
        user=_user(document),
        password_file=document["passwordFile"],
        bootstrap_servers=document["bootstrapServers"],
        lake=document["lake"],
        layout=document["layout"],
        topic_prefix=document["topicPrefix"],
        tls=Tls(tls["mode"], tls.get("authorityFile")) if tls else None,
        kafka=document.get("kafka") or {},
        connect_url=document.get("connectUrl"),
        status_url=document.get("statusUrl"),
        dead_letters=document.get("deadLetters"),
        slot=document.get("slot"),
        publication=document.get("publication"),
        tables=document.get("tables"),
        filled=bool(document.get("filled")),
        targets=_targets(document.get("tableSettings") or {}),
        store=ObjectStore(store.get("conf") or {}, store.get("options")) if store else None,
    )


def _targets(settings: Mapping[str, Any]) -> tuple[tuple[str, Optional[str]], ...]:
    """Python knows no flags in the middle, and its expressions are told apart by case anyway."""
    return tuple((s["tables"].replace("(?-i)", ""), s.get("target")) for s in settings.get("tables") or [])


def _user(document: Mapping[str, Any]) -> str:
    """In a cluster the role's name stands in a Secret, beside its password."""
    file = document.get("userFile")
    return Path(file).read_text(encoding="utf-8").strip() if file else str(document["user"])
