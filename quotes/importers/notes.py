"""Collecting what is wrong with one item while a reader takes it apart."""

from quotes.importers.items import Fault, Item, Record


class Notes:
    """The faults of one item; place is where it stands (“line 12”)."""

    __slots__ = ("faults", "place")

    def __init__(self, place: str) -> None:
        self.place = place
        self.faults: list[Fault] = []

    def refuse(
        self, field: str, sentence: str, advice: str = "", /, **params: object
    ) -> None:
        """Note what keeps the item from being taken in."""
        self.faults.append(Fault(self.place, field, sentence, advice, params))

    def warn(
        self, field: str, sentence: str, advice: str = "", /, **params: object
    ) -> None:
        """Note what is not taken, or taken otherwise than it stands there."""
        fault = Fault(self.place, field, sentence, advice, params, is_warning=True)
        self.faults.append(fault)

    @property
    def refuses(self) -> bool:
        """Something was found that keeps the item from being taken in."""
        return any(not each.is_warning for each in self.faults)

    def item(self, record: Record | None, raw: bytes | None = None) -> Item:
        """Return the item with what was noted."""
        return Item(self.place, record, self.faults, raw)


def refused(
    place: str,
    sentence: str,
    advice: str = "",
    raw: bytes | None = None,
    /,
    **params: object,
) -> Item:
    """Return an item of which nothing could be read."""
    return Item(place, None, [Fault(place, "", sentence, advice, params)], raw)


def shortened(value: object, most: int = 60) -> str:
    """Return what was read as a fault tells it: on one line, at most `most` signs."""
    text = " ".join(str(value).split())
    return text if len(text) <= most else text[: most - 1] + "…"
