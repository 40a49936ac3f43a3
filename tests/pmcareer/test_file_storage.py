"""FILES_URL is read as strictly as everything in the environment."""

from pathlib import Path
from unittest.mock import patch

import pytest
from django.core.exceptions import ImproperlyConfigured

from pmcareer.stores import file_storage

DATA = Path("/srv/data")


def test_by_itself_files_lie_in_the_data_folder():
    assert file_storage("", DATA)["OPTIONS"]["location"] == DATA / "files"


def test_another_folder_can_be_named():
    assert file_storage("file:///mnt/a%20disk", DATA)["OPTIONS"]["location"] == "/mnt/a disk"


def test_a_bucket_can_be_named():
    url = "s3://evidence/pm?endpoint_url=https://s3.example.org&region_name=eu"
    with patch("pmcareer.stores.find_spec"):
        storage = file_storage(url, DATA)
    assert storage["OPTIONS"] == {
        "bucket_name": "evidence",
        "location": "pm",
        "default_acl": None,
        "endpoint_url": "https://s3.example.org",
        "region_name": "eu",
    }


def test_a_bucket_without_its_library_says_what_to_install():
    refused = pytest.raises(ImproperlyConfigured, match="django-storages")
    with patch("pmcareer.stores.find_spec", return_value=None), refused:
        file_storage("s3://evidence", DATA)


@pytest.mark.parametrize(
    "url", ["/srv/files", "file://host/x", "s3://", "ftp://x/y", "s3://b?acl=public"]
)
def test_anything_else_is_refused(url):
    with pytest.raises(ImproperlyConfigured, match="FILES_URL is not understood"):
        file_storage(url, DATA)
