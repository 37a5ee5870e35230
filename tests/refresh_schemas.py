"""Write the editor schemas of this workspace anew: python -m tests.refresh_schemas"""

from __future__ import annotations

from pathlib import Path

from comparer import files, strict_yaml, workspace_schema

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    vocabulary = strict_yaml.read((ROOT / "plans/vocabulary.yaml").read_bytes(), "plans/vocabulary.yaml").data
    for name, text in workspace_schema.generated(vocabulary):
        files.write_whole(ROOT / name, text.encode())


if __name__ == "__main__":
    main()
