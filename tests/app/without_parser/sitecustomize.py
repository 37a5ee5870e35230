"""Python reads this at its start where the folder is on its path: no parser is there, as without the extra."""

import sys

sys.modules["spacy"] = None  # type: ignore[assignment]
