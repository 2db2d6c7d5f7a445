"""Finding statements in a whole archive: in chunks, by several processes, resumable."""
