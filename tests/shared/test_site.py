"""Where links in mail lead, when no request says where the site is."""

import pytest

from tracker.shared.site import absolute, site_address, site_host


@pytest.mark.parametrize(
    ("origins", "host", "address"),
    [
        (["https://pm.example.org"], "127.0.0.1", "https://pm.example.org"),
        (["https://*.example.org", "http://pm.test:8080"], "127.0.0.1", "http://pm.test:8080"),
        ([], "127.0.0.1", "http://127.0.0.1:8000"),
        ([], "0.0.0.0", "http://127.0.0.1:8000"),
        ([], "::", "http://[::1]:8000"),
        ([], "intranet", "http://intranet:8000"),
    ],
)
def test_the_address_is_the_first_origin_or_where_the_server_listens(
    settings, origins, host, address
):
    settings.CSRF_TRUSTED_ORIGINS, settings.HOST = origins, host
    assert site_address() == address
    assert absolute("week", "2026-11-16") == f"{address}/week/2026-11-16/"
    assert f"//{site_host()}" in address.replace("[", "").replace("]", "")
