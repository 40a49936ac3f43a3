"""Curators keep skills, roles, lenses and paths; the database holds their limits too."""

import django.db.models.functions.text
import django.db.models.lookups
from django.db import migrations, models


GROUP = "Curators"
# The lenses of a level and the paths are as many as the code knows: they are reworded, not added.
VERBS = {
    "skill": ["add", "change", "view"],
    "role": ["add", "change", "view"],
    "lens": ["change", "view"],
    "pathtext": ["change", "view"],
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

    dependencies = [
        ('tracker', '0028_readiness'),
    ]

    operations = [
        migrations.RunPython(widen_group, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='lens',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('name'), models.Value(80)), name='lens_name_short', violation_error_message='At most 80 characters are kept here.'),
        ),
        migrations.AddConstraint(
            model_name='lens',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('doubt'), models.Value(300)), name='lens_doubt_short', violation_error_message='At most 300 characters are kept here.'),
        ),
        migrations.AddConstraint(
            model_name='lens',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('attribution'), models.Value(160)), name='lens_attribution_short', violation_error_message='At most 160 characters are kept here.'),
        ),
        migrations.AddConstraint(
            model_name='lens',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('question'), models.Value(300)), name='lens_question_short', violation_error_message='At most 300 characters are kept here.'),
        ),
        migrations.AddConstraint(
            model_name='pathtext',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('name'), models.Value(80)), name='path_text_name_short', violation_error_message='At most 80 characters are kept here.'),
        ),
        migrations.AddConstraint(
            model_name='pathtext',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('sentence'), models.Value(300)), name='path_text_sentence_short', violation_error_message='At most 300 characters are kept here.'),
        ),
        migrations.AddConstraint(
            model_name='pathtext',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('phrase'), models.Value(160)), name='path_text_phrase_short', violation_error_message='At most 160 characters are kept here.'),
        ),
        migrations.AddConstraint(
            model_name='pathtext',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('attribution'), models.Value(160)), name='path_text_attribution_short', violation_error_message='At most 160 characters are kept here.'),
        ),
        migrations.AddConstraint(
            model_name='role',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('name'), models.Value(80)), name='role_name_short', violation_error_message='At most 80 characters are kept here.'),
        ),
        migrations.AddConstraint(
            model_name='role',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('summary'), models.Value(300)), name='role_summary_short', violation_error_message='At most 300 characters are kept here.'),
        ),
        migrations.AddConstraint(
            model_name='role',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('skills'), models.Value(200)), name='role_skills_short', violation_error_message='At most 200 characters are kept here.'),
        ),
        migrations.AddConstraint(
            model_name='role',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('lenses'), models.Value(200)), name='role_lenses_short', violation_error_message='At most 200 characters are kept here.'),
        ),
        migrations.AddConstraint(
            model_name='skill',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('name'), models.Value(80)), name='skill_name_short', violation_error_message='At most 80 characters are kept here.'),
        ),
        migrations.AddConstraint(
            model_name='skill',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('summary'), models.Value(300)), name='skill_summary_short', violation_error_message='At most 300 characters are kept here.'),
        ),
        migrations.AlterField(
            model_name='historicaltask',
            name='needs',
            field=models.CharField(blank=True, db_default='', default='', help_text='What it presumes: pm-team, customers, niche, official-job.', max_length=200, verbose_name='needs'),
        ),
        migrations.AlterField(
            model_name='historicaltask',
            name='paths',
            field=models.CharField(blank=True, db_default='', default='', help_text='The paths that it serves; empty for every path that meets its needs.', max_length=200, verbose_name='paths'),
        ),
        migrations.AlterField(
            model_name='historicaltask',
            name='second_phrase',
            field=models.CharField(blank=True, db_default='', default='', help_text='A short phrase, word for word.', max_length=160, verbose_name='second phrase'),
        ),
        migrations.AlterField(
            model_name='historicaltask',
            name='second_post',
            field=models.CharField(blank=True, db_default='', default='', help_text='Of a later post: its name and year.', max_length=120, verbose_name='second post'),
        ),
        migrations.AlterField(
            model_name='historicaltask',
            name='second_source',
            field=models.CharField(blank=True, choices=[('article', 'Rich Mironov’s article'), ('comment', 'a reader’s comment on Rich Mironov’s article'), ('answer', 'Rich Mironov’s answer to a comment'), ('later-post', 'a later post by Rich Mironov'), ('curator', 'this catalogue’s curators')], db_default='', default='', max_length=12, verbose_name='second source'),
        ),
        migrations.AlterField(
            model_name='historicaltask',
            name='skills',
            field=models.CharField(blank=True, db_default='', default='', help_text='Slugs, with a space between.', max_length=200, verbose_name='skills'),
        ),
        migrations.AlterField(
            model_name='historicaltask',
            name='source_post',
            field=models.CharField(blank=True, db_default='', default='', help_text='Of a later post: its name and year.', max_length=120, verbose_name='source post'),
        ),
        migrations.AlterField(
            model_name='task',
            name='needs',
            field=models.CharField(blank=True, db_default='', default='', help_text='What it presumes: pm-team, customers, niche, official-job.', max_length=200, verbose_name='needs'),
        ),
        migrations.AlterField(
            model_name='task',
            name='paths',
            field=models.CharField(blank=True, db_default='', default='', help_text='The paths that it serves; empty for every path that meets its needs.', max_length=200, verbose_name='paths'),
        ),
        migrations.AlterField(
            model_name='task',
            name='second_phrase',
            field=models.CharField(blank=True, db_default='', default='', help_text='A short phrase, word for word.', max_length=160, verbose_name='second phrase'),
        ),
        migrations.AlterField(
            model_name='task',
            name='second_post',
            field=models.CharField(blank=True, db_default='', default='', help_text='Of a later post: its name and year.', max_length=120, verbose_name='second post'),
        ),
        migrations.AlterField(
            model_name='task',
            name='second_source',
            field=models.CharField(blank=True, choices=[('article', 'Rich Mironov’s article'), ('comment', 'a reader’s comment on Rich Mironov’s article'), ('answer', 'Rich Mironov’s answer to a comment'), ('later-post', 'a later post by Rich Mironov'), ('curator', 'this catalogue’s curators')], db_default='', default='', max_length=12, verbose_name='second source'),
        ),
        migrations.AlterField(
            model_name='task',
            name='skills',
            field=models.CharField(blank=True, db_default='', default='', help_text='Slugs, with a space between.', max_length=200, verbose_name='skills'),
        ),
        migrations.AlterField(
            model_name='task',
            name='source_post',
            field=models.CharField(blank=True, db_default='', default='', help_text='Of a later post: its name and year.', max_length=120, verbose_name='source post'),
        ),
    ]
