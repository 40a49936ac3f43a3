"""Which Chromium the tests start: CHROMIUM, or one of Debian's.

The headless shell draws the same pages without a window around them, for half the work.
"""

import os
import shutil

CHROMIUM = (
    os.environ.get("CHROMIUM")
    or shutil.which("chromium-headless-shell")
    or shutil.which("chromium")
)
MISSING = "no Chromium: apt-get install chromium-headless-shell, or set CHROMIUM to its path"
