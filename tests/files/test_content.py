"""A file is what its bytes say; what is kept of a picture is its pixels."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from tests.files.hostile import HOSTILE, PDF, archive, jpeg_with_gps, picture, png_with_text
from tracker.files.content import checked
from tracker.files.kinds import MOST_BYTES, FileKind
from tracker.files.names import clean_name


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


@pytest.mark.parametrize("name", HOSTILE)
def test_what_was_made_to_hurt_gets_a_sentence(name):
    data, words = HOSTILE[name]
    with pytest.raises(ValidationError) as refused:
        checked(data)
    assert words in " ".join(refused.value.messages)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_picture_is_drawn_anew(form):
    file = checked(picture(form))
    assert (file.width, file.height) == (40, 20)
    kept = opened(file.data)
    assert kept.format == ("PNG" if form == "GIF" else form)
    red, green, blue = kept.convert("RGB").getpixel((20, 10))
    assert abs(red - 200) < 6
    assert abs(green - 40) < 6
    assert abs(blue - 40) < 6


def test_where_and_with_what_a_picture_was_taken_is_gone():
    data = jpeg_with_gps()
    assert opened(data).getexif().get_ifd(0x8825)
    file = checked(data)
    kept = opened(file.data)
    assert dict(kept.getexif()) == {}
    assert "icc_profile" not in kept.info
    assert b"ecret" not in file.data
    assert b"Exif" not in file.data
    # It lay on its side, and stands now.
    assert (file.width, file.height) == (20, 40) == kept.size


def test_words_in_a_picture_are_gone():
    assert b"secret author" in png_with_text()
    assert b"secret author" not in checked(png_with_text()).data


def test_what_a_phone_writes_after_its_jpeg_is_gone():
    file = checked(picture("JPEG") + b"SEFH" + b"secret" * 50)
    assert b"secret" not in file.data


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
def test_pictures_of_every_mode_are_kept(mode):
    written = BytesIO()
    form = "JPEG" if mode == "CMYK" else "PNG"
    Image.new(mode, (9, 5)).save(written, form)
    file = checked(written.getvalue())
    assert opened(file.data).size == (9, 5)


def test_what_can_be_seen_through_stays_so():
    written = BytesIO()
    Image.new("P", (9, 5)).save(written, "GIF", transparency=0)
    assert opened(checked(written.getvalue()).data).convert("RGBA").getpixel((1, 1))[3] == 0


def test_a_pdf_is_kept_as_it_is():
    assert checked(PDF).data == PDF
    assert checked(PDF).kind == FileKind.PDF


def test_a_file_of_more_than_ten_megabytes_is_refused():
    with pytest.raises(ValidationError, match="larger than 10 MB"):
        checked(PDF + b" " * MOST_BYTES)


def test_an_archive_alone_is_refused():
    with pytest.raises(ValidationError, match="Only PNG"):
        checked(archive())


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("whiteboard.PNG", "whiteboard.png"),
        ("../../etc/passwd", "passwd.png"),
        ("C:\\Users\\me\\plan.jpeg", "plan.png"),
        ("page.html", "page.html.png"),
        ("a\x00b\r\nc.png", "abc.png"),
        ("gnp.\u202egpj.exe", "gnp.gpj.exe.png"),
        ("  .png", "picture.png"),
        ("", "picture.png"),
        ("...", "picture.png"),
        ('say "hi"; x=1.png', "say -hi-; x=1.png"),
        ("план встречи.png", "план встречи.png"),
    ],
)
def test_a_name_is_given_back_without_what_could_hurt(sent, kept):
    assert clean_name(sent, FileKind.PNG) == kept


def test_a_name_of_three_hundred_letters_is_cut():
    name = clean_name("x" * 300 + ".pdf", FileKind.PDF)
    assert len(name) == 120
    assert name.endswith("x.pdf")
