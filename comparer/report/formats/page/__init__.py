"""What the HTML page is made of: data for the script, parts in words, charts, templates, style and script."""
