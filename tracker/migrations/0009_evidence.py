import datetime
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tracker', '0008_reminders'),
    ]

    operations = [
        migrations.CreateModel(
            name='Briefing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('client_id', models.UUIDField(editable=False)),
                ('customer', models.CharField(blank=True, max_length=120, verbose_name='customer')),
                ('listened_for', models.TextField(blank=True, max_length=500, verbose_name='listened for')),
                ('spoke', models.PositiveSmallIntegerField(default=0, validators=[django.core.validators.MaxValueValidator(999)], verbose_name='times spoken')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('activity', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='briefing', to='tracker.activity')),
                ('owner', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='briefings', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'briefing',
                'verbose_name_plural': 'briefings',
                'constraints': [models.UniqueConstraint(fields=('owner', 'client_id'), name='briefing_sent_once'), models.CheckConstraint(condition=models.Q(('spoke__lte', 999)), name='briefing_spoke_few'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('customer'), models.Value(120)), name='briefing_customer_short', violation_error_message='At most 120 characters are kept here.'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('listened_for'), models.Value(500)), name='briefing_listened_for_short', violation_error_message='At most 500 characters are kept here.')],
            },
        ),
        migrations.CreateModel(
            name='Lesson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('mistake', 'mistake'), ('conversation', 'hard conversation')], default='mistake', max_length=12, verbose_name='kind')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('date', models.DateField(verbose_name='date')),
                ('product', models.CharField(blank=True, max_length=120, verbose_name='whose product it was')),
                ('story', models.TextField(blank=True, max_length=2000, verbose_name='what happened')),
                ('changed', models.TextField(blank=True, max_length=2000, verbose_name='what changed since')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('deleted_at', models.DateTimeField(editable=False, null=True)),
                ('activity', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='lessons', to='tracker.activity')),
                ('owner', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='lessons', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'lesson',
                'verbose_name_plural': 'lessons',
                'indexes': [models.Index(condition=models.Q(('deleted_at__isnull', True)), fields=['owner', '-date', '-id'], name='lesson_list'), models.Index(condition=models.Q(('deleted_at__isnull', True), _negated=True), fields=['owner', '-deleted_at'], name='lesson_deleted')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['mistake', 'conversation'])), name='lesson_kind_known'), models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='lesson_has_a_title'), models.CheckConstraint(condition=models.Q(('date__gte', datetime.date(1950, 1, 1))), name='lesson_not_before_1950'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('title'), models.Value(120)), name='lesson_title_short', violation_error_message='At most 120 characters are kept here.'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('product'), models.Value(120)), name='lesson_product_short', violation_error_message='At most 120 characters are kept here.'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('story'), models.Value(2000)), name='lesson_story_short', violation_error_message='At most 2000 characters are kept here.'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('changed'), models.Value(2000)), name='lesson_changed_short', violation_error_message='At most 2000 characters are kept here.')],
            },
        ),
        migrations.CreateModel(
            name='Project',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('product', models.CharField(blank=True, max_length=120, verbose_name='product')),
                ('scope', models.TextField(blank=True, max_length=5000, verbose_name='agreed scope')),
                ('first_on', models.DateField(verbose_name='from')),
                ('last_on', models.DateField(blank=True, null=True, verbose_name='to')),
                ('outcome', models.TextField(blank=True, max_length=5000, verbose_name='what came of it')),
                ('fit', models.CharField(choices=[('open', 'too early to say'), ('good', 'this work fits me'), ('partly', 'parts of it fit me'), ('poor', 'this work is not for me')], default='open', max_length=6, verbose_name='fit')),
                ('fit_reason', models.TextField(blank=True, max_length=5000, verbose_name='why')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('deleted_at', models.DateTimeField(editable=False, null=True)),
                ('owner', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='projects', to=settings.AUTH_USER_MODEL)),
                ('pm', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='projects', to='tracker.person', verbose_name='PM')),
            ],
            options={
                'verbose_name': 'project',
                'verbose_name_plural': 'projects',
                'indexes': [models.Index(condition=models.Q(('deleted_at__isnull', True)), fields=['owner', '-first_on', '-id'], name='project_list'), models.Index(condition=models.Q(('deleted_at__isnull', True), _negated=True), fields=['owner', '-deleted_at'], name='project_deleted')],
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='project_has_a_name'), models.CheckConstraint(condition=models.Q(('fit__in', ['open', 'good', 'partly', 'poor'])), name='project_fit_known'), models.CheckConstraint(condition=models.Q(('last_on__isnull', True), ('last_on__gte', models.F('first_on')), _connector='OR'), name='project_ends_after_it_begins', violation_error_message='It ends before it begins.'), models.CheckConstraint(condition=models.Q(('first_on__gte', datetime.date(1950, 1, 1))), name='project_not_before_1950'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('name'), models.Value(120)), name='project_name_short', violation_error_message='At most 120 characters are kept here.'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('product'), models.Value(120)), name='project_product_short', violation_error_message='At most 120 characters are kept here.'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('scope'), models.Value(5000)), name='project_scope_short', violation_error_message='At most 5000 characters are kept here.'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('outcome'), models.Value(5000)), name='project_outcome_short', violation_error_message='At most 5000 characters are kept here.'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('fit_reason'), models.Value(5000)), name='project_fit_reason_short', violation_error_message='At most 5000 characters are kept here.')],
            },
        ),
        migrations.CreateModel(
            name='Paper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('research', 'research summary'), ('competition', 'competitor comparison'), ('interview', 'interview guide')], max_length=11, verbose_name='kind')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('text', models.TextField(blank=True, max_length=20000, verbose_name='text')),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='done on')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('deleted_at', models.DateTimeField(editable=False, null=True)),
                ('owner', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='papers', to=settings.AUTH_USER_MODEL)),
                ('project', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='papers', to='tracker.project')),
            ],
            options={
                'verbose_name': 'paper',
                'verbose_name_plural': 'papers',
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['research', 'competition', 'interview'])), name='paper_kind_known'), models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='paper_has_a_title'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('title'), models.Value(120)), name='paper_title_short', violation_error_message='At most 120 characters are kept here.'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('text'), models.Value(20000)), name='paper_text_short', violation_error_message='At most 20000 characters are kept here.')],
            },
        ),
        migrations.CreateModel(
            name='Recommendation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(choices=[('sales', 'improve sales'), ('markets', 'open new markets'), ('experience', 'improve user experience'), ('support', 'streamline support')], max_length=10, verbose_name='outcome')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('problem', models.TextField(blank=True, max_length=2000, verbose_name='problem')),
                ('suggestion', models.TextField(blank=True, max_length=2000, verbose_name='suggestion')),
                ('effect', models.TextField(blank=True, max_length=2000, verbose_name='expected effect')),
                ('news', models.CharField(choices=[('unknown', 'I do not know yet'), ('yes', 'yes, they could not know this'), ('no', 'no, they know it already')], default='unknown', max_length=7, verbose_name='would this be news to the PM?')),
                ('news_note', models.CharField(blank=True, max_length=300, verbose_name='how you know')),
                ('state', models.CharField(choices=[('draft', 'draft'), ('sent', 'sent'), ('heard', 'heard'), ('adopted', 'adopted'), ('declined', 'declined')], default='draft', editable=False, max_length=8, verbose_name='state')),
                ('sent_on', models.DateField(blank=True, null=True, verbose_name='sent on')),
                ('heard_on', models.DateField(blank=True, null=True, verbose_name='heard on')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='decided on')),
                ('answer', models.TextField(blank=True, max_length=2000, verbose_name='what they said')),
                ('points', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('deleted_at', models.DateTimeField(editable=False, null=True)),
                ('owner', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='recommendations', to=settings.AUTH_USER_MODEL)),
                ('project', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='recommendations', to='tracker.project', verbose_name='project')),
                ('quotes', models.ManyToManyField(blank=True, related_name='recommendations', to='tracker.quote', verbose_name='quotes')),
                ('to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='recommendations', to='tracker.person', verbose_name='to')),
            ],
            options={
                'verbose_name': 'recommendation',
                'verbose_name_plural': 'recommendations',
                'indexes': [models.Index(condition=models.Q(('deleted_at__isnull', True)), fields=['owner', 'state', '-updated_at', '-id'], name='recommendation_board'), models.Index(condition=models.Q(('deleted_at__isnull', True), ('state', 'adopted')), fields=['owner', 'decided_on'], name='recommendation_paid'), models.Index(condition=models.Q(('deleted_at__isnull', True), _negated=True), fields=['owner', '-deleted_at'], name='recommendation_deleted')],
                'constraints': [models.CheckConstraint(condition=models.Q(('outcome__in', ['sales', 'markets', 'experience', 'support'])), name='recommendation_outcome_known'), models.CheckConstraint(condition=models.Q(('news__in', ['unknown', 'yes', 'no'])), name='recommendation_news_known'), models.CheckConstraint(condition=models.Q(models.Q(('points', 0), ('sent_on__isnull', True), ('state', 'draft')), models.Q(('points', 0), ('sent_on__isnull', False), ('state__in', ['sent', 'heard'])), models.Q(('decided_on__isnull', False), ('points', 0), ('sent_on__isnull', False), ('state', 'declined')), models.Q(('decided_on__isnull', False), ('points__in', [0, 25]), ('sent_on__isnull', False), ('state', 'adopted')), _connector='OR'), name='recommendation_state_has_its_dates'), models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='recommendation_has_a_title'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('title'), models.Value(120)), name='recommendation_title_short', violation_error_message='At most 120 characters are kept here.'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('problem'), models.Value(2000)), name='recommendation_problem_short', violation_error_message='At most 2000 characters are kept here.'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('suggestion'), models.Value(2000)), name='recommendation_suggestion_short', violation_error_message='At most 2000 characters are kept here.'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('effect'), models.Value(2000)), name='recommendation_effect_short', violation_error_message='At most 2000 characters are kept here.'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('news_note'), models.Value(300)), name='recommendation_news_note_short', violation_error_message='At most 300 characters are kept here.'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('answer'), models.Value(2000)), name='recommendation_answer_short', violation_error_message='At most 2000 characters are kept here.')],
            },
        ),
        migrations.RemoveConstraint(
            model_name='quote',
            name='quote_position_within_fifty',
        ),
        migrations.AddField(
            model_name='daytotal',
            name='advice',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='quote',
            name='redacted',
            field=models.TextField(blank=True, max_length=2000, verbose_name='as shown to others'),
        ),
        migrations.AddField(
            model_name='quote',
            name='shows_customer',
            field=models.BooleanField(default=False, verbose_name='show the customer'),
        ),
        migrations.AddField(
            model_name='quote',
            name='shows_speaker',
            field=models.BooleanField(default=False, verbose_name='show who said it'),
        ),
        migrations.AddIndex(
            model_name='quote',
            index=models.Index(condition=models.Q(('deleted_at__isnull', True)), fields=['owner', 'theme', '-date', '-id'], name='quote_theme'),
        ),
        migrations.AddIndex(
            model_name='quote',
            index=models.Index(condition=models.Q(('deleted_at__isnull', True)), fields=['owner', 'customer', '-date', '-id'], name='quote_customer'),
        ),
        migrations.AddConstraint(
            model_name='quote',
            constraint=models.CheckConstraint(condition=models.Q(('position__lt', 100)), name='quote_position_within_hundred'),
        ),
        migrations.AddConstraint(
            model_name='quote',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('redacted'), models.Value(2000)), name='quote_redacted_short', violation_error_message='At most 2000 characters are kept here.'),
        ),
        migrations.AddField(
            model_name='activity',
            name='project',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='activities', to='tracker.project', verbose_name='project'),
        ),
        migrations.AddIndex(
            model_name='activity',
            index=models.Index(condition=models.Q(('deleted_at__isnull', True), ('project__isnull', False)), fields=['owner', 'project', '-date', '-id'], name='activity_project'),
        ),
    ]
