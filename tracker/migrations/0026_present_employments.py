# What everybody answered about their company becomes their present employment. Apart from the new
# table and not in one transaction: no row is locked for longer than its batch, and it can be run again.

from django.db import migrations

BATCH = 1_000


def fill(apps, schema_editor):
    alias = schema_editor.connection.alias
    users = apps.get_model("tracker", "User").objects.using(alias)
    employments = apps.get_model("tracker", "Employment").objects.using(alias)
    answered = users.filter(company_has_pms__isnull=False, employments__isnull=True).order_by("pk")
    last = 0
    while batch := list(answered.filter(pk__gt=last).values_list("pk", "company_has_pms")[:BATCH]):
        employments.bulk_create(
            [employments.model(owner_id=pk, has_pms=has_pms) for pk, has_pms in batch]
        )
        last = batch[-1][0]


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("tracker", "0025_employments")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
