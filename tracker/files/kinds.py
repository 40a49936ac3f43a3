"""The kinds of files that are kept, and the limits within which."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

MEGABYTE = 1_000_000
MOST_BYTES = 10 * MEGABYTE  # of a file, as it is sent and as it is kept
MOST_BYTES_OF_ALL = 500 * MEGABYTE  # of one owner, with what waits in Deleted
MOST_ON_AN_ENTRY = 10  # files, and as many links
NAME_LIMIT = 120
# Decoded, a picture takes up to four bytes a pixel, and its copy as many again.
MOST_PIXELS = 25_000_000
MOST_SIDE = 9_000


class FileKind(models.TextChoices):
    PNG = "png", _("PNG picture")
    JPEG = "jpeg", _("JPEG picture")
    WEBP = "webp", _("WebP picture")
    PDF = "pdf", _("PDF")


@dataclass(frozen=True, slots=True)
class Served:
    """How a kind goes out: a picture was made by us, so a browser may show it in place."""

    content_type: str
    extension: str
    is_picture: bool


SERVED = {
    FileKind.PNG: Served("image/png", "png", True),
    FileKind.JPEG: Served("image/jpeg", "jpg", True),
    FileKind.WEBP: Served("image/webp", "webp", True),
    FileKind.PDF: Served("application/pdf", "pdf", False),
}
