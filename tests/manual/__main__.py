from tests.manual.schema_pages import write_pages

write_pages()
