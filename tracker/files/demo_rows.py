from io import BytesIO

from PIL import Image, ImageDraw

from tracker.accounts.models import User
from tracker.files.actions import add_file, add_link
from tracker.files.content import checked
from tracker.journal.models import Activity
from tracker.shared.registries.demo import Rows

PLACE = 55
SIZE = (900, 420)  # pixels
BOARD, INK, MARKER = "#fffdf8", "#1f2937", "#c2410c"
BOX_HEIGHT, LETTERS = 64, 22


def load(persona: User, rows: Rows) -> None:
    """Put links and photographs of whiteboards on her entries, named by how their titles begin."""
    for row in rows["link"]:
        add_link(_entry(persona, row), address=row["address"], title=row["title"])
    for row in rows["whiteboard"]:
        add_file(_entry(persona, row), checked(_drawn(row["boxes"])), name=row["name"])


def _entry(persona: User, row: Rows) -> Activity:
    entries = Activity.objects.owned_by(persona).live().select_related("owner")
    return entries.filter(title__startswith=row["entry"]).latest("pk")


def _drawn(boxes: list[str]) -> bytes:
    """Return the picture of a whiteboard: boxes under each other, a line between two."""
    picture = Image.new("RGB", SIZE, BOARD)
    draw = ImageDraw.Draw(picture)
    step = SIZE[1] // len(boxes)
    for number, text in enumerate(boxes):
        top = number * step + (step - BOX_HEIGHT) // 2
        draw.rounded_rectangle((60, top, SIZE[0] - 60, top + BOX_HEIGHT), 8, outline=INK, width=3)
        draw.text((84, top + (BOX_HEIGHT - LETTERS) // 2), text, fill=INK, font_size=LETTERS)
        if number:
            above = top - step + BOX_HEIGHT
            draw.line((SIZE[0] // 2, above + 4, SIZE[0] // 2, top - 4), fill=MARKER, width=4)
    written = BytesIO()
    picture.save(written, "PNG")
    return written.getvalue()
