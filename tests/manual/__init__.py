"""Pages of the manual that are made from the schemas, and a test that they are the ones made from them."""
