"""The watermark (水印): what a screenshot must show, drawn by the page itself."""

from __future__ import annotations

from base64 import b64encode
from html import escape


def watermark(text: str) -> str:
    """A layer over the whole page that repeats a text and lets every click through."""
    picture = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="420" height="260">'
        '<text x="20" y="150" transform="rotate(-20 210 130)" font-size="15" fill="#20344a" fill-opacity="0.055" '
        f'font-family="sans-serif">{escape(text)}</text></svg>'
    )
    data = b64encode(picture.encode()).decode()
    return (
        '<div class="watermark" aria-hidden="true" '
        f'style="background-image:url(data:image/svg+xml;base64,{data})"></div>'
    )
