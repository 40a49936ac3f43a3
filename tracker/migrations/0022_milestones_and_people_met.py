# The release before this one goes on serving: it names none of the new columns, which are empty or
# have a default in the rows it writes, and it shows a measure that it does not know as a milestone
# without a count.

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

STAGES = [
    (0, "listed"),
    (1, "met"),
    (2, "told that I am interested"),
    (3, "asked where they started"),
    (4, "would have me as back-up"),
]
MEASURES = [
    ("by-hand", "I tick it myself"),
    ("quotes", "customer quotes"),
    ("activities", "activities"),
    ("points", "points"),
    ("pms-met", "product managers met"),
    ("task", "entries of a task"),
]


class Migration(migrations.Migration):
    dependencies = [("tracker", "0021_skills_roles_and_sources")]

    operations = [
        migrations.AddField(
            "person",
            "own_stage",
            models.PositiveSmallIntegerField(choices=STAGES, editable=False, null=True),
        ),
        migrations.AddField("person", "met_on", models.DateField(editable=False, null=True)),
        migrations.AddField(
            "milestone",
            "task",
            models.ForeignKey(
                "tracker.task",
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="milestones",
                verbose_name="task",
            ),
        ),
        migrations.AddField(
            "milestone",
            "counts_itself",
            models.BooleanField(db_default=True, default=True, editable=False),
        ),
        migrations.AlterField(
            "milestone",
            "measure",
            models.CharField(
                choices=MEASURES, default="by-hand", max_length=10, verbose_name="reached by"
            ),
        ),
        migrations.AddIndex(
            "person",
            models.Index(
                fields=["owner", "met_on"],
                condition=Q(("deleted_at__isnull", True), ("kind", "pm"), ("stage__gte", 1)),
                name="person_met",
            ),
        ),
        migrations.AddConstraint(
            "person",
            models.CheckConstraint(
                condition=Q(own_stage__isnull=True) | Q(own_stage__lte=4),
                name="person_own_stage_known",
            ),
        ),
        migrations.AddConstraint(
            "milestone",
            models.CheckConstraint(
                condition=~Q(measure="task") | Q(task__isnull=False),
                name="milestone_of_a_task_names_it",
                violation_error_message="Say which task is counted.",
            ),
        ),
    ]
