# Milestones that still bear the title with which a goal began get what that title says: the first
# briefing is counted, the other two ask after the entry that suggests them. Whoever has ticked one,
# or written another title, keeps what they have.

from django.db import migrations

BRIEFING = ("First customer briefing, in silence", "sit-in-on-a-customer-briefing")
ASKED = [
    ("Met every product manager in reach", "meet-every-product-manager"),
    ("Back-up PM on one project", "offer-to-be-back-up-pm"),
]


def fill(apps, schema_editor):
    alias = schema_editor.connection.alias
    tasks = apps.get_model("tracker", "Task").objects.using(alias)
    milestones = apps.get_model("tracker", "Milestone").objects.using(alias)
    waiting = milestones.filter(measure="by-hand", done_on=None, task=None)
    title, slug = BRIEFING
    if task := tasks.filter(slug=slug).first():
        waiting.filter(title=title).update(measure="task", target=1, task=task)
    for title, slug in ASKED:
        if task := tasks.filter(slug=slug).first():
            waiting.filter(title=title).update(task=task)


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("tracker", "0022_milestones_and_people_met")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
