"""Write the editor schemas of this workspace anew: python -m tests.refresh_schemas"""

from __future__ import annotations

from pathlib import Path

from comparer.app import file_writes
from comparer.load import editor_schemas, strict_yaml

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    vocabulary = strict_yaml.read_yaml((ROOT / "plans/vocabulary.yaml").read_bytes(), "plans/vocabulary.yaml").data
    for name, text in editor_schemas.generate_schemas(vocabulary):
        file_writes.write_file(ROOT / name, text.encode())


if __name__ == "__main__":
    main()
