import pytest

from tests.reminders.delivery.post import Office, open_office


@pytest.fixture
def mail_works(settings):
    """Mail is kept by Django for the test to read."""
    settings.MAIL_WORKS = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def office(settings):
    """Mail goes over a real connection to a real server."""
    post_office = Office()
    with open_office(post_office) as port:
        settings.MAIL_WORKS = True
        settings.EMAIL_BACKEND = "tracker.shared.mail.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        yield post_office
