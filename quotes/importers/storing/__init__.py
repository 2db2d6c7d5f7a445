"""Records into rows: the part of the importers that writes what files hold."""
