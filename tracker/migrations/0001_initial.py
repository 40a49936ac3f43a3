import datetime
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import django.utils.timezone
import tracker.accounts.models
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='Area',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(unique=True, verbose_name='slug')),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('summary', models.CharField(max_length=300, verbose_name='summary')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
            ],
            options={
                'verbose_name': 'area',
                'verbose_name_plural': 'areas',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Level',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(unique=True, verbose_name='number')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('summary', models.CharField(max_length=300, verbose_name='summary')),
            ],
            options={
                'verbose_name': 'level',
                'verbose_name_plural': 'levels',
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('email', models.EmailField(error_messages={'unique': 'There is an account for this email.'}, max_length=254, unique=True, verbose_name='email')),
                ('display_name', models.CharField(blank=True, max_length=80, verbose_name='name')),
                ('time_zone', models.CharField(default='UTC', max_length=64, validators=[tracker.accounts.models.validate_zone], verbose_name='time zone')),
                ('week_start', models.PositiveSmallIntegerField(choices=[(0, 'Monday'), (5, 'Saturday'), (6, 'Sunday')], default=0, verbose_name='week starts on')),
                ('theme', models.CharField(choices=[('system', 'As my device does'), ('light', 'Light'), ('dark', 'Dark')], default='system', max_length=6, verbose_name='colours')),
                ('shortcuts', models.BooleanField(default=True, verbose_name='keyboard shortcuts')),
                ('company_has_pms', models.BooleanField(blank=True, null=True, verbose_name='does your company have product managers?')),
                ('welcomed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='welcomed')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('is_staff', models.BooleanField(default=False, verbose_name='staff')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='joined')),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'user',
                'verbose_name_plural': 'users',
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='user_email_unique', violation_error_message='There is an account for this email.'), models.CheckConstraint(condition=models.Q(('week_start__in', [0, 5, 6])), name='user_week_start_known'), models.CheckConstraint(condition=models.Q(('theme__in', ['system', 'light', 'dark'])), name='user_theme_known'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('email'), models.Value(254)), name='user_email_short', violation_error_message='At most 254 characters are kept here.'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('display_name'), models.Value(80)), name='user_display_name_short', violation_error_message='At most 80 characters are kept here.')],
            },
        ),
        migrations.CreateModel(
            name='DayTotal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('date', models.DateField()),
                ('points', models.PositiveIntegerField()),
                ('activities', models.PositiveIntegerField()),
                ('quotes', models.PositiveIntegerField()),
                ('owner', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('owner', 'date'), name='day_total_one_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Goal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(choices=[('inside', 'Inside my company'), ('niche', 'My niche'), ('stepping-stone', 'A stepping-stone role'), ('no-team', 'My company has no PM team')], max_length=14, verbose_name='path')),
                ('why', models.TextField(blank=True, max_length=2000, verbose_name='why')),
                ('target_date', models.DateField(blank=True, null=True, verbose_name='target date')),
                ('weekly_target', models.PositiveSmallIntegerField(default=3, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(10000)], verbose_name='weekly target')),
                ('weekly_measure', models.CharField(choices=[('points', 'points a week'), ('activities', 'activities a week')], default='activities', max_length=10, verbose_name='counted in')),
                ('state', models.CharField(choices=[('active', 'active'), ('paused', 'paused'), ('achieved', 'achieved'), ('closed', 'not for me')], default='active', editable=False, max_length=8, verbose_name='state')),
                ('close_reason', models.TextField(blank=True, max_length=2000, verbose_name='reason')),
                ('ended_on', models.DateField(editable=False, null=True, verbose_name='ended on')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('owner', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='goals', to=settings.AUTH_USER_MODEL)),
                ('level', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='goals', to='tracker.level', verbose_name='level')),
            ],
            options={
                'verbose_name': 'goal',
                'verbose_name_plural': 'goals',
                'indexes': [models.Index(fields=['owner', 'state'], name='goal_owner_state')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'active')), fields=('owner', 'level'), name='goal_one_active_a_level', violation_error_message='You have an active goal for this level. Pause or close it first.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'closed'), _negated=True), models.Q(('close_reason', ''), _negated=True), _connector='OR'), name='goal_closed_with_reason'), models.CheckConstraint(condition=models.Q(('weekly_target__range', (1, 10000))), name='goal_weekly_target_sane'), models.CheckConstraint(condition=models.Q(('path__in', ['inside', 'niche', 'stepping-stone', 'no-team'])), name='goal_path_known'), models.CheckConstraint(condition=models.Q(('weekly_measure__in', ['points', 'activities'])), name='goal_measure_known'), models.CheckConstraint(condition=models.Q(('state__in', ['active', 'paused', 'achieved', 'closed'])), name='goal_state_known'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('why'), models.Value(2000)), name='goal_why_short', violation_error_message='At most 2000 characters are kept here.'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('close_reason'), models.Value(2000)), name='goal_reason_short', violation_error_message='At most 2000 characters are kept here.')],
            },
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80, unique=True, verbose_name='slug')),
                ('title', models.CharField(max_length=120, unique=True, verbose_name='title')),
                ('summary', models.CharField(max_length=300, verbose_name='summary')),
                ('how_to', models.TextField(help_text='One step on each line.', verbose_name='how to')),
                ('why', models.TextField(verbose_name='why a hiring manager cares')),
                ('evidence', models.TextField(verbose_name='evidence to keep')),
                ('mistake', models.TextField(blank=True, verbose_name='common mistake')),
                ('source', models.CharField(choices=[('article', 'Rich Mironov’s article'), ('comment', 'a comment on Rich Mironov’s article'), ('later-post', 'Rich Mironov’s later posts on the next rung'), ('curator', 'this catalogue’s curators')], default='curator', max_length=12, verbose_name='source')),
                ('source_phrase', models.CharField(blank=True, help_text='A short phrase, word for word.', max_length=160, verbose_name='source phrase')),
                ('effort', models.CharField(choices=[('S', 'S, up to 30 minutes'), ('M', 'M, up to two hours'), ('L', 'L, half a day or more')], max_length=1, verbose_name='effort')),
                ('cadence', models.CharField(choices=[('any-time', 'any time'), ('once', 'once'), ('once-per-person', 'once per person'), ('per-person', 'per person'), ('per-spec', 'per spec'), ('per-recommendation', 'per recommendation'), ('as-tempted', 'as tempted'), ('weekly', 'weekly'), ('fortnightly', 'fortnightly'), ('monthly', 'monthly'), ('quarterly', 'quarterly'), ('half-yearly', 'half-yearly'), ('yearly', 'yearly')], default='any-time', max_length=20, verbose_name='cadence')),
                ('own_points', models.PositiveSmallIntegerField(blank=True, help_text='Leave empty for what the effort gives: S 5, M 10, L 25.', null=True, verbose_name='points')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('status', models.CharField(choices=[('draft', 'draft'), ('published', 'published'), ('archived', 'archived')], default='draft', max_length=9, verbose_name='status')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='tracker.area', verbose_name='area')),
                ('level', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='tracker.level', verbose_name='level')),
            ],
            options={
                'verbose_name': 'task',
                'verbose_name_plural': 'tasks',
                'ordering': ['level__number', 'area__position', 'position', 'pk'],
                'indexes': [models.Index(fields=['status', 'level', 'area', 'position'], name='task_list')],
                'constraints': [models.CheckConstraint(condition=models.Q(('effort__in', ['S', 'M', 'L'])), name='task_effort_known'), models.CheckConstraint(condition=models.Q(('own_points__isnull', True), ('own_points__lte', 1000), _connector='OR'), name='task_points_sane', violation_error_message='A task earns at most 1,000 points.'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('title'), models.Value(120)), name='task_title_short', violation_error_message='At most 120 characters are kept here.')],
            },
        ),
        migrations.CreateModel(
            name='Activity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('client_id', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('title', models.CharField(blank=True, max_length=120, verbose_name='title')),
                ('date', models.DateField(verbose_name='date')),
                ('notes', models.TextField(blank=True, max_length=20000, verbose_name='notes')),
                ('minutes', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(1440)], verbose_name='minutes')),
                ('lesson', models.TextField(blank=True, max_length=2000, verbose_name='lesson')),
                ('task_points', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('task_once', models.BooleanField(default=False, editable=False)),
                ('points', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('deleted_at', models.DateTimeField(editable=False, null=True)),
                ('owner', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='activities', to=settings.AUTH_USER_MODEL)),
                ('task', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='activities', to='tracker.task', verbose_name='task')),
            ],
            options={
                'verbose_name': 'activity',
                'verbose_name_plural': 'activities',
                'indexes': [models.Index(condition=models.Q(('deleted_at__isnull', True)), fields=['owner', '-date', '-id'], name='activity_journal'), models.Index(condition=models.Q(('deleted_at__isnull', True)), fields=['owner', 'task', '-date', '-id'], name='activity_task'), models.Index(condition=models.Q(('deleted_at__isnull', True), _negated=True), fields=['owner', '-deleted_at'], name='activity_deleted')],
                'constraints': [models.UniqueConstraint(fields=('owner', 'client_id'), name='activity_sent_once'), models.UniqueConstraint(condition=models.Q(('deleted_at__isnull', True), ('points__gt', 0), ('task_once', True)), fields=('owner', 'task'), name='activity_once_task_paid_once'), models.CheckConstraint(condition=models.Q(('task__isnull', False), models.Q(('title', ''), _negated=True), _connector='OR'), name='activity_has_a_name', violation_error_message='Pick a task or give the entry a title.'), models.CheckConstraint(condition=models.Q(('date__gte', datetime.date(1950, 1, 1))), name='activity_date_not_before_1950'), models.CheckConstraint(condition=models.Q(('minutes__isnull', True), ('minutes__range', (1, 1440)), _connector='OR'), name='activity_minutes_within_a_day'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('title'), models.Value(120)), name='activity_title_short', violation_error_message='At most 120 characters are kept here.'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('notes'), models.Value(20000)), name='activity_notes_short', violation_error_message='At most 20000 characters are kept here.'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('lesson'), models.Value(2000)), name='activity_lesson_short', violation_error_message='At most 2000 characters are kept here.')],
            },
        ),
        migrations.CreateModel(
            name='Milestone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120, verbose_name='milestone')),
                ('measure', models.CharField(choices=[('by-hand', 'I tick it myself'), ('quotes', 'customer quotes'), ('activities', 'activities'), ('points', 'points')], default='by-hand', max_length=10, verbose_name='reached by')),
                ('target', models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100000)], verbose_name='how many')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='by')),
                ('done_on', models.DateField(editable=False, null=True, verbose_name='done on')),
                ('deleted_at', models.DateTimeField(editable=False, null=True)),
                ('goal', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='milestones', to='tracker.goal')),
                ('owner', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='milestones', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'milestone',
                'verbose_name_plural': 'milestones',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('measure', 'by-hand'), ('target__isnull', True)), models.Q(models.Q(('measure', 'by-hand'), _negated=True), ('target__range', (1, 100000))), _connector='OR'), name='milestone_counted_has_target', violation_error_message='Say how many, or choose to tick it yourself.'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('title'), models.Value(120)), name='milestone_title_short', violation_error_message='At most 120 characters are kept here.')],
            },
        ),
        migrations.CreateModel(
            name='TaskTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('times', models.PositiveIntegerField()),
                ('last_on', models.DateField()),
                ('owner', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tallies', to='tracker.task')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('owner', 'task'), name='task_tally_one_a_task')],
            },
        ),
        migrations.CreateModel(
            name='Quote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=2000, verbose_name='quote')),
                ('speaker', models.CharField(blank=True, max_length=120, verbose_name='who said it')),
                ('customer', models.CharField(blank=True, max_length=120, verbose_name='customer')),
                ('setting', models.CharField(blank=True, max_length=120, verbose_name='where')),
                ('theme', models.CharField(blank=True, max_length=120, verbose_name='theme')),
                ('shareable', models.BooleanField(default=False, verbose_name='may be shown to others')),
                ('date', models.DateField(editable=False, verbose_name='date')),
                ('position', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('fingerprint', models.CharField(editable=False, max_length=64)),
                ('removed_alone', models.BooleanField(default=False, editable=False)),
                ('points', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('deleted_at', models.DateTimeField(editable=False, null=True)),
                ('activity', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='quotes', to='tracker.activity')),
                ('owner', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='quotes', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'quote',
                'verbose_name_plural': 'quotes',
                'indexes': [models.Index(condition=models.Q(('deleted_at__isnull', True)), fields=['owner', '-date', '-id'], name='quote_ledger'), models.Index(condition=models.Q(('deleted_at__isnull', True)), fields=['owner', 'fingerprint', 'id'], name='quote_same_words')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('deleted_at__isnull', True), ('points__gt', 0)), fields=('owner', 'fingerprint'), name='quote_paid_once'), models.UniqueConstraint(condition=models.Q(('deleted_at__isnull', True)), fields=('activity', 'position'), name='quote_own_position'), models.CheckConstraint(condition=models.Q(('position__lt', 50)), name='quote_position_within_fifty'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='quote_has_words'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('text'), models.Value(2000)), name='quote_text_short', violation_error_message='At most 2000 characters are kept here.'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('speaker'), models.Value(120)), name='quote_speaker_short', violation_error_message='At most 120 characters are kept here.'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('customer'), models.Value(120)), name='quote_customer_short', violation_error_message='At most 120 characters are kept here.'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('setting'), models.Value(120)), name='quote_setting_short', violation_error_message='At most 120 characters are kept here.'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('theme'), models.Value(120)), name='quote_theme_short', violation_error_message='At most 120 characters are kept here.')],
            },
        ),
    ]
