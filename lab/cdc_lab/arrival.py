"""A change, followed from the source into the lake."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Optional

import pandas as pd


@dataclass(frozen=True)
class Arrival:
    """Both sides after a change. `seconds`: from the source's commit until the lake had it; None where nothing was waited for."""

    seconds: Optional[float]
    source: pd.DataFrame
    lake: pd.DataFrame
    equal: bool

    def _verdict(self) -> str:
        came = "" if self.seconds is None else f"In the lake after {self.seconds:.1f} s. "
        return f"{came}Source and lake are {'equal' if self.equal else 'NOT equal'}."

    def __repr__(self) -> str:
        sides = [f"{name}\n{_text(rows)}" for name, rows in (("source", self.source), ("lake", self.lake))]
        return "\n\n".join([*sides, self._verdict()])

    def _repr_html_(self) -> str:
        cells = "".join(
            f'<td style="vertical-align:top;text-align:left;font-size:92%"><b>{name}</b>{_html(rows)}</td>'
            for name, rows in (("source", self.source), ("lake", self.lake))
        )
        return f"<table><tr>{cells}</tr></table><p>{escape(self._verdict())}</p>"


def _text(rows: pd.DataFrame) -> str:
    return "(no row)" if rows.empty else rows.to_string(index=False)


def _html(rows: pd.DataFrame) -> str:
    return "<p>(no row)</p>" if rows.empty else str(rows.to_html(index=False))
