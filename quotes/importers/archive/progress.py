"""How far a run is: a bar on a terminal, a line now and then elsewhere."""

import time

from tqdm import tqdm

#: Seconds between two lines where there is no terminal.
BETWEEN = 15


class Progress:
    """Counts articles on a stream; used as a context."""

    def __init__(self, total, stream):
        """total is the number of articles there are, stream where it is told."""
        self.total, self.stream = total, stream
        self.done, self.statements = 0, 0
        self.began = self.told = time.monotonic()
        self.bar = None
        if stream.isatty():
            self.bar = tqdm(total=total, file=stream, unit=" articles", smoothing=0.05)

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        if self.bar is not None:
            self.bar.close()

    def add(self, outcome):
        """Take note of one more article."""
        self.done += 1
        self.statements += outcome.new
        if self.bar is not None:
            self.bar.update()
            self.bar.set_postfix(new=self.statements, refresh=False)
        elif time.monotonic() - self.told >= BETWEEN:
            self._tell()

    def _tell(self):
        self.told = time.monotonic()
        speed = self.done / max(self.told - self.began, 1e-9)
        left = max(self.total - self.done, 0) / speed
        self.stream.write(
            f"{self.done} of {self.total} articles, {self.statements} new statements, "
            f"{speed:.1f} articles/s, about {left / 60:.0f} min left\n"
        )
        self.stream.flush()

    def say(self, line):
        """Write a line without breaking the bar."""
        if self.bar is not None:
            self.bar.write(line, file=self.stream)
        else:
            self.stream.write(line + "\n")
