"""The group that curates: levels, areas and tasks, and nothing that a person wrote."""

from django.db import migrations

GROUP = "Curators"
MODELS = ["level", "area", "task"]


def make_group(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    group, _ = Group.objects.get_or_create(name=GROUP)
    for model in MODELS:
        # Django makes permissions after all migrations; these are the same ones, made early.
        kind, _ = ContentType.objects.get_or_create(app_label="tracker", model=model)
        for verb in ("add", "change", "view"):
            permission, _ = Permission.objects.get_or_create(
                content_type=kind,
                codename=f"{verb}_{model}",
                defaults={"name": f"Can {verb} {model}"},
            )
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("tracker", "0002_card_life"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_group, migrations.RunPython.noop)]
