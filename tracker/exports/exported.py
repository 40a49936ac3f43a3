from django.utils.translation import gettext_lazy as _

from tracker.exports.models import ImportedRow

LEFT_OUT = {ImportedRow: _("it holds the ids that the rows themselves have in the files")}
