"""The Makefile's own sentences, before Python is there to say them."""

import os
import subprocess
from pathlib import Path

import pytest

from pmcareer.settings import BASE_DIR

pytestmark = pytest.mark.real_time


def make(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", "-f", str(BASE_DIR / "Makefile"), *arguments],
        cwd=folder,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_an_old_python_is_refused_with_a_sentence(tmp_path):
    old = tmp_path / "python-old"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    result = make("run", f"PYTHON={old}", folder=tmp_path)
    assert result.returncode != 0
    assert f"pmcareer needs Python 3.11 or newer; {old} is older" in result.stderr


def test_no_python_at_all_is_said_in_a_sentence(tmp_path):
    result = make("run", "PYTHON=", folder=tmp_path)
    assert result.returncode != 0
    assert "there is none on the path" in result.stderr


def test_help_lists_every_target(tmp_path):
    said = make("help", folder=tmp_path).stdout
    for target in ("run", "test", "dev", "demo", "check"):
        assert f"\n{target} " in f"\n{said}"
