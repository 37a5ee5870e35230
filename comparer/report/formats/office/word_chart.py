"""A chart of a Word document that its reader can restyle: bars of one quantity, with the workbook that holds them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from io import BytesIO
from itertools import count
from typing import TYPE_CHECKING

from comparer.report.formats.office.package import DOCUMENT_AUTHOR, document_timestamp, repack_archive
from comparer.report.formats.office.text import make_xml_safe

if TYPE_CHECKING:
    from docx.document import Document

_EMU_PER_TWIP = 635
_CHART_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_WORKBOOK_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DRAWING_NAMESPACE = "http://schemas.openxmlformats.org/drawingml/2006/main"
_CHART_NAMESPACE = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_RELATION_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FRAME_NAMESPACE = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_BAR_COLOUR, _LABEL_COLOUR, _AXIS_COLOUR = "3B6EA5", "1F2A37", "B5BDC8"
_LABEL_SIZE = 800
ROOM_FOR_VALUES = 1.2
"""The length of the axis for the longest bar, so that its value stands beside it."""


@dataclass(frozen=True, slots=True)
class ChartBar:
    """One bar by its label; None draws no bar, and the label says why."""

    label: str
    value: float | None


class WordCharts:
    """Adds charts to one document, and gives the markup that shows them."""

    def __init__(self, word_document: Document, as_of: str) -> None:
        self._document, self._as_of, self._chart_numbers = word_document, as_of, count(1)

    def bar_chart_markup(
        self, bars: Sequence[ChartBar], series_name: str, description: str, size_twips: tuple[int, int]
    ) -> str:
        """A run with a chart of bars below one another; `description` is what a screen reader says of it."""
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        number, package = next(self._chart_numbers), self._document.part.package
        workbook_part = Part(
            PackURI(f"/word/embeddings/chart{number}.xlsx"),
            _WORKBOOK_CONTENT_TYPE,
            _chart_workbook(bars, series_name, self._as_of),
            package,
        )
        chart_part = Part(PackURI(f"/word/charts/chart{number}.xml"), _CHART_CONTENT_TYPE, b"", package)
        workbook_id = chart_part.relate_to(workbook_part, RELATIONSHIP_TYPE.PACKAGE)
        chart_part._blob = _chart_xml(bars, series_name, workbook_id).encode()
        chart_id = self._document.part.relate_to(chart_part, RELATIONSHIP_TYPE.CHART)
        return _frame_markup(chart_id, number, make_xml_safe(description), size_twips)


def _frame_markup(relation_id: str, number: int, description: str, size_twips: tuple[int, int]) -> str:
    width, height = (twips * _EMU_PER_TWIP for twips in size_twips)
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_FRAME_NAMESPACE}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{number}" name="Chart {number}" descr="{escape(description)}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic xmlns:a="{_DRAWING_NAMESPACE}"><a:graphicData uri="{_CHART_NAMESPACE}">'
        f'<c:chart xmlns:c="{_CHART_NAMESPACE}" xmlns:r="{_RELATION_NAMESPACE}" r:id="{relation_id}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def _chart_xml(bars: Sequence[ChartBar], series_name: str, workbook_id: str) -> str:
    last_row = len(bars) + 1
    labels = "".join(
        f'<c:pt idx="{index}"><c:v>{escape(make_xml_safe(bar.label), quote=False)}</c:v></c:pt>'
        for index, bar in enumerate(bars)
    )
    values = "".join(
        f'<c:pt idx="{index}"><c:v>{bar.value!r}</c:v></c:pt>'
        for index, bar in enumerate(bars)
        if bar.value is not None
    )
    fill = f'<a:solidFill><a:srgbClr val="{_BAR_COLOUR}"/></a:solidFill>'
    series = (
        '<c:ser><c:idx val="0"/><c:order val="0"/><c:tx><c:strRef><c:f>Sheet1!$B$1</c:f><c:strCache>'
        f'<c:ptCount val="1"/><c:pt idx="0"><c:v>{escape(make_xml_safe(series_name), quote=False)}</c:v></c:pt>'
        f'</c:strCache></c:strRef></c:tx><c:spPr>{fill}</c:spPr><c:invertIfNegative val="0"/>'
        f'<c:dLbls>{_text_properties()}<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
        f"<c:cat><c:strRef><c:f>Sheet1!$A$2:$A${last_row}</c:f><c:strCache>"
        f'<c:ptCount val="{len(bars)}"/>{labels}</c:strCache></c:strRef></c:cat>'
        f"<c:val><c:numRef><c:f>Sheet1!$B$2:$B${last_row}</c:f><c:numCache><c:formatCode>#,##0</c:formatCode>"
        f'<c:ptCount val="{len(bars)}"/>{values}</c:numCache></c:numRef></c:val></c:ser>'
    )
    line = f'<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="{_AXIS_COLOUR}"/></a:solidFill></a:ln></c:spPr>'
    label_axis = (
        '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="l"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'{line}{_text_properties()}<c:crossAx val="2"/><c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )
    longest = max((bar.value for bar in bars if bar.value is not None), default=1.0)
    value_axis = (
        '<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{longest * ROOM_FOR_VALUES!r}"/><c:min val="0"/></c:scaling>'
        '<c:delete val="1"/><c:axPos val="t"/><c:numFmt formatCode="#,##0" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="none"/>'
        '<c:crossAx val="1"/></c:valAx>'
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace xmlns:c="{_CHART_NAMESPACE}" xmlns:a="{_DRAWING_NAMESPACE}" xmlns:r="{_RELATION_NAMESPACE}">'
        '<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/><c:barChart>'
        f'<c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>{series}<c:gapWidth val="45"/>'
        f'<c:axId val="1"/><c:axId val="2"/></c:barChart>{label_axis}{value_axis}</c:plotArea>'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f'<c:externalData r:id="{workbook_id}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _text_properties() -> str:
    return (
        f'<c:txPr><a:bodyPr wrap="none"/><a:p><a:pPr><a:defRPr sz="{_LABEL_SIZE}"><a:solidFill>'
        f'<a:srgbClr val="{_LABEL_COLOUR}"/></a:solidFill><a:latin typeface="Arial"/></a:defRPr></a:pPr>'
        '<a:endParaRPr lang="en-GB"/></a:p></c:txPr>'
    )


def _chart_workbook(bars: Sequence[ChartBar], series_name: str, as_of: str) -> bytes:
    """The numbers behind the chart, so that it can be edited in the word processor."""
    import xlsxwriter  # type: ignore[import-untyped]

    buffer = BytesIO()
    with xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        book.set_properties({"author": DOCUMENT_AUTHOR, "created": document_timestamp(as_of)})
        sheet = book.add_worksheet("Sheet1")
        sheet.write_string(0, 1, make_xml_safe(series_name))
        for row, bar in enumerate(bars, 1):
            sheet.write_string(row, 0, make_xml_safe(bar.label))
            if bar.value is not None:
                sheet.write_number(row, 1, bar.value)
    return repack_archive(buffer.getvalue())
