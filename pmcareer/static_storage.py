"""How static files are named and served in production."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):
    """Names with a hash of their content, also where one of our scripts imports another.

    Without that a page could mix scripts of two releases for as long as a browser keeps old ones.
    """

    support_js_module_import_aggregation = True
    # In our own scripts: other packages ship some that import what a browser cannot find.
    _js_module_import_aggregation_patterns = (
        "js/*.js",
        CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1],  # type: ignore[attr-defined]
    )
