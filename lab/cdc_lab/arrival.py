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
        # Side by side where there is room for both, and else one below the other: nothing is cut off.
        sides = "".join(
            f"<div><b>{name}</b>{_html(rows)}</div>" for name, rows in (("source", self.source), ("lake", self.lake))
        )
        return (
            f'<div style="display:flex;flex-wrap:wrap;column-gap:2em">{sides}</div><p>{escape(self._verdict())}</p>'
        )


def _text(rows: pd.DataFrame) -> str:
    return "(no row)" if rows.empty else rows.to_string(index=False)


def _html(rows: pd.DataFrame) -> str:
    if rows.empty:
        return "<p>(no row)</p>"
    # JupyterLab sets the size of a table's letters itself, so that the table has to say another.
    return str(rows.to_html(index=False)).replace("<table ", '<table style="font-size:11px" ', 1)
