"""docs/formats.md names every sheet and every column that must be there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ingest.readers.headers import SheetSpec, find_header, sheet_specs

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "formats.md").read_text(encoding="utf-8")
BOLD = {word for text in re.findall(r"\*\*([^*]+)\*\*", PAGE) for word in (text, *text.split("/"))}
_PAGE_WORDS = {"名称": "被执行人姓名/名称", "证件号码": "身份证号码/组织机构代码"}


@pytest.mark.parametrize("spec", sheet_specs(), ids=lambda spec: spec.name)
def test_every_sheet_and_required_column_is_told(spec: SheetSpec) -> None:
    if spec.kind != "roster":
        assert f"| {spec.name} |" in PAGE
    for choice in spec.required:
        assert any(_PAGE_WORDS.get(field, field) in BOLD or field in BOLD for field in choice), choice


@pytest.mark.parametrize("spec", sheet_specs(), ids=lambda spec: spec.name)
def test_a_header_of_canonical_columns_is_recognised_among_all_sheets(spec: SheetSpec) -> None:
    found = find_header([sorted(set(spec.aliases.values()))], sheet_specs())
    assert found is not None and found.spec is spec
