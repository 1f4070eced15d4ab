"""The dashboard in a real browser: the three desks' journeys by keyboard, and nobody asked but this machine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, TimeoutError, expect

from analysis.findings import Finding
from dashboard.components.states import denominator
from dashboard.components.verdict import verdict_words
from guanlian import terms
from guanlian.offices import Proposal
from guanlian.verdict_answers import AppointmentAnswer, VerdictAnswer
from tests.support.suites import requires
from tests.unit.guanlian.batch.books import answers, read_sheet, write_book

pytestmark = [requires("chromium", "chinese-font"), pytest.mark.browser]

_SLOW = 60_000  # the first answer of a fresh server on a busy machine
expect.set_options(timeout=_SLOW)

Answering = Callable[[str], VerdictAnswer]


def _send(page: Page, label: str, text: str) -> None:
    box = page.get_by_label(label, exact=True)
    box.wait_for(timeout=_SLOW)
    box.fill(text)
    box.press("Enter")


def _press(page: Page, key: str, then: str) -> None:
    """Press a key until the page answers it: keys pressed while it still draws are nobody's."""
    for _ in range(6):
        page.keyboard.press(key)
        try:
            page.get_by_text(then).wait_for(timeout=6_000)
            return
        except TimeoutError:
            continue
    raise AssertionError(f"{key} never led to {then}")


def test_an_analyst_gets_from_home_to_the_evidence(address: str, page: Page, extended: Finding) -> None:
    page.goto(address)
    _send(page, "查找主体", extended.subject.name)  # 1: the search
    page.get_by_role("heading", name=extended.subject.name).wait_for(timeout=_SLOW)
    card = page.get_by_text("失信单位牵连人员").first
    card.focus()
    card.click()  # 2: the card
    page.get_by_text("点选一行看条款原文").first.wait_for(timeout=_SLOW)
    page.get_by_role("tab", name="关系图").click()  # 3: the picture
    page.frame_locator("iframe").first.locator("canvas").wait_for(timeout=_SLOW)
    page.locator("canvas").first.wait_for(timeout=_SLOW)
    address_now = page.url
    assert extended.subject.id in address_now
    assert quote(extended.subject.name) not in address_now


def test_a_credit_officer_gets_the_verdict_of_the_service_by_keyboard(
    address: str, page: Page, extended: Finding, answering: Answering
) -> None:
    expected = answering(extended.subject.id)
    finding = expected.findings[0]
    page.goto(address)
    page.get_by_role("link", name="授信核查").first.press("Enter")  # 1
    _send(page, "申请人", extended.subject.name)  # 2
    expect(page.locator(".mark strong").first).to_have_text(verdict_words(expected.verdict.value))
    expect(page.get_by_test_id("stCode")).to_have_text(expected.sentence)
    expect(page.get_by_role("heading", name=f"命中 {len(expected.findings)} 项")).to_be_visible()
    card = page.get_by_test_id("stExpander").filter(has_text=finding.listed.case_number).first
    expect(card.get_by_text(f"路径 {terms.path_sentence(finding)}")).to_be_visible()
    for cell in (f"{finding.number}{finding.part or ''}", finding.document_title):
        # A grid is painted; the same cells stand inside its canvas for those who listen to the page.
        expect(card.locator("canvas [role=gridcell]").filter(has_text=cell).first).to_be_attached()


def test_a_clean_applicant_gets_the_wording_with_its_denominator(
    address: str, page: Page, clean: VerdictAnswer
) -> None:
    assert clean.subject is not None and clean.searched is not None
    page.goto(f"{address}/credit")
    _send(page, "申请人", clean.subject.name)
    expect(page.locator(".mark strong").first).to_have_text(verdict_words("clear"))
    expect(page.get_by_test_id("stCode")).to_have_text(clean.sentence)
    expect(page.get_by_text(denominator(clean.searched))).to_be_visible()
    expect(page.get_by_role("heading", name="未能核查")).to_have_count(0)


def test_a_batch_goes_from_the_template_to_the_result_and_stays_in_the_list(
    address: str, page: Page, extended: Finding, clean: VerdictAnswer, answering: Answering, tmp_path: Path
) -> None:
    expected = {one.subject.name: one for one in (answering(extended.listed.subject), clean) if one.subject}
    page.goto(f"{address}/credit")
    page.get_by_role("tab", name="批量核查").click(timeout=_SLOW)
    template = _downloaded(page, page.get_by_role("button", name="下载模板"), tmp_path)
    header = next(iter(read_sheet(template, "申请人")))
    filled = [{"名称": name, "证件号码": one.subject.identifiers[0]} for name, one in expected.items() if one.subject]
    rows = [[cells.get(column) for column in header] for cells in filled]
    sent = write_book(tmp_path / "往来客户.xlsx", {"申请人": [header, *rows]})

    page.locator("input[type=file]").set_input_files(sent)
    page.get_by_role("button", name="预检").click()
    expect(page.get_by_text("：2 行，其中 0 行不能核查")).to_be_visible()
    page.get_by_role("button", name="开始核查").click()
    taken = _downloaded(page, page.locator(".st-key-batch_result").get_by_role("button"), tmp_path)
    told = {row["名称"]: (row["结论代码"], row["可粘贴的表述"]) for row in answers(taken)}
    assert told == {name: (one.verdict.value, one.sentence) for name, one in expected.items()}
    assert {code for code, _ in told.values()} == {"block", "clear"}

    page.reload()
    page.get_by_role("tab", name="批量核查").click(timeout=_SLOW)
    row = page.locator("[class*=st-key-job_]").filter(has_text="往来客户.xlsx").first
    expect(row.get_by_text("2 行")).to_be_visible()
    again = _downloaded(page, row.get_by_role("button", name="下载结果"), tmp_path)
    assert again.read_bytes() == taken.read_bytes()


def _downloaded(page: Page, button: Locator, folder: Path) -> Path:
    """The file behind a button."""
    button.wait_for(timeout=_SLOW)
    with page.expect_download(timeout=_SLOW) as download:
        button.click()
    path = folder / f"{len(list(folder.iterdir()))}-{download.value.suggested_filename}"
    download.value.save_as(path)
    return path


def test_an_soe_officer_asks_about_an_appointment_by_keyboard(
    address: str, page: Page, extended: Finding, appointing: Callable[[Proposal], AppointmentAnswer]
) -> None:
    expected = appointing(Proposal(extended.subject.name, "董事", extended.listed.name))
    page.goto(address)
    page.get_by_role("link", name="国企任职").first.press("Enter")  # 1
    page.get_by_text("项任职涉及限制").first.wait_for(timeout=_SLOW)
    proposed = page.get_by_role("tab", name="拟任核查")
    proposed.focus()
    proposed.press("Enter")  # 2
    page.get_by_label("拟任人员").fill(extended.subject.name)
    page.get_by_label("任职单位").fill(extended.listed.name)
    page.get_by_label("拟任职务").fill("董事")
    page.get_by_label("拟任职务").press("Enter")  # 3: the form
    expect(page.get_by_test_id("stCode").last).to_have_text(expected.sentence)
    expect(page.get_by_text(verdict_words(expected.verdict.value)).last).to_be_visible()


def test_a_reviewer_steps_through_the_cases_by_key(address: str, page: Page) -> None:
    page.goto(f"{address}/review")
    page.get_by_text("第 1 条").wait_for(timeout=_SLOW)
    page.locator(".bottom-line").wait_for(timeout=_SLOW)
    _press(page, "j", "第 2 条")
    _press(page, "k", "第 1 条")


# The middle of the first run of pixels of a colour that is wide enough to be a subject and not a line.
_PIXEL = """([colour, least]) => { for (const canvas of document.querySelectorAll('canvas')) {
  const box = canvas.getBoundingClientRect(); const {width, height} = canvas; const pen = canvas.getContext('2d');
  if (!pen || !box.width) continue; const data = pen.getImageData(0, 0, width, height).data;
  for (let y = 0; y < height; y++) for (let x = 0, run = 0; x < width; x++) { const i = 4 * (y * width + x);
    run = colour.every((c, k) => data[i + k] === c) ? run + 1 : 0;
    if (run >= least) return {x: (x - least / 2) * box.width / width, y: (y + 4) * box.height / height}; } }
  return null }"""
_CAUGHT = [192, 95, 0]


def test_a_click_in_the_picture_comes_back_and_opens_the_subject(address: str, page: Page, extended: Finding) -> None:
    page.goto(f"{address}/explore?subject={extended.listed.subject}")
    page.get_by_text("滚轮缩放").wait_for(timeout=_SLOW)
    canvas = page.locator("canvas").first
    canvas.wait_for(timeout=_SLOW)
    page.wait_for_function(f"({_PIXEL})([{_CAUGHT}, 12]) !== null", timeout=_SLOW)
    place = page.evaluate(_PIXEL, [_CAUGHT, 12])
    canvas.click(position=place)
    opened = page.get_by_role("button", name="展开它的关系")
    opened.wait_for(timeout=_SLOW)
    opened.click()
    page.get_by_text("最短关系（1 步）").wait_for(timeout=_SLOW)
