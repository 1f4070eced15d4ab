"""The quality report as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.identity.report import CityReport

_INTRO = """# Who is who: quality of the comparison

Written by `guanlian identity report`. The cities are invented and labelled; they differ from the training city in seed,
name table, namesakes, errors and gaps, and were fixed before the model was fitted (`ingest/identity/labelled/spec.py`).
A first run on cities of the same error rates and other seeds gave false flags for rare names with a weak mask (0.7 per
10,000 checks, 20 in the harsher city), and near-certain probabilities for them: no table knows the fashions of names.
Rule and abstention were tightened (`CAUTIOUS_SHARE`), full numbers were added to the rosters, the model was fitted
again and the seeds were changed after every such change; only then was this measured.

A check is one applicant against the roster of a whole country, whose namesakes are all drawn. Applicants are listed
more often than in life so that recall can be measured; precision, false flags and calibration count them back.

*All pairs* calibration is measured on every candidate pair with the raw probability, *spoken* on those pairs for which
a probability is given at all; the promise is about these. A name with something weak beside it gets none: what the raw
number would say there hangs on how many applicants are listed, which differs from desk to desk. Pairs whose names
agree and whose visible last four places differ never become candidates: they could only be conflicts.
"""


def report_text(reports: Sequence[CityReport]) -> str:
    """The whole report."""
    return "\n".join([_INTRO, *_promises(reports), *(line for report in reports for line in _city(report))]) + "\n"


def _promises(reports: Sequence[CityReport]) -> list[str]:
    rows = [
        ("recall at probable or better, number–mask, undamaged", "≥ 0.99", "recall_number_mask"),
        ("recall at probable or better, mask–mask, undamaged", "≥ 0.95", "recall_mask_mask"),
        ("precision of *certain*", "1.0", "precision_certain"),
        ("precision of *probable*", "≥ 0.999", "precision_probable"),
        ("name-only pairs above *possible*", "0", "name_only_above_possible"),
        ("pairs with contradicting numbers matched", "0", "conflicting_number_matched"),
        ("false flags per 10,000 checks", "≤ 1", "false_flags_per_10000"),
        ("the same, expected from the competitors of the flagged number pairs", "", "expected_false_flags_per_10000"),
        ("ECE of every pair, what is left unsaid included", "", "ece_raw"),
        ("ECE of the probabilities given", "≤ 0.02", "ece_spoken"),
        ("the same, worst decile", "", "worst_decile_ece_raw"),
        ("the same, worst decile", "≤ 0.05", "worst_decile_ece_spoken"),
        ("true among those told 0.9 or more", "", "truth_of_probabilities_from_0.9"),
        ("abstention among *possible*", "", "abstention_among_possible"),
    ]
    summaries = [report.summary() for report in reports]
    lines = ["## What is promised", "", _row("figure", "must hold", *(report.spec.name for report in reports))]
    lines.append(_rule(2 + len(reports)))
    lines += [_row(what, limit, *(_number(summary[key]) for summary in summaries)) for what, limit, key in rows]
    return [*lines, ""]


def _city(report: CityReport) -> list[str]:
    name = report.spec.name
    lines = [
        f"## The {name} city",
        "",
        f"{report.checks} checks, {report.roster_rows} roster rows printed, {report.pairs} candidate pairs. "
        f"With no false flag seen, the rate is below {3e4 / report.checks:.2g} per 10,000 with 95 % confidence.",
        "",
        _row("true pairs that show", "pairs", "found", "recall"),
        _rule(4),
        *(_row(row.kind, row.pairs, row.found, _number(row.share)) for row in report.recalls),
        "",
        f"False pairs at *probable* or better, by what they show: {_kinds(report.false_kinds)}.",
        "",
        _row("tier", "pairs", "true", "precision"),
        _rule(4),
        *(_row(row.tier, row.pairs, row.true, _number(row.precision)) for row in report.tiers),
        "",
        _row(
            "decile",
            "expected namesakes",
            "checks",
            "found",
            "precision of probable",
            "false flags",
            "ECE all",
            "ECE spoken",
        ),
        _rule(8),
    ]
    for row in report.deciles:
        cells = (row.precision_probable, row.false_flags, row.ece_raw, row.ece_spoken)
        lines.append(_row(row.decile, f"{row.mean_namesakes:.3g}", row.checks, row.true_found, *map(_number, cells)))
    return [*lines, "", f"![reliability](reliability-{name}.svg) ![deciles](deciles-{name}.svg)", ""]


def _kinds(counts: dict[str, int]) -> str:
    return ", ".join(f"{kind} {count}" for kind, count in counts.items()) or "none"


def _number(value: float | int | None) -> str:
    if value is None:
        return "–"
    return str(value) if isinstance(value, int) else f"{value:.4g}" if value < 0.01 else f"{value:.4f}"


def _row(*cells: object) -> str:
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def _rule(count: int) -> str:
    return "|" + "---|" * count
