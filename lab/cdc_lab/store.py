"""An object store, for readers that are not Hadoop's: delta-rs and DuckDB."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Mapping, Optional

#: delta-rs' names of Hadoop's options.
_DELTA_RS = {
    "fs.s3a.access.key": "aws_access_key_id",
    "fs.s3a.secret.key": "aws_secret_access_key",
    "fs.s3a.session.token": "aws_session_token",
    "fs.s3a.endpoint": "aws_endpoint",
    "fs.s3a.endpoint.region": "aws_region",
}


@dataclass(frozen=True)
class ObjectStore:
    """How a bucket is opened, in Hadoop's words.

    `conf`: options that are no secrets; `folder`: one with those that are, a file each.
    """

    conf: Mapping[str, str] = field(default_factory=dict)
    folder: Optional[str] = None

    def options(self) -> dict[str, str]:
        """All of them. The secrets are read anew each time, since they may change while a notebook is open."""
        found = dict(self.conf)
        if self.folder:
            for file in sorted(Path(self.folder).iterdir()):
                if file.is_file() and not file.name.startswith("."):
                    found[file.name] = file.read_text(encoding="utf-8").rstrip("\r\n")
        return found

    def delta_rs(self) -> dict[str, str]:
        """As delta-rs wants them; what it has no name for is left out."""
        options = self.options()
        named = {name: options[hadoop] for hadoop, name in _DELTA_RS.items() if hadoop in options}
        if "aws_endpoint" in named:
            named["aws_endpoint"] = self._endpoint()
            named.setdefault("aws_region", "us-east-1")
        named["aws_allow_http"] = str(self._is_plain()).lower()
        named["aws_virtual_hosted_style_request"] = str(not self._is_path_style()).lower()
        return named

    def duckdb_secret(self) -> str:
        """The statement that has DuckDB open it."""
        named = self.delta_rs()
        parts = {
            "KEY_ID": named.get("aws_access_key_id"),
            "SECRET": named.get("aws_secret_access_key"),
            "SESSION_TOKEN": named.get("aws_session_token"),
            "REGION": named.get("aws_region"),
            "ENDPOINT": named["aws_endpoint"].split("://")[1] if "aws_endpoint" in named else None,
            "URL_STYLE": "path" if self._is_path_style() else "vhost",
            "USE_SSL": str(not self._is_plain()).lower(),
        }
        written = [f"{name} '{value}'" for name, value in _quoted(parts).items()]
        return f"CREATE SECRET lake (TYPE s3, {', '.join(written)})"

    def _endpoint(self) -> str:
        """With its protocol: Hadoop's default is https, which another option turns off."""
        endpoint = self.options().get("fs.s3a.endpoint", "")
        if "://" in endpoint:
            return endpoint
        plain = self.options().get("fs.s3a.connection.ssl.enabled") == "false"
        return ("http://" if plain else "https://") + endpoint

    def _is_plain(self) -> bool:
        return self._endpoint().startswith("http://")

    def _is_path_style(self) -> bool:
        return self.options().get("fs.s3a.path.style.access") == "true"


def _quoted(parts: Mapping[str, Optional[str]]) -> dict[str, str]:
    return {name: value.replace("'", "''") for name, value in parts.items() if value is not None}
