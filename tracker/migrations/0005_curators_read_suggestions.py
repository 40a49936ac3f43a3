"""Curators also keep the reading list, answer suggestions, and delete cards that nobody used."""

from django.db import migrations

GROUP = "Curators"
VERBS = {
    "task": ["delete"],
    "resource": ["add", "change", "delete", "view"],
    "suggestion": ["change", "view"],
}


def widen_group(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    group, _ = Group.objects.get_or_create(name=GROUP)
    for model, verbs in VERBS.items():
        # Django makes permissions after all migrations; these are the same ones, made early.
        kind, _ = ContentType.objects.get_or_create(app_label="tracker", model=model)
        for verb in verbs:
            permission, _ = Permission.objects.get_or_create(
                content_type=kind,
                codename=f"{verb}_{model}",
                defaults={"name": f"Can {verb} {model}"},
            )
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [("tracker", "0004_reading_and_suggestions")]

    operations = [migrations.RunPython(widen_group, migrations.RunPython.noop)]
