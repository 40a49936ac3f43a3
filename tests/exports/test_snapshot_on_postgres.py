"""On PostgreSQL what is read within a snapshot is of one moment, and nothing can be written."""

import pytest
from django.db import InternalError, connection, connections

from tracker.accounts.models import User
from tracker.shared.database.snapshot import snapshot


@pytest.mark.django_db(transaction=True)
def test_another_can_write_meanwhile_and_is_not_seen():
    other = connections["default"].copy()
    try:
        with snapshot():
            assert not User.objects.exists()
            with other.cursor() as cursor:
                cursor.execute("CREATE TABLE meanwhile (word text)")
            assert "meanwhile" not in connection.introspection.table_names()
            with pytest.raises(InternalError):
                connection.cursor().execute("CREATE TABLE written (word text)")
    finally:
        other.cursor().execute("DROP TABLE IF EXISTS meanwhile")
        other.close()
