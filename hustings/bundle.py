"""Where the server script, the pages and the bundled data lie: in a checkout, or in a wheel.

A checkout has them at its top, where contributors and hosts look for them; a wheel can hold files
only inside its package, and has them in `hustings/_bundle`.
"""

from pathlib import Path

_INSIDE = Path(__file__).parent / "_bundle"
#: the folder that holds dashboard.py, pages/ and data/
ROOT = _INSIDE if _INSIDE.is_dir() else Path(__file__).parents[1]
