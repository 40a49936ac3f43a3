# The release before this one cannot read what is encrypted here: until it is upgraded as well, a
# machine that still runs it refuses the codes of apps and recovery codes (docs/operating.md).

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from tracker.accounts.protection.encryption import encrypted_anew, in_clear


def _change_all(apps, schema_editor, change):
    # No dependency on allauth.mfa: its first migration waits for the users of ours, and would wait for
    # all that is squashed with this one. Where it was never applied, nobody has a second factor.
    if "mfa" not in apps.app_configs:
        return
    factors = apps.get_model("mfa", "Authenticator").objects.using(schema_editor.connection.alias)
    for factor in factors.exclude(type="webauthn").order_by("pk").iterator(chunk_size=500):
        factor.data = change(factor.data)
        factor.save(update_fields=["data"])


def encrypt(apps, schema_editor):
    _change_all(apps, schema_editor, encrypted_anew)


def decrypt(apps, schema_editor):
    _change_all(apps, schema_editor, in_clear)


class Migration(migrations.Migration):
    dependencies = [
        ("tracker", "0017_first_week_of_1950"),
    ]

    operations = [
        migrations.CreateModel(
            name="AddressChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("old_address", models.EmailField(max_length=254)),
                ("new_address", models.EmailField(max_length=254)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "owner",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "change of address",
                "verbose_name_plural": "changes of address",
            },
        ),
        migrations.RunPython(encrypt, decrypt),
    ]
