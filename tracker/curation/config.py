"""Names the admin site; read while Django starts, so it imports no model."""

from django.contrib.admin.apps import AdminConfig


class CurationConfig(AdminConfig):
    default_site = "tracker.curation.site.CuratorSite"
