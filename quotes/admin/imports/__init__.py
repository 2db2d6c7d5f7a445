"""Files taken in through pages: sent, looked at, taken in, undone."""
