"""When an office was held, as far as dates or a print show it. Pure."""

from datetime import date


def was_held(
    held_from: date | None,
    held_to: date | None,
    printed_in: int | None,
    *,
    day: date | None,
    article: int | None,
) -> bool:
    """Tell whether an office was held on a day.

    One without dates counts only in the article that prints it: printed_in and article
    are keys of articles. day may be None, and then no dates hold.
    """
    if held_from or held_to:
        return day is not None and (
            (held_from is None or held_from <= day)
            and (held_to is None or day <= held_to)
        )
    return printed_in is not None and printed_in == article
