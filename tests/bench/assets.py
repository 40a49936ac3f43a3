"""What a browser loads besides the page on its first visit."""

import re
from urllib.parse import urljoin

from tests.bench.runners.server import Server

LINKED = re.compile(r'<link[^>]+rel="?(?:stylesheet|modulepreload)"?[^>]*>|<script[^>]+src=[^>]+>')
ADDRESS = re.compile(r'(?:href|src)="([^"]+)"')
IMPORTED = re.compile(r'(?:from|import)\s*\(?["\'](\.{0,2}/[^"\']+\.js)["\']')


def first_visit(server: Server, html: str) -> dict[str, int]:
    """Bytes as sent of each CSS and JavaScript file, modules that modules import among them."""
    waiting = [ADDRESS.search(tag)[1] for tag in LINKED.findall(html)]
    found: dict[str, int] = {}
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        status, _, sent = server.get(path, **{"Accept-Encoding": "br, gzip"})
        if status != 200:
            continue
        found[path] = len(sent)
        if path.endswith(".js"):
            text = server.get(path)[2].decode()
            waiting += [urljoin(path, name) for name in IMPORTED.findall(text)]
    return found
