"""Sections towards agreement over the sample of the reports, with text that a format must make safe."""

from comparer.report.value.types import AgreementSection

AGREEMENT: list[AgreementSection] = [
    {
        "kind": "bridges",
        "title": "Wordings on the table",
        "command": "comparer bridges",
        "notes": ["Lists, no sums."],
        "summary": {
            "name": "Wordings on the table",
            "headings": ["Question", "Standing"],
            "rows": [["Boats <b>kept</b>", "none | helps"]],
            "widths": [1, 2],
        },
        "entries": [
            {
                "id": "bridge-boats",
                "title": "Boats",
                "notes": ["No text on the table helps."],
                "tables": [{"name": "", "headings": ["Wording"], "rows": [["Port#1 draft"]], "widths": [1]}],
                "marks": [],
            }
        ],
    },
    {
        "kind": "matrix",
        "title": "Who does what by when",
        "command": "comparer matrix port-1",
        "notes": [],
        "summary": None,
        "entries": [
            {
                "id": "matrix-port-1",
                "title": "Port draft",
                "notes": [],
                "tables": [],
                "marks": [
                    {"label": "1 Port", "column": 0, "due": "upon", "note": "upon: signature"},
                    {"label": "2 Crew", "column": 1, "due": "none", "note": ""},
                ],
            }
        ],
    },
]
