"""The verification desk: the queue, and one statement at a time."""
