import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import tracker.accounts.models
import tracker.people.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tracker', '0005_curators_read_suggestions'),
    ]

    operations = [
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('kind', models.CharField(choices=[('pm', 'product manager at my company'), ('hiring', 'hiring manager'), ('mentor', 'mentor'), ('peer', 'peer'), ('customer', 'customer contact')], default='pm', max_length=8, verbose_name='kind')),
                ('role', models.CharField(blank=True, max_length=120, verbose_name='role')),
                ('company', models.CharField(blank=True, help_text='Leave empty for your own.', max_length=120, verbose_name='company')),
                ('how_met', models.CharField(blank=True, max_length=300, verbose_name='how we met')),
                ('former_role', models.CharField(blank=True, help_text='How they got in: support engineer, analyst, tester …', max_length=120, verbose_name='role before product')),
                ('works_on', models.CharField(blank=True, max_length=300, verbose_name='what they work on')),
                ('note', models.TextField(blank=True, max_length=5000, verbose_name='private note')),
                ('links', models.TextField(blank=True, help_text='One on each line, five at most.', max_length=1000, validators=[tracker.people.models.validate_links], verbose_name='links')),
                ('time_zone', models.CharField(blank=True, max_length=64, validators=[tracker.accounts.models.validate_zone], verbose_name='time zone')),
                ('stage', models.PositiveSmallIntegerField(choices=[(0, 'listed'), (1, 'met'), (2, 'told that I am interested'), (3, 'asked where they started'), (4, 'would have me as back-up')], default=0, verbose_name='state')),
                ('touched_on', models.DateField(blank=True, null=True, verbose_name='last talked')),
                ('logged_on', models.DateField(editable=False, null=True)),
                ('next_touch_on', models.DateField(blank=True, null=True, verbose_name='next talk')),
                ('next_touch_about', models.CharField(blank=True, max_length=300, verbose_name='what about')),
                ('vouch', models.CharField(choices=[('unknown', 'unknown'), ('not-yet', 'not yet'), ('would', 'would'), ('agreed', 'has agreed')], default='unknown', max_length=7, verbose_name='would they vouch?')),
                ('vouch_for', models.CharField(blank=True, max_length=300, verbose_name='for what piece of work')),
                ('asked_on', models.DateField(blank=True, null=True, verbose_name='asked on')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('deleted_at', models.DateTimeField(editable=False, null=True)),
                ('owner', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='people', to=settings.AUTH_USER_MODEL)),
                ('through', models.ForeignKey(blank=True, help_text='Who could introduce you. Leave empty if they know you themselves.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='leads_to', to='tracker.person', verbose_name='known through')),
            ],
            options={
                'verbose_name': 'person',
                'verbose_name_plural': 'people',
                'indexes': [models.Index(models.F('owner'), django.db.models.functions.text.Lower('name'), models.F('id'), condition=models.Q(('deleted_at__isnull', True)), name='person_list'), models.Index(condition=models.Q(('deleted_at__isnull', True)), fields=['owner', 'next_touch_on'], name='person_due'), models.Index(condition=models.Q(('deleted_at__isnull', True), _negated=True), fields=['owner', '-deleted_at'], name='person_deleted')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['pm', 'hiring', 'mentor', 'peer', 'customer'])), name='person_kind_known'), models.CheckConstraint(condition=models.Q(('stage__lte', 4)), name='person_stage_known'), models.CheckConstraint(condition=models.Q(('vouch__in', ['unknown', 'not-yet', 'would', 'agreed'])), name='person_vouch_known'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='person_has_a_name'), models.CheckConstraint(condition=models.Q(('through', models.F('id')), _negated=True), name='person_not_known_through_themselves'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('name'), models.Value(120)), name='person_name_short', violation_error_message='At most 120 characters are kept here.'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('role'), models.Value(120)), name='person_role_short', violation_error_message='At most 120 characters are kept here.'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('company'), models.Value(120)), name='person_company_short', violation_error_message='At most 120 characters are kept here.'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('how_met'), models.Value(300)), name='person_how_met_short', violation_error_message='At most 300 characters are kept here.'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('former_role'), models.Value(120)), name='person_former_role_short', violation_error_message='At most 120 characters are kept here.'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('works_on'), models.Value(300)), name='person_works_on_short', violation_error_message='At most 300 characters are kept here.'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('note'), models.Value(5000)), name='person_note_short', violation_error_message='At most 5000 characters are kept here.'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('links'), models.Value(1000)), name='person_links_short', violation_error_message='At most 1000 characters are kept here.'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('next_touch_about'), models.Value(300)), name='person_next_touch_short', violation_error_message='At most 300 characters are kept here.'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('vouch_for'), models.Value(300)), name='person_vouch_for_short', violation_error_message='At most 300 characters are kept here.')],
            },
        ),
        migrations.AddField(
            model_name='activity',
            name='people',
            field=models.ManyToManyField(blank=True, related_name='activities', to='tracker.person', verbose_name='people'),
        ),
    ]
