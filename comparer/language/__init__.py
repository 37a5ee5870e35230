"""Text -> words, stems, numbers, quantities, and the norm that a sentence states. Knows no plan and no vocabulary."""
