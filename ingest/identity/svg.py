"""Two small plots as SVG text; no plotting package is needed for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

_SIZE, _PAD = 360, 48
_COLOURS = ("#1f6f8b", "#b5532a")
_STYLE = "<style>text{font:12px sans-serif;fill:#222}</style>"

Bins = Sequence[tuple[float, float, float]]


def reliability_plot(title: str, series: Mapping[str, Bins]) -> str:
    """Mean probability against share of true pairs; the area of a dot grows with the weight of its bin."""
    body = [_frame(title, "said probability", "share of true pairs")]
    body.append(f'<line x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}" stroke="#999" stroke-dasharray="4 4"/>')
    for place, (name, bins) in enumerate(series.items()):
        colour = _COLOURS[place % len(_COLOURS)]
        body.append(f'<text x="{_PAD + 8}" y="{_PAD + 16 + 16 * place}" style="fill:{colour}">● {escape(name)}</text>')
        body.extend(
            f'<circle cx="{_x(mean):.1f}" cy="{_y(share):.1f}" r="{3 + 9 * part**0.5:.1f}" '
            f'fill="{colour}" fill-opacity="0.6"/>'
            for mean, share, part in bins
        )
    return _svg(body)


def bars(title: str, labels: Sequence[str], values: Sequence[float], limit: float) -> str:
    """One bar per label, with a line at the limit that must not be passed."""
    top = max([*values, limit]) * 1.15
    step = (_SIZE - 2 * _PAD) / max(len(values), 1)
    body = [_frame(title, "expected namesakes (mean of the decile)", f"0 to {top:.3f}")]
    for place, (label, value) in enumerate(zip(labels, values, strict=True)):
        x, height = _PAD + place * step, (_SIZE - 2 * _PAD) * value / top
        body.append(
            f'<rect x="{x + 2:.1f}" y="{_SIZE - _PAD - height:.1f}" width="{step - 4:.1f}" height="{height:.1f}" '
            f'fill="{_COLOURS[0]}"/>'
        )
        body.append(
            f'<text x="{x + step / 2:.1f}" y="{_SIZE - _PAD + 14}" text-anchor="middle" font-size="9">'
            f"{escape(label)}</text>"
        )
    level = _y(limit / top)
    body.append(f'<line x1="{_PAD}" y1="{level:.1f}" x2="{_SIZE - _PAD}" y2="{level:.1f}" stroke="{_COLOURS[1]}"/>')
    return _svg(body)


def _x(value: float) -> float:
    return _PAD + value * (_SIZE - 2 * _PAD)


def _y(value: float) -> float:
    return _SIZE - _PAD - value * (_SIZE - 2 * _PAD)


def _frame(title: str, across: str, up: str) -> str:
    inner = _SIZE - 2 * _PAD
    return (
        f'<rect x="{_PAD}" y="{_PAD}" width="{inner}" height="{inner}" fill="none" stroke="#ccc"/>'
        f'<text x="{_SIZE / 2}" y="24" text-anchor="middle">{escape(title)}</text>'
        f'<text x="{_SIZE / 2}" y="{_SIZE - 10}" text-anchor="middle">{escape(across)}</text>'
        f'<text x="16" y="{_SIZE / 2}" text-anchor="middle" transform="rotate(-90 16 {_SIZE / 2})">{escape(up)}</text>'
    )


def _svg(body: Sequence[str]) -> str:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_SIZE} {_SIZE}" role="img">'
    return "\n".join([head, _STYLE, '<rect width="100%" height="100%" fill="white"/>', *body, "</svg>"]) + "\n"
