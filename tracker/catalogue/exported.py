from tracker.catalogue.guidance.models import Skill
from tracker.catalogue.models import Level, Task

NATURAL_KEYS = {Task: "slug", Level: "number", Skill: "slug"}
