from django.db import OperationalError
from django.db.migrations.recorder import MigrationRecorder


def test_the_process_answers_without_a_database(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_ready_means_database_and_migrations(client, db):
    assert client.get("/readyz").status_code == 200


def test_a_waiting_migration_means_not_ready(client, db):
    MigrationRecorder.Migration.objects.filter(app="tracker").delete()
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"migrations waiting\n")


def test_a_lost_database_means_not_ready(client, monkeypatch):
    def fail(*args):
        raise OperationalError

    monkeypatch.setattr("pmcareer.health.MigrationExecutor", fail)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"database unreachable\n")
