"""Files made on the spot: honest ones, and those that were made to hurt."""

import struct
import zlib
from io import BytesIO
from zipfile import ZipFile

from PIL import Image

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
HTML = b"<html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def picture(form: str = "PNG", size: tuple[int, int] = (40, 20), **saved) -> bytes:
    written = BytesIO()
    Image.new("RGB", size, (200, 40, 40)).save(written, form, **saved)
    return written.getvalue()


def jpeg_with_gps() -> bytes:
    """A camera's: lying on its side (turn it by 90°), with a place, a maker and a profile."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "SecretCamera"
    exif.get_ifd(0x8825)[2] = (53.0, 20.0, 59.0)
    return picture("JPEG", exif=exif, icc_profile=b"secret profile" * 20, comment=b"secret note")


def png_with_text() -> bytes:
    from PIL.PngImagePlugin import PngInfo

    words = PngInfo()
    words.add_text("Author", "secret author")
    return picture("PNG", pnginfo=words)


def moving(form: str) -> bytes:
    written = BytesIO()
    frames = [Image.new("RGB", (9, 9), color) for color in ("red", "blue", "green")]
    frames[0].save(written, form, save_all=True, append_images=frames[1:], duration=90)
    return written.getvalue()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_that_claims(width: int, height: int, pixels: bytes = b"") -> bytes:
    """A PNG with a header and no more than these (compressed) pixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [_chunk(b"IHDR", header), _chunk(b"IDAT", zlib.compress(pixels)), _chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def bomb() -> bytes:
    """A few kilobytes that would be 2.7 GB of pixels."""
    return png_that_claims(30_000, 30_000, b"\0" * 1_000_000)


def text_bomb() -> bytes:
    """A small picture whose compressed text would be 200 MB."""
    packed = zlib.compress(b"\0" * 200_000_000)
    whole = picture("PNG")
    at = whole.index(b"IDAT") - 4
    return whole[:at] + _chunk(b"zTXt", b"Comment\0\0" + packed) + whole[at:]


def archive() -> bytes:
    written = BytesIO()
    with ZipFile(written, "w") as packed:
        packed.writestr("Evil.class", b"\xca\xfe\xba\xbe")
    return written.getvalue()


# Each with words of the sentence that refuses it.
HOSTILE = {
    "nothing": (b"", "The file is empty."),
    "words": (b"Just words.", "Only PNG, JPEG"),
    "page called png": (HTML, "Only PNG, JPEG"),
    "svg called png": (SVG, "An SVG picture can hold a script."),
    "phone's heic": (b"\0\0\0\x18ftypheic" + b"\0" * 99, "HEIC"),
    "program": (b"MZ" + b"\0" * 500, "Only PNG, JPEG"),
    "gif and archive": (picture("GIF") + archive(), "two things at once"),
    "pdf and archive": (PDF[:-6] + archive() + b"\n%%EOF\n", "two things at once"),
    "pdf that is a page": (b"%PDF-1.4\n" + HTML + PDF[9:], "two things at once"),
    "pdf before a page": (PDF + HTML, "two things at once"),
    "long pdf before a page": (PDF + b" " * 2_000 + HTML, "The PDF is damaged"),
    "pdf after a page": (HTML + PDF, "Only PNG, JPEG"),
    "half a pdf": (PDF[:40], "The PDF is damaged"),
    "png before a page": (picture("PNG") + HTML, "two things at once"),
    "jpeg around a pdf": (picture("JPEG", comment=PDF), "two things at once"),
    "bomb": (bomb(), "9,000 pixels a side"),
    "bomb of text": (text_bomb(), "damaged"),
    "10,000 pixels": (png_that_claims(10_000, 10), "9,000 pixels a side"),
    "10,000 by 10,000": (png_that_claims(10_000, 10_000), "9,000 pixels a side"),
    "30 million pixels": (png_that_claims(6_000, 5_000), "25 million in all"),
    "half a jpeg": (picture("JPEG", (400, 400))[:900], "damaged"),
    "half a png": (picture("PNG", (400, 400))[:200], "damaged"),
    "a png's beginning": (b"\x89PNG\r\n\x1a\n", "damaged"),
    "a webp's beginning": (b"RIFF\xff\xff\xff\x7fWEBPVP8 ", "damaged"),
    "moving gif": (moving("GIF"), "moves"),
    "moving webp": (moving("WEBP"), "moves"),
    "moving png": (moving("PNG"), "moves"),
}
