"""Fetch the libraries of static/vendor/versions.json with npm, as they are published.

One thing is taken out: the line that names a source map, which is not shipped and which the
static files' manifest would look for.
"""

import json
import re
import subprocess
import tarfile
import tempfile
from pathlib import Path

VENDOR = Path(__file__).resolve().parent.parent / "static" / "vendor"
SOURCE_MAP = re.compile(rb"\s*(/\*# sourceMappingURL=.*?\*/|//# sourceMappingURL=\S*)\s*$")


def fetch(package: str, files: list[str], folder: Path) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        packed = subprocess.run(
            ["npm", "pack", "--silent", package], cwd=scratch, check=True, capture_output=True
        )
        with tarfile.open(Path(scratch) / packed.stdout.decode().split()[-1]) as archive:
            folder.mkdir(parents=True, exist_ok=True)
            for name in files:
                member = archive.extractfile(f"package/{name}")
                assert member is not None, f"{package} has no {name}"
                content = member.read()
                if name.endswith((".css", ".js")):
                    content = SOURCE_MAP.sub(b"\n", content)
                (folder / Path(name).name).write_bytes(content)


if __name__ == "__main__":
    for name, entry in json.loads((VENDOR / "versions.json").read_text()).items():
        fetch(entry["package"], entry["files"], VENDOR / name)
        print(f"{name}: {entry['package']}")
