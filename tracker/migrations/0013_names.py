# Names in Python alone: tables and columns keep theirs, so that the release before this one runs on
# beside it. None of these operations asks the database for anything.

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tracker", "0012_activity_lesson")]

    operations = [
        migrations.AlterField(
            "daytotal", "advice", models.PositiveIntegerField(db_column="advice", default=0)
        ),
        migrations.RenameField("daytotal", "advice", "recommendation_points"),
        migrations.AlterField(
            "user",
            "version",
            models.PositiveBigIntegerField(
                db_column="version", db_default=0, default=0, editable=False
            ),
        ),
        migrations.RenameField("user", "version", "page_version"),
        migrations.AlterField(
            "task",
            "settled",
            models.CharField(
                blank=True,
                db_column="settled",
                editable=False,
                help_text="Fingerprint of the release content that was decided about last.",
                max_length=64,
            ),
        ),
        migrations.RenameField("task", "settled", "reviewed_fingerprint"),
        migrations.AlterField(
            "suggestion",
            "credit",
            models.BooleanField(default=False, verbose_name="name me on the task"),
        ),
        migrations.AlterModelTable("paper", "tracker_paper"),
        migrations.RenameModel("Paper", "Document"),
        migrations.AlterModelOptions(
            "document", {"verbose_name": "document", "verbose_name_plural": "documents"}
        ),
        migrations.AlterField(
            "document",
            "owner",
            models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="documents",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            "document",
            "project",
            models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="documents",
                to="tracker.project",
            ),
        ),
    ]
