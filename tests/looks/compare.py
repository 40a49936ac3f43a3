"""What differs between two folders of pictures: texts, pictures, heights and controls."""

import base64
import difflib
import json
import struct
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tests.chromium import CHROMIUM
from tests.looks.camera import FLAGS, FRAMES, SIZES

ON_MANY_PAGES = 10
MOST_LINES = 12  # of a text's differences that are shown
DIFFERING_PIXELS = """async ([before, after]) => {
  const pixels = async (picture) => {
    const image = await createImageBitmap(await (await fetch(picture)).blob());
    const canvas = new OffscreenCanvas(image.width, image.height);
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    pen.drawImage(image, 0, 0);
    return new Uint32Array(pen.getImageData(0, 0, image.width, image.height).data.buffer);
  };
  const [one, other] = [await pixels(before), await pixels(after)];
  let count = 0;
  for (let at = 0; at < one.length; at += 1) if (one[at] !== other[at]) count += 1;
  return count;
}"""


def differences(before: Path, after: Path) -> list[str]:
    """Return some lines for each page that differs, and a summary: that alone if none does."""
    old, new = _read(before), _read(after)
    gone = [name for name in sorted(old["pages"]) if new["only"] in name]
    gone = [f"gone: {name}" for name in gone if name not in new["pages"]]
    come = [name for name in sorted(new["pages"]) if old["only"] in name]
    come = [f"new: {name}" for name in come if name not in old["pages"]]
    both = [name for name in sorted(new["pages"]) if name in old["pages"]]
    pixels = differing_pixels(list(_same_size(before, after, both)))
    common = _common(before, after, both)
    lines, counts = [*gone, *come], [0, 0, 0]
    lines += [f"on {count} pages: {line.strip()}" for line, count in sorted(common.items())]
    for name in both:
        kinds = [
            list(_texts(before, after, name, set(common))),
            list(_pictures(before, after, name, pixels)),
            list(_measures(old["pages"][name], new["pages"][name])),
        ]
        counts = [count + bool(kind) for count, kind in zip(counts, kinds, strict=True)]
        if any(kinds):
            lines += ["", name, *kinds[2], *kinds[1], *kinds[0]]
    summary = (
        "{} pages in both: {} texts, {} pictures and {} measures differ; {} pages gone, {} new."
    )
    return [*lines, summary.format(len(both), *counts, len(gone), len(come))]


def differing_pixels(pairs: list[tuple[Path, Path]]) -> dict[Path, int]:
    """Count the pixels that differ between two pictures of one size, by the second one's path."""
    if not pairs:
        return {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        canvas = browser.new_page()
        counts = {}
        for old, new in pairs:
            counts[new] = canvas.evaluate(DIFFERING_PIXELS, [_as_url(old), _as_url(new)])
        browser.close()
    return counts


def _read(folder: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((folder / "measures.json").read_text())
    return told


def _common(before: Path, after: Path, names: list[str]) -> dict[str, int]:
    """Count the lines that differ alike on many pages, such as the foot of all: told once."""
    counts = Counter[str]()
    for name in names:
        counts.update(set(_diff(before, after, name, "phone")))
    return {line: count for line, count in counts.items() if count >= ON_MANY_PAGES}


def _texts(before: Path, after: Path, name: str, common: set[str]) -> Iterator[str]:
    """Yield what differs on the phone, and on the desk where that is something else."""
    shown: list[str] = []
    for size in SIZES:
        diff = _diff(before, after, name, size)
        if diff and diff != shown:
            own = [line for line in diff if line not in common]
            yield f"  text on the {size}:" + ("" if own else " what many pages have")
            yield from own[:MOST_LINES]
            if len(own) > MOST_LINES:
                yield f"    … {len(own) - MOST_LINES} lines more"
            shown = diff


def _diff(before: Path, after: Path, name: str, size: str) -> list[str]:
    """Return the lines of a page's text that went or came."""
    files = [folder / f"{name}.{size}.txt" for folder in (before, after)]
    if not all(file.exists() for file in files):
        return []
    old, new = (file.read_text() for file in files)
    if old == new:
        return []
    found = difflib.unified_diff(old.split("\n"), new.split("\n"), n=0, lineterm="")
    lines = [line for line in found if not line.startswith(("---", "+++", "@@"))]
    return [f"    {line[0]} {line[1:]!r}" for line in lines]


def _same_size(before: Path, after: Path, names: list[str]) -> Iterator[tuple[Path, Path]]:
    for name in names:
        for old, new in _changed(before, after, name):
            if _size(old) == _size(new):
                yield old, new


def _changed(before: Path, after: Path, name: str) -> Iterator[tuple[Path, Path]]:
    """Yield the pictures of a page whose files are not the same."""
    for frame in FRAMES:
        old, new = before / f"{name}.{frame}.png", after / f"{name}.{frame}.png"
        if old.exists() and new.exists() and old.read_bytes() != new.read_bytes():
            yield old, new


def _pictures(before: Path, after: Path, name: str, pixels: dict[Path, int]) -> Iterator[str]:
    for old, new in _changed(before, after, name):
        frame = new.name.split(".")[-2]
        sizes = [_size(old), _size(new)]
        if sizes[0] != sizes[1]:
            yield f"  picture {frame}: {sizes[0]} is now {sizes[1]}"
        elif pixels[new]:
            yield f"  picture {frame}: {pixels[new]} pixels differ"


def _size(picture: Path) -> str:
    with picture.open("rb") as file:
        width, height = struct.unpack(">II", file.read(24)[16:])
    return f"{width}×{height}"


def _as_url(picture: Path) -> str:
    return "data:image/png;base64," + base64.b64encode(picture.read_bytes()).decode()


def _measures(old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    for size in SIZES:
        for what, figure in new.get(size, {}).items():
            earlier = old.get(size, {}).get(what, figure)
            if earlier != figure:
                yield f"  {what} on the {size}: {earlier} is now {figure}"
