"""Scores the embedded parser: ``python -m tests.understanding [--part seen|unseen] [--json] [--reveal]``."""

import argparse
import json
from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.understanding.cases import PARTS, REGISTERS, load
from tests.understanding.scorer import Result, Total, embedded, score


def main(arguments: Sequence[str] | None = None) -> None:
    """Score and tell."""
    options = argparse.ArgumentParser(
        prog="python -m tests.understanding", description="How well people are understood."
    )
    options.add_argument("--part", choices=PARTS, help="one part of the cases; both if left out")
    options.add_argument("--kind", help="one file of the seen cases")
    options.add_argument("--json", action="store_true", help="totals as JSON")
    options.add_argument("--quiet", action="store_true", help="totals only")
    options.add_argument(
        "--reveal", action="store_true", help="show what fails in the unseen part, too: that ends its use as a proof"
    )
    chosen = options.parse_args(arguments)
    console = Console(width=150, highlight=False, markup=False, soft_wrap=True)
    read = embedded()
    totals: dict[str, Any] = {}
    for part in (chosen.part,) if chosen.part else PARTS:
        cases = load(part)
        if part == "seen" and chosen.kind:
            cases = tuple(c for c in cases if c.kind == chosen.kind)
        results = score(cases, read)
        totals[part] = summary(results)
        if chosen.json:
            continue
        if (part == "seen" and not chosen.quiet) or chosen.reveal:
            for result in results:
                _tell(console, result)
        console.print(_table(part, totals[part]))
        times = totals[part]["milliseconds"]
        console.print(f"reading: {times['p50']} ms (p50), {times['p99']} ms (p99)\n")
    if chosen.json:
        console.print(json.dumps(totals, indent=2))


def summary(results: Sequence[Result]) -> dict[str, Any]:
    """Totals by kind and register, and reading times in milliseconds."""
    kinds = sorted({r.case.kind for r in results})
    times = sorted(1000 * r.seconds for r in results) or [0.0]

    def row(rows: Sequence[Result]) -> dict[str, float]:
        total = Total.of(rows)
        return {
            "cases": total.cases, "whole": round(total.whole_share, 4),
            "attributes": total.attributes, "met": round(total.met_share, 4),
        }  # fmt: skip

    return {
        "all": row(results),
        "kinds": {kind: row([r for r in results if r.case.kind == kind]) for kind in kinds},
        "registers": {name: row([r for r in results if r.case.register == name]) for name in REGISTERS},
        "milliseconds": {
            "p50": round(times[len(times) // 2], 1),
            "p99": round(times[min(int(len(times) * 0.99), len(times) - 1)], 1),
        },
    }


def _tell(console: Console, result: Result) -> None:
    if result.whole:
        return
    console.print(f"{result.case.name} ({result.case.register}, {result.case.song}): {result.case.say}")
    for miss in result.misses:
        console.print(f"    {miss.attribute:<40} found: {miss.found}")


def _table(part: str, totals: dict[str, Any]) -> Table:
    table = Table(title=f"{part} cases", title_justify="left")
    for heading in ("", "cases", "whole", "attributes", "met"):
        table.add_column(heading, justify="left" if not heading else "right")
    for group in ("kinds", "registers"):
        for name, row in totals[group].items():
            table.add_row(name, *_cells(row))
        table.add_section()
    table.add_row("all", *_cells(totals["all"]))
    return table


def _cells(row: dict[str, float]) -> tuple[str, ...]:
    return str(row["cases"]), f"{row['whole']:.1%}", str(row["attributes"]), f"{row['met']:.1%}"


if __name__ == "__main__":
    main()
