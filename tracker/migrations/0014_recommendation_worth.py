# The release before this one goes on serving: it does not name the new column, which is empty in
# the rows it writes, and the check lets it pay what it knows.

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("tracker", "0013_names")]

    operations = [
        migrations.RemoveConstraint("recommendation", "recommendation_state_has_its_dates"),
        migrations.AddField(
            "recommendation",
            "worth",
            models.PositiveSmallIntegerField(editable=False, null=True),
        ),
        migrations.AddConstraint(
            "recommendation",
            models.CheckConstraint(
                condition=Q(state="draft", sent_on__isnull=True, points=0)
                | Q(state__in=["sent", "heard"], sent_on__isnull=False, points=0)
                | Q(state="declined", sent_on__isnull=False, decided_on__isnull=False, points=0)
                | Q(state="adopted", sent_on__isnull=False, decided_on__isnull=False),
                name="recommendation_state_has_its_dates",
            ),
        ),
    ]
