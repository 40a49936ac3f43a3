"""Pictures, texts and measures of pages, taken with Debian's Chromium."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from tests.chromium import CHROMIUM
from tests.looks.server import NOW

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
    "--lang=en-GB",
    "--font-render-hinting=none",
]
SIZES = {"phone": {"width": 390, "height": 844}, "desk": {"width": 1280, "height": 800}}
# Each frame's size and colour scheme.
FRAMES = {
    "phone": ("phone", "light"),
    "desk": ("desk", "light"),
    "phone-dark": ("phone", "dark"),
    "desk-dark": ("desk", "dark"),
}
MOST_PIXELS_HIGH = 6_000  # of a picture; further down the text tells enough
BASE = "http://localhost"  # without a port, which would be another one in each run

# Fonts are there, and scripts have left the page alone for a while: longer where they have yet to
# choose what is shown of it, as in a briefing.
SETTLED = """async () => {
  await document.fonts.ready;
  const undecided = ![...document.querySelectorAll("h1")].some((one) => one.checkVisibility());
  const quiet = undecided ? 800 : 100;
  await new Promise((settled) => {
    setTimeout(settled, 5_000);
    let timer = setTimeout(settled, quiet);
    const again = () => { clearTimeout(timer); timer = setTimeout(settled, quiet); };
    new MutationObserver(again).observe(document, {
      attributes: true, characterData: true, childList: true, subtree: true,
    });
  });
  for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
}"""
MEASURES = """() => {
  const shown = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
    .filter((one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
    .map((one) => one.getBoundingClientRect())
    .filter((place) => place.width > 1 && place.height > 1);
  return {
    height: document.documentElement.scrollHeight,
    controls: shown.length,
    above_the_fold: shown.filter((place) => place.top < innerHeight && place.bottom > 0).length,
    whole: shown.filter((place) => place.top >= 0 && place.bottom <= innerHeight).length,
  };
}"""


@dataclass(frozen=True)
class Job:
    """Some pages of one person at one size, for one browser."""

    persona: str
    session: str
    port: int
    size: str
    frames: list[str]
    pages: list[dict[str, Any]]
    folder: Path


def take(job: Job) -> dict[str, dict[str, int]]:
    """Write a picture for each frame and the text of each page; return the measures by name."""
    rules = f"MAP localhost:80 127.0.0.1:{job.port}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=[*FLAGS, f"--host-resolver-rules={rules}"]
        )
        page = context_for(browser, job).new_page()
        sent = _watched(page)
        measures = {}
        for told in job.pages:
            sent.clear()
            page.goto(BASE + told["address"])
            _wait(page, sent)
            measures[told["name"]] = _look(page, job, told["name"])
        browser.close()
    return measures


def context_for(browser: Browser, job: Job) -> BrowserContext:
    context = browser.new_context(
        viewport=SIZES[job.size],
        locale="en-GB",
        timezone_id="Europe/Dublin",
        reduced_motion="reduce",
        service_workers="block",
    )
    context.clock.set_fixed_time(NOW)
    # What one page leaves behind for the next must not show: the order would then matter.
    context.add_init_script("localStorage.clear(); sessionStorage.clear();")
    if job.session:
        context.add_cookies([{"name": "sessionid", "value": job.session, "url": BASE}])
    return context


def _watched(page: Page) -> set[Request]:
    """Return a set that always holds the requests of `page` which have had no answer yet."""
    sent: set[Request] = set()

    def ask(request: Request) -> None:
        sent.add(request)

    def end(request: Request) -> None:
        sent.discard(request)

    page.on("request", ask)
    page.on("requestfinished", end)
    page.on("requestfailed", end)
    return sent


def _wait(page: Page, sent: set[Request]) -> None:
    """Wait for fonts, for what the page's scripts ask for, and for what they paint of it."""
    page.evaluate(SETTLED)
    while sent:
        page.wait_for_event("requestfinished", timeout=5_000)
        page.evaluate(SETTLED)


def _look(page: Page, job: Job, name: str) -> dict[str, int]:
    place = job.folder / job.persona
    place.mkdir(parents=True, exist_ok=True)
    text = page.evaluate("document.body.innerText")
    (place / f"{name}.{job.size}.txt").write_text(text + "\n")
    measures: dict[str, int] = page.evaluate(MEASURES)
    whole = SIZES[job.size] | {"x": 0, "y": 0, "height": MOST_PIXELS_HIGH}
    for frame in job.frames:
        page.emulate_media(color_scheme=FRAMES[frame][1])
        page.screenshot(
            path=place / f"{name}.{frame}.png",
            full_page=True,
            animations="disabled",
            caret="hide",
            clip=whole if measures["height"] > MOST_PIXELS_HIGH else None,
        )
    return measures


def jobs(
    told: dict[str, Any], folder: Path, frames: list[str], only: str, at_once: int = 30
) -> list[Job]:
    """Return the work in parts, for browsers beside each other."""
    parts = []
    for persona in told["personas"]:
        pages = [page for page in persona["pages"] if only in f"{persona['name']}/{page['name']}"]
        for size in SIZES:
            chosen = [frame for frame in frames if FRAMES[frame][0] == size]
            for start in range(0, len(pages) if chosen else 0, at_once):
                some = pages[start : start + at_once]
                parts.append(
                    Job(
                        persona["name"],
                        persona["session"],
                        told["port"],
                        size,
                        chosen,
                        some,
                        folder,
                    )
                )
    return parts


def write_measures(folder: Path, measures: dict[str, Any]) -> None:
    (folder / "measures.json").write_text(json.dumps(measures, indent=1, sort_keys=True) + "\n")
