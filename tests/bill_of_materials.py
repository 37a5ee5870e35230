"""Write the bill of materials that the wheel carries, from the pinned packages: python -m tests.bill_of_materials

CycloneDX 1.6 without a time or a random number, so that one list of pins always makes the same bytes.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PINS = ROOT / "requirements" / "use.txt"
BILL = ROOT / "requirements" / "bill-of-materials.cdx.json"

_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)(?:\s*;\s*([^\\]+?))?\s*\\?$")
_DIGEST = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def main() -> None:
    BILL.write_text(bill_text(PINS.read_text(encoding="utf-8")), encoding="utf-8")


def bill_text(pins: str) -> str:
    """The bill of a list of pins, as JSON with a line break at its end."""
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "comparer"}},
        "components": list_components(pins),
    }
    return json.dumps(bill, indent=1) + "\n"


def list_components(pins: str) -> list[dict[str, Any]]:
    """Each pinned package with its version, where it is needed, and the digests of its files."""
    components: list[dict[str, Any]] = []
    for line in pins.splitlines():
        if pin := _PIN.match(line):
            name, version, marker = pin.groups()
            properties = [{"name": "marker", "value": marker}] if marker else []
            component = {"type": "library", "name": name, "version": version, "purl": f"pkg:pypi/{name}@{version}"}
            components.append({**component, "properties": properties})
        elif (digest := _DIGEST.search(line)) and components:
            components[-1]["properties"].append({"name": "sha256", "value": digest[1]})
    return components


if __name__ == "__main__":
    main()
