# Apart from the new column and not in one transaction: no row is locked for longer than its batch.

from django.db import migrations

# What every recommendation that was adopted until now was paid, or would have been as the first.
WORTH = 25
BATCH = 1_000


def fill(apps, schema_editor):
    model = apps.get_model("tracker", "Recommendation")
    rows = model.objects.using(schema_editor.connection.alias).filter(state="adopted")
    last = 0
    while batch := list(
        rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]
    ):
        rows.filter(pk__in=batch, worth__isnull=True).update(worth=WORTH)
        last = batch[-1]


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("tracker", "0014_recommendation_worth")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
