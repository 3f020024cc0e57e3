"""Files for the browser under a name with their hash, and scripts that import each other by those names."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class ModuleManifestStorage(CompressedManifestStaticFilesStorage):
    """Without the hash in an import, a browser could mix a module it keeps with a newer one that imports it."""

    support_js_module_import_aggregation = True
