"""Exit code 0 when the server in this container can work: its database answers and is migrated."""

import os
import urllib.request

host = os.environ.get("ALLOWED_HOSTS", "").split(",")[0].lstrip("*.") or "localhost"
address = f"http://127.0.0.1:{os.environ.get('PORT') or 8000}/readyz"
with urllib.request.urlopen(urllib.request.Request(address, headers={"Host": host}), timeout=8):
    pass
