"""The tools towards agreement, drawn: each as blocks of headings, paragraphs and tables, and these in every format."""
