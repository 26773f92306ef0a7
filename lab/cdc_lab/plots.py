"""The notebooks' plots."""

from __future__ import annotations

from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
from IPython.display import DisplayHandle
from matplotlib.figure import Figure

from cdc_lab.lake import Lake

_WATCHED = ["seconds behind", "changes/s", "retained log, KiB", "dead letters"]


class Figures:
    """Four plots in one output of a cell, which is drawn anew."""

    def __init__(self) -> None:
        self.figure, axes = plt.subplots(2, 2, figsize=(10, 5), layout="constrained", sharex=True)
        self.axes = axes.flatten()
        self.handle: Any = None

    def draw(self, samples: pd.DataFrame) -> None:
        seconds = (samples["time"] - samples["time"].iloc[0]).dt.total_seconds()
        for axis, name in zip(self.axes, _WATCHED):
            axis.clear()
            axis.plot(seconds, pd.to_numeric(samples[name]), marker=".", color="tab:blue")
            axis.set_title(name, fontsize=10)
            axis.set_ylim(bottom=0)
            axis.grid(alpha=0.3)
        for axis in self.axes[2:]:
            axis.set_xlabel("seconds")
        if self.handle is None:
            self.handle = DisplayHandle()  # type: ignore[no-untyped-call]
            self.handle.display(self.figure)
        else:
            self.handle.update(self.figure)

    def close(self) -> None:
        """Else the cell would show it once more at its end."""
        plt.close(self.figure)


def rows_and_freshness(lake: Lake, table: str, minutes: float = 10, most: int = 50) -> Figure:
    """How many rows the table had, and how far each commit was behind the source's, over the last minutes."""
    history = lake.history(table)
    recent = history[history["committed"] > pd.Timestamp.now(tz="UTC") - pd.Timedelta(minutes=minutes)].head(most)
    recent = (recent if len(recent) else history.head(most)).sort_index()
    rows = [lake.count(table, int(str(version))) for version in recent.index]
    figure, (upper, lower) = plt.subplots(2, 1, figsize=(10, 5), layout="constrained", sharex=True)
    upper.step(recent["committed"], rows, where="post", marker="o", color="tab:blue")
    upper.margins(y=0.2)
    # A table has no fewer rows than none.
    upper.set_ylim(bottom=max(upper.get_ylim()[0], -0.4))
    upper.yaxis.get_major_locator().set_params(integer=True)
    upper.set_title(f"rows of {table}", fontsize=10)
    lower.plot(recent["committed"], recent["seconds behind"], marker="o", linestyle="", color="tab:orange")
    lower.margins(y=0.2)
    lower.set_title("seconds from the source's commit to the lake's", fontsize=10)
    lower.set_ylim(bottom=0)
    for axis in (upper, lower):
        axis.grid(alpha=0.3)
    plt.close(figure)
    return figure
