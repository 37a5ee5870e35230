"""What the tools towards agreement find on the plans of one report, as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass

from comparer.model.brackets import BracketLedger
from comparer.model.bridging import BridgeTable
from comparer.model.completeness import ChecklistTable, PlanCompleteness
from comparer.model.implementation import ImplementationMatrix
from comparer.model.single_text import SingleText
from comparer.model.travel import ClauseThread


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementFindings:
    """All but what needs the report itself (stands of parties).

    The single text, ledger and threads are of the plans in focus together, None or empty where these were not all
    compared with one another. Matrices, completeness and checklists are of each plan in focus. `bridges` are of the
    questions on which a plan in focus breaches a stated line.
    """

    bridges: tuple[BridgeTable, ...] = ()
    matrices: tuple[ImplementationMatrix, ...] = ()
    completeness: tuple[PlanCompleteness, ...] = ()
    checklists: tuple[ChecklistTable, ...] = ()
    single_text: SingleText | None = None
    ledger: BracketLedger | None = None
    threads: tuple[ClauseThread, ...] = ()
