import subprocess
import sys

BLOCKED = """
import sys
sys.modules["django"] = None  # any import of it now fails
import articles.parsing.pipeline
assert "spacy" not in sys.modules, "the language model's library is loaded before an article is parsed"
"""


def test_parser_knows_no_django_and_loads_no_model_at_import():
    done = subprocess.run([sys.executable, "-c", BLOCKED], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
