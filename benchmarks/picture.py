"""The picture of the forecast for docs/method.md: ``python -m benchmarks.picture TRACE…``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from benchmarks.going_cold import measure, settings
from benchmarks.rules import RULES

PICTURE = Path(__file__).parents[1] / "docs" / "pictures" / "forecast.svg"
# A coin has one half, so that is where the bars begin.
COIN, BEST = 0.5, 0.85
WIDTH, ROW, LABELS = 640, 30, 240
_STYLE = (
    "text{font:14px sans-serif;fill:#222}.ours{fill:#2a7d3f}.others{fill:#8a8f98}"
    "@media(prefers-color-scheme:dark){text{fill:#ddd}.ours{fill:#57b873}.others{fill:#7d838d}}"
)


def draw(means: Mapping[str, float]) -> str:
    """A bar a rule, the best first; as SVG that suits light and dark."""
    ordered = sorted(means, key=lambda name: -means[name])
    height = ROW * len(ordered) + 10
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">',
        "<title>How well each rule tells which ties fall silent; a coin is at the left</title>",
        f"<style>{_STYLE}</style>",
    ]
    for number, name in enumerate(ordered):
        middle = ROW * number + ROW // 2 + 5
        long = (WIDTH - LABELS - 60) * (means[name] - COIN) / (BEST - COIN)
        sort = "ours" if "farmer" in name else "others"
        lines += [
            f'<text x="{LABELS - 8}" y="{middle + 5}" text-anchor="end">{name}</text>',
            f'<rect class="{sort}" x="{LABELS}" y="{middle - 9}" width="{long:.0f}" height="18"/>',
            f'<text x="{LABELS + long + 6:.0f}" y="{middle + 5}">{means[name]:.3f}</text>',
        ]
    return "\n".join([*lines, "</svg>", ""])


def main(words: Iterable[str]) -> None:
    """Measure, and draw."""
    columns = [measure(path, horizon) for path, horizon in settings(words)]
    means = {name: sum(column[name] for column in columns) / len(columns) for name in RULES}
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(draw(means), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
