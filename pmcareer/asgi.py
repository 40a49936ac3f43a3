import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pmcareer.settings")
application = get_asgi_application()

from pmcareer.server import database_limits  # noqa: E402 - settings must be there first

database_limits.apply()
