import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pmcareer.settings")
django_application = get_wsgi_application()

from pmcareer.request_guards import only_utf8  # noqa: E402 - settings must be there first
from pmcareer.server import database_limits  # noqa: E402

database_limits.apply()
application = only_utf8(django_application)
