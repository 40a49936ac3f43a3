"""Stories with what they rest on, pitches with their whys; a story can answer an advert."""

import datetime
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tracker', '0029_curated_guidance'),
    ]

    operations = [
        migrations.CreateModel(
            name='Pitch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('deleted_at', models.DateTimeField(editable=False, null=True)),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('idea', models.TextField(blank=True, max_length=2000, verbose_name='idea')),
                ('takes', models.TextField(blank=True, max_length=2000, verbose_name='what it takes')),
                ('state', models.CharField(choices=[('draft', 'draft'), ('present', 'to present'), ('answered', 'answered')], default='draft', editable=False, max_length=8, verbose_name='state')),
                ('answer', models.TextField(blank=True, max_length=2000, verbose_name='what they answered')),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='answered on')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'verbose_name': 'pitch',
                'verbose_name_plural': 'pitches',
            },
        ),
        migrations.CreateModel(
            name='PitchWhy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('question', models.CharField(blank=True, max_length=200, verbose_name='why')),
                ('answer', models.CharField(blank=True, max_length=500, verbose_name='because')),
            ],
            options={
                'verbose_name': 'why',
                'verbose_name_plural': 'whys',
            },
        ),
        migrations.CreateModel(
            name='Story',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('deleted_at', models.DateTimeField(editable=False, null=True)),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('situation', models.TextField(blank=True, max_length=2000, verbose_name='situation')),
                ('task', models.TextField(blank=True, max_length=2000, verbose_name='task')),
                ('action', models.TextField(blank=True, max_length=2000, verbose_name='action')),
                ('result', models.TextField(blank=True, max_length=2000, verbose_name='result')),
                ('lesson', models.TextField(blank=True, max_length=2000, verbose_name='lesson')),
                ('state', models.CharField(choices=[('draft', 'draft'), ('ready', 'ready')], default='draft', max_length=5, verbose_name='state')),
                ('result_kept', models.BooleanField(default=False, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'verbose_name': 'story',
                'verbose_name_plural': 'stories',
            },
        ),
        migrations.CreateModel(
            name='StoryEvidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
            options={
                'verbose_name': 'evidence of a story',
                'verbose_name_plural': 'evidence of stories',
            },
        ),
        migrations.RemoveConstraint(
            model_name='proof',
            name='proof_points_at_one_thing',
        ),
        migrations.AddField(
            model_name='pitch',
            name='owner',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='pitches', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='pitch',
            name='quotes',
            field=models.ManyToManyField(blank=True, related_name='pitches', to='tracker.quote', verbose_name='quotes'),
        ),
        migrations.AddField(
            model_name='pitch',
            name='recommendation',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='pitches', to='tracker.recommendation'),
        ),
        migrations.AddField(
            model_name='pitch',
            name='to',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='pitches', to='tracker.person', verbose_name='to whom'),
        ),
        migrations.AddField(
            model_name='pitchwhy',
            name='owner',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='pitchwhy',
            name='pitch',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='whys', to='tracker.pitch'),
        ),
        migrations.AddField(
            model_name='story',
            name='owner',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='stories', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='story',
            name='skills',
            field=models.ManyToManyField(blank=True, related_name='stories', to='tracker.skill', verbose_name='skills'),
        ),
        migrations.AddField(
            model_name='proof',
            name='story',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tracker.story'),
        ),
        migrations.AddConstraint(
            model_name='proof',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('activity__isnull', False), ('quote__isnull', True), ('recommendation__isnull', True), ('project__isnull', True), ('lesson__isnull', True), ('person__isnull', True), ('story__isnull', True)), models.Q(('quote__isnull', False), ('activity__isnull', True), ('recommendation__isnull', True), ('project__isnull', True), ('lesson__isnull', True), ('person__isnull', True), ('story__isnull', True)), models.Q(('recommendation__isnull', False), ('activity__isnull', True), ('quote__isnull', True), ('project__isnull', True), ('lesson__isnull', True), ('person__isnull', True), ('story__isnull', True)), models.Q(('project__isnull', False), ('activity__isnull', True), ('quote__isnull', True), ('recommendation__isnull', True), ('lesson__isnull', True), ('person__isnull', True), ('story__isnull', True)), models.Q(('lesson__isnull', False), ('activity__isnull', True), ('quote__isnull', True), ('recommendation__isnull', True), ('project__isnull', True), ('person__isnull', True), ('story__isnull', True)), models.Q(('person__isnull', False), ('activity__isnull', True), ('quote__isnull', True), ('recommendation__isnull', True), ('project__isnull', True), ('lesson__isnull', True), ('story__isnull', True)), models.Q(('story__isnull', False), ('activity__isnull', True), ('quote__isnull', True), ('recommendation__isnull', True), ('project__isnull', True), ('lesson__isnull', True), ('person__isnull', True)), _connector='OR'), name='proof_points_at_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='proof',
            constraint=models.UniqueConstraint(fields=('line', 'story'), name='proof_story_once'),
        ),
        migrations.AddField(
            model_name='storyevidence',
            name='activity',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tracker.activity'),
        ),
        migrations.AddField(
            model_name='storyevidence',
            name='lesson',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tracker.lesson'),
        ),
        migrations.AddField(
            model_name='storyevidence',
            name='owner',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='storyevidence',
            name='pitch',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tracker.pitch'),
        ),
        migrations.AddField(
            model_name='storyevidence',
            name='project',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tracker.project'),
        ),
        migrations.AddField(
            model_name='storyevidence',
            name='quote',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tracker.quote'),
        ),
        migrations.AddField(
            model_name='storyevidence',
            name='recommendation',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tracker.recommendation'),
        ),
        migrations.AddField(
            model_name='storyevidence',
            name='story',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='tracker.story'),
        ),
        migrations.AddIndex(
            model_name='pitch',
            index=models.Index(condition=models.Q(('deleted_at__isnull', True)), fields=['owner', '-updated_at', '-id'], name='pitch_list'),
        ),
        migrations.AddIndex(
            model_name='pitch',
            index=models.Index(condition=models.Q(('deleted_at__isnull', True)), fields=['owner', 'state', '-updated_at', '-id'], name='pitch_state'),
        ),
        migrations.AddIndex(
            model_name='pitch',
            index=models.Index(condition=models.Q(('deleted_at__isnull', True), _negated=True), fields=['owner', '-deleted_at'], name='pitch_deleted'),
        ),
        migrations.AddConstraint(
            model_name='pitch',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'present', 'answered'])), name='pitch_state_known'),
        ),
        migrations.AddConstraint(
            model_name='pitch',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('idea', ''), _negated=True), _connector='OR'), name='pitch_presented_has_an_idea'),
        ),
        migrations.AddConstraint(
            model_name='pitch',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_on__isnull', False), ('state', 'answered'), models.Q(('answer', ''), _negated=True)), models.Q(models.Q(('state', 'answered'), _negated=True), ('answer', ''), ('answered_on__isnull', True)), _connector='OR'), name='pitch_answer_has_its_day'),
        ),
        migrations.AddConstraint(
            model_name='pitch',
            constraint=models.CheckConstraint(condition=models.Q(('answered_on__isnull', True), ('answered_on__gte', datetime.date(1950, 1, 1)), _connector='OR'), name='pitch_answer_not_before_1950'),
        ),
        migrations.AddConstraint(
            model_name='pitch',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='pitch_has_a_title'),
        ),
        migrations.AddConstraint(
            model_name='pitch',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('title'), models.Value(120)), name='pitch_title_short', violation_error_message='At most 120 characters are kept here.'),
        ),
        migrations.AddConstraint(
            model_name='pitch',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('idea'), models.Value(2000)), name='pitch_idea_short', violation_error_message='At most 2000 characters are kept here.'),
        ),
        migrations.AddConstraint(
            model_name='pitch',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('takes'), models.Value(2000)), name='pitch_takes_short', violation_error_message='At most 2000 characters are kept here.'),
        ),
        migrations.AddConstraint(
            model_name='pitch',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('answer'), models.Value(2000)), name='pitch_answer_short', violation_error_message='At most 2000 characters are kept here.'),
        ),
        migrations.AddConstraint(
            model_name='pitchwhy',
            constraint=models.UniqueConstraint(fields=('pitch', 'position'), name='pitch_why_has_a_place'),
        ),
        migrations.AddConstraint(
            model_name='pitchwhy',
            constraint=models.CheckConstraint(condition=models.Q(('position__lt', 7)), name='pitch_why_within_seven'),
        ),
        migrations.AddConstraint(
            model_name='pitchwhy',
            constraint=models.CheckConstraint(condition=models.Q(('answer', ''), ('question', ''), _negated=True), name='pitch_why_says_something'),
        ),
        migrations.AddConstraint(
            model_name='pitchwhy',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('question'), models.Value(200)), name='pitch_why_question_short', violation_error_message='At most 200 characters are kept here.'),
        ),
        migrations.AddConstraint(
            model_name='pitchwhy',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('answer'), models.Value(500)), name='pitch_why_answer_short', violation_error_message='At most 500 characters are kept here.'),
        ),
        migrations.AddIndex(
            model_name='story',
            index=models.Index(condition=models.Q(('deleted_at__isnull', True)), fields=['owner', '-updated_at', '-id'], name='story_list'),
        ),
        migrations.AddIndex(
            model_name='story',
            index=models.Index(condition=models.Q(('deleted_at__isnull', True)), fields=['owner', 'state', '-updated_at', '-id'], name='story_state'),
        ),
        migrations.AddIndex(
            model_name='story',
            index=models.Index(condition=models.Q(('deleted_at__isnull', True), _negated=True), fields=['owner', '-deleted_at'], name='story_deleted'),
        ),
        migrations.AddConstraint(
            model_name='story',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'ready'])), name='story_state_known'),
        ),
        migrations.AddConstraint(
            model_name='story',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(models.Q(('situation', ''), _negated=True), models.Q(('task', ''), _negated=True), models.Q(('action', ''), _negated=True), models.Q(('result', ''), _negated=True)), _connector='OR'), name='story_ready_is_whole', violation_error_message='A ready story has a situation, a task, an action and a result.'),
        ),
        migrations.AddConstraint(
            model_name='story',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='story_has_a_title'),
        ),
        migrations.AddConstraint(
            model_name='story',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('title'), models.Value(120)), name='story_title_short', violation_error_message='At most 120 characters are kept here.'),
        ),
        migrations.AddConstraint(
            model_name='story',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('situation'), models.Value(2000)), name='story_situation_short', violation_error_message='At most 2000 characters are kept here.'),
        ),
        migrations.AddConstraint(
            model_name='story',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('task'), models.Value(2000)), name='story_task_short', violation_error_message='At most 2000 characters are kept here.'),
        ),
        migrations.AddConstraint(
            model_name='story',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('action'), models.Value(2000)), name='story_action_short', violation_error_message='At most 2000 characters are kept here.'),
        ),
        migrations.AddConstraint(
            model_name='story',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('result'), models.Value(2000)), name='story_result_short', violation_error_message='At most 2000 characters are kept here.'),
        ),
        migrations.AddConstraint(
            model_name='story',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('lesson'), models.Value(2000)), name='story_lesson_short', violation_error_message='At most 2000 characters are kept here.'),
        ),
        migrations.AddConstraint(
            model_name='storyevidence',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('activity__isnull', False), ('quote__isnull', True), ('lesson__isnull', True), ('recommendation__isnull', True), ('project__isnull', True), ('pitch__isnull', True)), models.Q(('quote__isnull', False), ('activity__isnull', True), ('lesson__isnull', True), ('recommendation__isnull', True), ('project__isnull', True), ('pitch__isnull', True)), models.Q(('lesson__isnull', False), ('activity__isnull', True), ('quote__isnull', True), ('recommendation__isnull', True), ('project__isnull', True), ('pitch__isnull', True)), models.Q(('recommendation__isnull', False), ('activity__isnull', True), ('quote__isnull', True), ('lesson__isnull', True), ('project__isnull', True), ('pitch__isnull', True)), models.Q(('project__isnull', False), ('activity__isnull', True), ('quote__isnull', True), ('lesson__isnull', True), ('recommendation__isnull', True), ('pitch__isnull', True)), models.Q(('pitch__isnull', False), ('activity__isnull', True), ('quote__isnull', True), ('lesson__isnull', True), ('recommendation__isnull', True), ('project__isnull', True)), _connector='OR'), name='story_evidence_points_at_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='storyevidence',
            constraint=models.UniqueConstraint(fields=('story', 'activity'), name='story_evidence_activity_once'),
        ),
        migrations.AddConstraint(
            model_name='storyevidence',
            constraint=models.UniqueConstraint(fields=('story', 'quote'), name='story_evidence_quote_once'),
        ),
        migrations.AddConstraint(
            model_name='storyevidence',
            constraint=models.UniqueConstraint(fields=('story', 'lesson'), name='story_evidence_lesson_once'),
        ),
        migrations.AddConstraint(
            model_name='storyevidence',
            constraint=models.UniqueConstraint(fields=('story', 'recommendation'), name='story_evidence_recommendation_once'),
        ),
        migrations.AddConstraint(
            model_name='storyevidence',
            constraint=models.UniqueConstraint(fields=('story', 'project'), name='story_evidence_project_once'),
        ),
        migrations.AddConstraint(
            model_name='storyevidence',
            constraint=models.UniqueConstraint(fields=('story', 'pitch'), name='story_evidence_pitch_once'),
        ),
    ]
