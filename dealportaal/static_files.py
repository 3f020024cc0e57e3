"""Static files with a hash in their name, and scripts that import each other by those names."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class ModuleManifestStorage(CompressedManifestStaticFilesStorage):
    """Without the hash in an import, a browser could mix a cached module with a newer one that imports it."""

    support_js_module_import_aggregation = True
