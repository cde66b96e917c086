"""Static files under names that carry their content's hash; what our own modules import is renamed to match."""

from django.contrib.staticfiles.storage import HashedFilesMixin
from whitenoise.storage import CompressedManifestStaticFilesStorage


class ModuleStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage that also follows `import ... from "./name.js";` in files under js/.

    Only there: Django's own switch looks at every script, and finds "imports" in minified libraries.
    """

    patterns = (
        *HashedFilesMixin.patterns,
        ("js/*.js", HashedFilesMixin._js_module_import_aggregation_patterns[1]),
    )
    max_post_process_passes = 15  # a module's name changes with the names in it, so each import level takes one
