"""The edges: command line, web page, disk, git, model files. Alone in touching files, terminals, sockets and time."""
