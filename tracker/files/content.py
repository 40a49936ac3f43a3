"""What a file is, told by its bytes alone; pictures are drawn anew, so nothing else comes along.

Neither the name nor the type that a browser sends is believed (docs/adr/0026).
"""

import logging
import re
import threading
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise
from PIL import Image, ImageOps

from tracker.files.kinds import MEGABYTE, MOST_BYTES, MOST_PIXELS, MOST_SIDE, FileKind
from tracker.shared.limits import with_commas

log = logging.getLogger(__name__)

START, END = 1_024, 66_000  # the end of a ZIP stands within its last 65,557 bytes
PDF_START = re.compile(rb"%PDF-(1\.[0-7]|2\.0)[\r\n \t]")
PDF_END = re.compile(rb"%%EOF[\r\n \t]*\Z")
ZIP_END = b"PK\x05\x06"
PAGE = re.compile(rb"<(!doctype|html|script|\?php|iframe)", re.IGNORECASE)
PICTURES = {"PNG": b"\x89PNG\r\n\x1a\n", "JPEG": b"\xff\xd8\xff", "GIF": b"GIF8", "WEBP": b"RIFF"}
SVG = re.compile(rb"<svg[\s>]", re.IGNORECASE)
HEIC = re.compile(rb"....ftyp(heic|heix|mif1|msf1|hevc)", re.DOTALL)

TOO_LARGE = format_lazy(
    _("The file is larger than {most} MB. Make it smaller, or add a link to it."),
    most=MOST_BYTES // MEGABYTE,
)
EMPTY = _("The file is empty.")
UNKNOWN = _("Only PNG, JPEG, WebP and GIF pictures and PDFs are kept, and this file is none.")
IS_SVG = _("An SVG picture can hold a script. Save it as PNG and add that.")
IS_HEIC = _("A browser cannot show this picture (HEIC). Save it as JPEG and add that.")
TWO_THINGS = _("This file is two things at once, so it is not kept. Save it again and add that.")
DAMAGED = _("The picture is damaged: it ends too early or cannot be read.")
DAMAGED_PDF = _("The PDF is damaged: its beginning or its end is missing. Save it again.")
MOVES = _("A picture that moves is not kept. Save one frame of it as PNG, or add a link to it.")
TOO_WIDE = format_lazy(
    _("The picture is too large: at most {side} pixels a side and {all} million in all."),
    side=with_commas(MOST_SIDE),
    all=MOST_PIXELS // 1_000_000,
)
GREW = format_lazy(
    _("Cleaned, the picture is larger than {most} MB. Save it smaller, or as JPEG."),
    most=MOST_BYTES // MEGABYTE,
)

# One picture at a time in each process: decoded, it may take two hundred megabytes.
_one_at_a_time = threading.Lock()


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """What is kept of a file. A PDF has no size in pixels."""

    kind: FileKind
    data: bytes
    width: int | None = None
    height: int | None = None


def checked(data: bytes) -> CheckedFile:
    """Return what shall be kept of these bytes. Raises ValidationError with a sentence."""
    if not data:
        raise ValidationError(EMPTY)
    if len(data) > MOST_BYTES:
        raise ValidationError(TOO_LARGE)
    form = _picture_form(data)
    if not form and not data.startswith(b"%PDF-"):
        raise ValidationError(_why_unknown(data))
    _refuse_two_things(data, is_pdf=not form)
    return _drawn_anew(data, form) if form else _checked_pdf(data)


def _picture_form(data: bytes) -> str:
    """Return the name that Pillow has for this kind of picture; "" for anything else."""
    for form, beginning in PICTURES.items():
        if data.startswith(beginning) and (form != "WEBP" or data[8:12] == b"WEBP"):
            return form
    return ""


def _why_unknown(data: bytes) -> StrOrPromise:
    start = data[:START]
    if SVG.search(start):
        return IS_SVG
    return IS_HEIC if HEIC.match(start) else UNKNOWN


def _refuse_two_things(data: bytes, *, is_pdf: bool) -> None:
    """Refuse a page, a PDF or an archive in the same bytes: nobody saves such a file by chance."""
    start, end = data[:START], data[-END:]
    is_page = PAGE.search(start) or (not is_pdf and PAGE.search(end))
    if is_page or ZIP_END in end or (not is_pdf and b"%PDF-" in start):
        raise ValidationError(TWO_THINGS)


def _checked_pdf(data: bytes) -> CheckedFile:
    if not PDF_START.match(data) or not PDF_END.search(data[-START:]):
        raise ValidationError(DAMAGED_PDF)
    return CheckedFile(FileKind.PDF, data)


def _drawn_anew(data: bytes, form: str) -> CheckedFile:
    with _one_at_a_time:
        try:
            return _redrawn(data, form)
        except ValidationError:
            raise
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise ValidationError(TOO_WIDE) from error
        except Exception as error:  # decoders raise of all kinds on bytes that were made to hurt
            log.info("a picture was refused: %s", type(error).__name__)
            raise ValidationError(DAMAGED) from error


def _redrawn(data: bytes, form: str) -> CheckedFile:
    """Decode within the bound, turn as its camera meant it, and encode the pixels alone."""
    with Image.open(BytesIO(data), formats=[form]) as picture:
        width, height = picture.size
        if max(width, height) > MOST_SIDE or width * height > MOST_PIXELS:
            raise ValidationError(TOO_WIDE)
        # A phone's JPEG may carry a second picture, such as a preview: that is no movement.
        if form != "JPEG" and getattr(picture, "is_animated", False):
            raise ValidationError(MOVES)
        picture.load()
        upright = _plain(ImageOps.exif_transpose(picture), form)
    kind = FileKind(form.lower()) if form != "GIF" else FileKind.PNG
    written = BytesIO()
    upright.save(written, **ENCODED[kind])
    if written.tell() > MOST_BYTES:
        raise ValidationError(GREW)
    return CheckedFile(kind, written.getvalue(), *upright.size)


ENCODED: dict[FileKind, dict[str, Any]] = {
    FileKind.PNG: {"format": "PNG", "compress_level": 6},
    FileKind.JPEG: {"format": "JPEG", "quality": 90},
    FileKind.WEBP: {"format": "WEBP", "quality": 90, "method": 2},
}
KEPT_MODES = {"JPEG": {"L", "RGB"}, "WEBP": {"RGB", "RGBA"}, "PNG": {"1", "L", "LA", "I;16"}}


def _plain(picture: Image.Image, form: str) -> Image.Image:
    """Return the pixels in a mode that every browser shows, without anything said beside them."""
    see_through = picture.has_transparency_data and form != "JPEG"
    is_kept = picture.mode in KEPT_MODES.get(form, ()) and "transparency" not in picture.info
    if not is_kept:
        picture = picture.convert("RGBA" if see_through else "RGB")
    picture.info = {}
    return picture
