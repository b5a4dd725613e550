"""The table on the screen, and the generated part of docs/performance.md."""

import os
import platform
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.cases import CASES, Case
from benchmarks.measure import Bench, Series
from benchmarks.weight import Weight

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
MOST_STATEMENTS = 12
MOST_HTML = 60_000
MOST_FIRST_VIEW = 200_000
EVENLY = 0.20


@dataclass(frozen=True)
class Outcome:
    """Everything that a run found."""

    benches: list[Bench]
    statements: dict[str, dict[str, int]]
    weights: dict[str, Weight]
    memory: dict[str, int]
    rounds: int


def misses(outcome: Outcome) -> list[str]:
    """What is not as it should be, in words."""
    found = []
    for case in CASES:
        for bench in outcome.benches:
            series = bench.series[case.name]
            if case.target is not None and series.ratio > case.target:
                found.append(
                    f"{case.label}, {bench.city.name}: {series.ratio:.2f} times the trivial view,"
                    f" {case.target:g} wanted"
                )
        found += _uneven(case, outcome)
        found += _too_many_statements(case, outcome)
    found += _too_heavy(outcome)
    return found


def _uneven(case: Case, outcome: Outcome) -> Iterable[str]:
    """The same at both sizes, within a fifth."""
    if case.target is None or case.target <= 1 or not case.at_any_size:
        return
    for database in _databases(outcome):
        ratios = [b.series[case.name].ratio for b in outcome.benches if b.city.database == database]
        if max(ratios) > (1 + EVENLY) * min(ratios):
            yield (
                f"{case.label}, {database}: {min(ratios):.1f} and {max(ratios):.1f} at their"
                " sizes differ by more than a fifth"
            )


def _too_many_statements(case: Case, outcome: Outcome) -> Iterable[str]:
    for database in _databases(outcome):
        counts = {
            counted[case.name]
            for name, counted in outcome.statements.items()
            if name.startswith(database)
        }
        if not case.is_post and max(counts) > MOST_STATEMENTS:
            yield f"{case.label}, {database}: {max(counts)} statements, {MOST_STATEMENTS} at most"
        if len(counts) > 1:
            yield f"{case.label}, {database}: statements grow with the city: {sorted(counts)}"


def _too_heavy(outcome: Outcome) -> Iterable[str]:
    for name, weight in outcome.weights.items():
        if weight.html > MOST_HTML:
            yield f"{name}: {weight.html} bytes of HTML, {MOST_HTML} at most"
        if weight.first_view > MOST_FIRST_VIEW:
            yield f"{name}: {weight.first_view} bytes in the first view, {MOST_FIRST_VIEW} at most"


def tables(outcome: Outcome) -> str:
    """The result in Markdown."""
    benches = outcome.benches
    names = [bench.city.name for bench in benches]
    lines = [
        f"{outcome.rounds} rounds; {os.cpu_count()} cores; Python {platform.python_version()}."
        " Medians, in brackets half of the middle half of the rounds in percent.",
        "",
        "CPU of web and database processes for one request, as a multiple of the trivial view:",
        "",
        _row(["request", "at most", *names]),
        _row(["---", "---:", *("---:" for _ in names)]),
    ]
    for case in CASES[1:]:
        cells = [_ratio(bench.series[case.name]) for bench in benches]
        lines.append(_row([case.label, f"{case.target:g}", *cells]))
    lines += ["", "Requests a second over 8 connections:", "", _row(["request", *names])]
    lines.append(_row(["---", *("---:" for _ in names)]))
    for case in CASES:
        if case.at_once:
            cells = [_number(bench.series[case.name].median_per_second) for bench in benches]
            lines.append(_row([case.label, *cells]))
    lines += ["", "SQL statements:", "", _row(["request", *names])]
    lines.append(_row(["---", *("---:" for _ in names)]))
    for case in CASES[1:]:
        lines.append(_row([case.label, *(str(outcome.statements[n][case.name]) for n in names)]))
    lines += ["", *_weights(outcome), ""]
    mebibytes = ", ".join(f"{n} {size // 2**20} MiB" for n, size in outcome.memory.items())
    lines.append(f"Memory of a worker at the end: {mebibytes}.")
    return "\n".join(lines)


def _weights(outcome: Outcome) -> list[str]:
    lines = [
        "Bytes of a page, and of everything its first view loads (style, fonts, scripts, marks):",
        "",
        _row(["page", "HTML", "HTML compressed", "first view compressed"]),
        _row(["---", "---:", "---:", "---:"]),
    ]
    for name, weight in outcome.weights.items():
        cells = [
            f"{n:,}".replace(",", " ") for n in (weight.html, weight.compressed, weight.first_view)
        ]
        lines.append(_row([name, *cells]))
    return lines


def write_document(outcome: Outcome) -> None:
    """Put the tables between the markers; the words around them are written by hand."""
    text = DOCUMENT.read_text()
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    found = misses(outcome)
    verdict = (
        "Every target is met."
        if not found
        else "Not met:\n\n" + "\n".join(f"- {words}" for words in found)
    )
    DOCUMENT.write_text(f"{before}{BEGIN}\n\n{tables(outcome)}\n\n{verdict}\n\n{END}{after}")


def _databases(outcome: Outcome) -> list[str]:
    return list(dict.fromkeys(bench.city.database for bench in outcome.benches))


def _ratio(series: Series) -> str:
    digits = 2 if series.ratio < 3 else 1
    return f"{series.ratio:.{digits}f} ({series.spread:.0f})"


def _number(value: float) -> str:
    return f"{value:,.0f}".replace(",", " ")


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"
