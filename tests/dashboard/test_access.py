"""Pages for everybody: labels, contrast, order of focus, one main heading, measured in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.dashboard.conftest import VIEWS
from tests.support.suites import requires

pytestmark = [requires("chromium", "chinese-font"), pytest.mark.browser]

# Every control that a person can reach must say what it is.
_UNNAMED = """() => [...document.querySelectorAll(
    'input, select, textarea, button, a[href], [role=tab], [role=combobox]')]
  .filter(el => el.offsetParent !== null && !el.closest('[aria-hidden=true]') && el.tabIndex >= 0)
  .filter(el => {
    const labelled = (el.getAttribute('aria-labelledby') || '').split(' ').some(id => document.getElementById(id));
    const name = el.getAttribute('aria-label') || el.textContent || el.title || (el.labels && el.labels.length);
    return !labelled && !String(name || '').trim();
  }).map(el => el.outerHTML.slice(0, 160))"""

# Relative luminance and contrast as WCAG 2 defines them, of every text against the nearest painted background.
_PALE = """() => {
  const parse = text => { const n = (text.match(/[\\d.]+/g) || []).map(Number); return n.length > 3 ? n : [...n, 1] };
  const light = c => c.slice(0, 3).map(v => v / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = el => { for (; el; el = el.parentElement) {
      const c = parse(getComputedStyle(el).backgroundColor); if (c.length > 3 && c[3] > 0.99) return c; }
    return [255, 255, 255, 1] };
  const mix = (c, under) => c.slice(0, 3).map((v, i) => v * c[3] + under[i] * (1 - c[3]));
  const found = [];
  for (const el of document.querySelectorAll(
      'h1,h2,h3,h4,p,span,label,a,button,td,th,dt,dd,small,b,strong,li,footer')) {
    const own = [...el.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    if (!own || el.offsetParent === null || el.closest('[aria-hidden=true]') || el.closest('[disabled]')) continue;
    const style = getComputedStyle(el); const under = ground(el);
    const a = light(mix(parse(style.color), under)), b = light(under);
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const size = parseFloat(style.fontSize); const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    const told = `${ratio.toFixed(2)} ${el.tagName} ${el.textContent.trim().slice(0, 40)}`;
    if (ratio < (large ? 3 : 4.5)) found.push(told);
  }
  return found }"""


@pytest.mark.parametrize("view", VIEWS)
def test_controls_have_names_and_texts_have_contrast(address: str, page: Page, view: str) -> None:
    page.goto(f"{address}/{'' if view == 'home' else view}")
    page.locator(".bottom-line").wait_for(timeout=60_000)
    page.get_by_role("heading", level=1).wait_for(timeout=20_000)
    assert page.get_by_role("heading", level=1).count() == 1
    assert page.evaluate(_UNNAMED) == []
    assert page.evaluate(_PALE) == []


def test_the_measures_find_what_is_wrong(browser: Browser) -> None:
    window = browser.new_page()
    window.set_content('<p style="color:#bbb">pale</p><p>dark</p><button></button><button>named</button>')
    assert [text.split()[-1] for text in window.evaluate(_PALE)] == ["pale"]
    assert window.evaluate(_UNNAMED) == ["<button></button>"]
    window.close()


def test_the_keyboard_walks_pickers_search_and_doors_in_the_order_of_the_page(address: str, page: Page) -> None:
    page.goto(address)
    page.get_by_label("查找主体", exact=True).wait_for(timeout=60_000)
    page.locator(".bottom-line").wait_for(timeout=60_000)
    page.get_by_label("查询用途").first.focus()
    seen = []
    for _ in range(12):
        page.keyboard.press("Tab")
        seen.append(str(page.evaluate("document.activeElement.ariaLabel || document.activeElement.textContent.trim()")))
    order = [next((place for place, text in enumerate(seen) if word in text), None) for word in _ORDER]
    assert None not in order, f"{_ORDER} are not all reached by Tab: {seen}"
    assert order == sorted(place for place in order if place is not None)


_ORDER = ("适用文件", "查找主体", "授信核查", "国企任职", "关系探索")
