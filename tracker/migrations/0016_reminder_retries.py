from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tracker", "0015_fill_recommendation_worth")]

    operations = [
        migrations.AddField(
            model_name="reminder",
            name="failed_tries",
            field=models.PositiveSmallIntegerField(db_default=0, default=0, editable=False),
        ),
        migrations.AddField(
            model_name="reminder",
            name="unanswered",
            field=models.PositiveSmallIntegerField(db_default=0, default=0, editable=False),
        ),
        migrations.AddField(
            model_name="reminder",
            name="retry_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
    ]
