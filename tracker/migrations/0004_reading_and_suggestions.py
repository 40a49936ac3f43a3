import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import django.utils.timezone
import simple_history.models
import tracker.catalogue.models
import tracker.shared.links
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tracker', '0003_curators'),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalResource',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80, verbose_name='slug')),
                ('kind', models.CharField(choices=[('book', 'book'), ('talk', 'talk'), ('post', 'post')], max_length=4, verbose_name='kind')),
                ('title', models.CharField(max_length=160, verbose_name='title')),
                ('author', models.CharField(max_length=120, verbose_name='author')),
                ('link', tracker.shared.links.LinkField(blank=True, max_length=500, verbose_name='link')),
                ('note', models.CharField(blank=True, help_text='What to look for in it.', max_length=300, verbose_name='note')),
                ('status', models.CharField(choices=[('draft', 'draft'), ('published', 'published'), ('archived', 'archived')], default='draft', max_length=9, verbose_name='status')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('level', models.ForeignKey(blank=True, db_constraint=False, help_text='Leave empty for every level.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='tracker.level', verbose_name='level')),
            ],
            options={
                'verbose_name': 'historical resource',
                'verbose_name_plural': 'historical reading list',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Resource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80, unique=True, verbose_name='slug')),
                ('kind', models.CharField(choices=[('book', 'book'), ('talk', 'talk'), ('post', 'post')], max_length=4, verbose_name='kind')),
                ('title', models.CharField(max_length=160, verbose_name='title')),
                ('author', models.CharField(max_length=120, verbose_name='author')),
                ('link', tracker.shared.links.LinkField(blank=True, max_length=500, verbose_name='link')),
                ('note', models.CharField(blank=True, help_text='What to look for in it.', max_length=300, verbose_name='note')),
                ('status', models.CharField(choices=[('draft', 'draft'), ('published', 'published'), ('archived', 'archived')], default='draft', max_length=9, verbose_name='status')),
                ('link_problem', models.CharField(blank=True, editable=False, max_length=200, verbose_name='link problem')),
                ('link_checked_at', models.DateTimeField(editable=False, null=True, verbose_name='link checked')),
                ('level', models.ForeignKey(blank=True, help_text='Leave empty for every level.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='resources', to='tracker.level', verbose_name='level')),
                ('tasks', models.ManyToManyField(blank=True, related_name='resources', to='tracker.task', verbose_name='tasks')),
            ],
            options={
                'verbose_name': 'resource',
                'verbose_name_plural': 'reading list',
                'ordering': ['kind', 'title', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['book', 'talk', 'post'])), name='resource_kind_known'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('title'), models.Value(160)), name='resource_title_short', violation_error_message='At most 160 characters are kept here.'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('author'), models.Value(120)), name='resource_author_short', violation_error_message='At most 120 characters are kept here.'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('link'), models.Value(500)), name='resource_link_short', violation_error_message='At most 500 characters are kept here.'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('note'), models.Value(300)), name='resource_note_short', violation_error_message='At most 300 characters are kept here.')],
            },
        ),
        migrations.CreateModel(
            name='Suggestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('how_to', models.TextField(help_text='One step on each line.', verbose_name='how to')),
                ('why', models.TextField(verbose_name='why a hiring manager cares')),
                ('link', tracker.shared.links.LinkField(blank=True, max_length=500, verbose_name='link')),
                ('credit', models.BooleanField(default=False, verbose_name='name me on the card')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='suggested')),
                ('state', models.CharField(choices=[('waiting', 'waiting for a curator'), ('accepted', 'accepted'), ('merged', 'merged into a task'), ('declined', 'declined')], default='waiting', editable=False, max_length=8, verbose_name='state')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='reason')),
                ('decided_at', models.DateTimeField(editable=False, null=True, verbose_name='answered')),
                ('seen_at', models.DateTimeField(editable=False, null=True, verbose_name='answer seen')),
                ('decided_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='suggestions', to=settings.AUTH_USER_MODEL)),
                ('task', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='tracker.task', verbose_name='task')),
            ],
            options={
                'verbose_name': 'suggestion',
                'verbose_name_plural': 'suggestions',
                'indexes': [models.Index(fields=['owner', '-created_at'], name='suggestion_owner'), models.Index(fields=['state', 'created_at'], name='suggestion_queue')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'accepted', 'merged', 'declined'])), name='suggestion_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('state', 'waiting')), models.Q(models.Q(('state', 'waiting'), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='suggestion_answered_when'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('title'), models.Value(120)), name='suggestion_title_short', violation_error_message='At most 120 characters are kept here.'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('how_to'), models.Value(5000)), name='suggestion_how_to_short', violation_error_message='At most 5000 characters are kept here.'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('why'), models.Value(5000)), name='suggestion_why_short', violation_error_message='At most 5000 characters are kept here.'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('link'), models.Value(500)), name='suggestion_link_short', violation_error_message='At most 500 characters are kept here.'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('reason'), models.Value(500)), name='suggestion_reason_short', violation_error_message='At most 500 characters are kept here.')],
            },
        ),
        migrations.CreateModel(
            name='HistoricalResource_tasks',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('m2m_history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, to='tracker.historicalresource')),
                ('task', models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='tracker.task')),
                ('resource', models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='tracker.resource')),
            ],
            options={
                'verbose_name': 'HistoricalResource_tasks',
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name='historicaltask',
            name='credit',
            field=models.CharField(blank=True, help_text='Who suggested it, if they want to be named.', max_length=80, verbose_name='credit'),
        ),
        migrations.AddField(
            model_name='task',
            name='credit',
            field=models.CharField(blank=True, help_text='Who suggested it, if they want to be named.', max_length=80, verbose_name='credit'),
        ),
        migrations.AddField(
            model_name='task',
            name='settled',
            field=models.CharField(blank=True, editable=False, help_text='Fingerprint of the shipped card that a curator (or the first load) settled on.', max_length=64),
        ),
        migrations.AddField(
            model_name='user',
            name='has_answer',
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AlterField(
            model_name='historicaltask',
            name='slug',
            field=models.SlugField(max_length=80, validators=[tracker.catalogue.models.validate_free], verbose_name='slug'),
        ),
        migrations.AlterField(
            model_name='task',
            name='slug',
            field=models.SlugField(max_length=80, unique=True, validators=[tracker.catalogue.models.validate_free], verbose_name='slug'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('credit'), models.Value(80)), name='task_credit_short', violation_error_message='At most 80 characters are kept here.'),
        ),
    ]
