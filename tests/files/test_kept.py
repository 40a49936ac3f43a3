"""A picture that comes back in an import is the same bytes, unless something is hidden in it."""

from io import BytesIO

import pytest
from PIL import Image

from tracker.files.content import checked
from tracker.files.kept import checked_again

FORMS = ["PNG", "JPEG", "WEBP"]


def ours(form: str, mode: str = "RGB") -> bytes:
    """Return a picture as it is kept after somebody added it."""
    picture = Image.effect_noise((40, 30), 60).convert(mode)
    file = BytesIO()
    picture.save(file, form)
    return checked(file.getvalue()).data


@pytest.mark.parametrize("form", FORMS)
def test_one_of_ours_stays_as_it_is(form):
    data = ours(form)
    kept = checked_again(data)
    assert kept.data == data
    assert (kept.width, kept.height) == (40, 30)


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_one_that_can_be_seen_through_stays_too(form):
    data = ours(form, "RGBA")
    assert checked_again(data).data == data


@pytest.mark.parametrize("form", FORMS)
def test_what_stands_behind_a_picture_is_not_kept(form):
    assert b"hidden words" not in checked_again(ours(form) + b"hidden words").data


@pytest.mark.parametrize("form", FORMS)
def test_what_is_said_within_a_picture_is_not_kept(form):
    told = Image.Exif()
    told[0x010E] = "hidden words"
    file = BytesIO()
    Image.effect_noise((40, 30), 60).convert("RGB").save(file, form, exif=told)
    assert b"hidden words" in file.getvalue()
    assert b"hidden words" not in checked_again(file.getvalue()).data


def test_a_comment_and_a_profile_are_not_kept():
    file = BytesIO()
    Image.new("RGB", (9, 9)).save(file, "JPEG", comment=b"hidden words", icc_profile=b"hidden")
    assert b"hidden" not in checked_again(file.getvalue()).data


def test_a_jpeg_in_several_scans_with_restarts_is_read_to_its_end():
    file = BytesIO()
    noise = Image.effect_noise((300, 300), 90).convert("RGB")
    noise.save(file, "JPEG", progressive=True, restart_marker_rows=1)
    data = file.getvalue()
    assert checked_again(data).data == data


def test_a_pdf_stays_as_it_is():
    data = b"%PDF-1.4\n1 0 obj\nendobj\ntrailer\n%%EOF\n"
    assert checked_again(data).data == data
