"""Opens a running lab in a real browser, as a person would: browser_test.py URL SCREENSHOTS

URL is the address that `cdc lab` printed; SCREENSHOTS a folder for pictures of what was seen.
"""

import os
import re
import sys
import urllib.error
import urllib.request
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
MINUTE = 60_000


def refused(url: str) -> None:
    """A wrong token gets no notebook and no API, only the page that asks for the right one."""
    wrong = re.sub(r"token=.*", "token=wrong", url)
    with urllib.request.urlopen(wrong) as answer:
        assert "/login" in answer.url, f"a wrong token was let in: {answer.url}"
    try:
        urllib.request.urlopen(re.sub(r"/lab/tree.*", "/api/contents?token=wrong", url))
    except urllib.error.HTTPError as error:
        assert error.code == 403, error.code
    else:
        raise AssertionError("the API let a wrong token in")


def opened(page: Page, url: str, notebook: str) -> None:
    page.goto(re.sub(r"/lab/tree/[^?]*", f"/lab/tree/{notebook}", url) + "&reset")
    expect(page.locator(".jp-Notebook")).to_be_visible(timeout=2 * MINUTE)
    # Run before its kernel is there, a notebook asks which one it shall be.
    expect(page.get_by_role("button", name="Python 3 (ipykernel) | Idle")).to_be_visible(timeout=2 * MINUTE)


def run_all_by_menu(page: Page) -> None:
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    # The last cell of code has its number when all have run.
    last = page.locator(".jp-CodeCell").last.locator(".jp-InputPrompt").first
    failure = page.get_by_text("Traceback (most recent call last)")
    expect(last.filter(has_text=re.compile(r"\[\d+\]:")).or_(failure).first).to_be_visible(timeout=5 * MINUTE)
    assert failure.count() == 0, failure.first.inner_text()


def nothing_is_cut_off(page: Page) -> None:
    """At the width of a small laptop each output can be seen whole, without scrolling sideways."""
    wider = "outputs => outputs.filter(o => o.scrollWidth > o.clientWidth).map(o => o.innerText)"
    cut = page.locator(".jp-OutputArea-output").evaluate_all(wider)
    assert not cut, f"outputs are wider than the notebook: {cut}"


def main(url: str, screenshots: str) -> None:
    folder = Path(screenshots)
    folder.mkdir(parents=True, exist_ok=True)
    refused(url)
    print("a wrong token is refused")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        for language, prefix in (("en", ""), ("pt", "pt/")):
            opened(page, url, f"{prefix}2_db_sql_operations.ipynb")
            run_all_by_menu(page)
            expect(page.locator(".jp-RenderedHTMLCommon table").first).to_be_visible()
            expect(page.get_by_text(re.compile(r"In the lake after \d+\.\d s\.")).first).to_be_visible()
            nothing_is_cut_off(page)
            arrived = page.get_by_text(re.compile(r"In the lake after")).first
            arrived.scroll_into_view_if_needed()
            page.screenshot(path=str(folder / f"lab-{language}.png"))
            print(f"{prefix}2_db_sql_operations: a table and its time are shown")
        opened(page, url, "4_deltalake_access.ipynb")
        run_all_by_menu(page)
        plot = page.locator(".jp-RenderedImage img").last
        plot.scroll_into_view_if_needed()
        expect(plot).to_be_visible()
        assert plot.evaluate("image => image.naturalWidth") > 500
        page.screenshot(path=str(folder / "lab-plot.png"))
        print("4_deltalake_access: a plot is shown")
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
