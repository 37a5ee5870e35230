"""What the HTML page is made of: its data for the script, its parts in words, its charts, templates, style and script."""
