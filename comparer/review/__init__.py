"""Questions put to reports: the gate, the difference of two reports, the explanation of one item. Pure."""
