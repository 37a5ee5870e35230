from tests.kept_outputs.produce import write_all

write_all()
