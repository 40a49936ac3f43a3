import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pmcareer.settings")
django_application = get_wsgi_application()

from pmcareer.request_guards import only_utf8  # noqa: E402 - settings must be there first

application = only_utf8(django_application)
