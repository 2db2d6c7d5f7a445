"""The closed sets of words that the rows use; each set is also a constraint."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Language(models.TextChoices):
    """Language of a text (BCP 47)."""

    FRENCH = "fr", _("French")
    ENGLISH = "en", _("English")
    ARABIC = "ar", _("Arabic")
    CHINESE = "zh", _("Chinese")
    DUTCH = "nl", _("Dutch")
    GERMAN = "de", _("German")
    ITALIAN = "it", _("Italian")
    JAPANESE = "ja", _("Japanese")
    POLISH = "pl", _("Polish")
    PORTUGUESE = "pt", _("Portuguese")
    RUSSIAN = "ru", _("Russian")
    SPANISH = "es", _("Spanish")
    TURKISH = "tr", _("Turkish")
    UKRAINIAN = "uk", _("Ukrainian")
    UNDETERMINED = "und", _("Undetermined")


class Known(models.TextChoices):
    """How a date is known."""

    PRINTED = "printed", pgettext_lazy("date", "printed")
    WORKED_OUT = "worked_out", pgettext_lazy("date", "worked out")


class Precision(models.TextChoices):
    """How much of a date is known; the stored date is the first day of it."""

    DAY = "day", _("day")
    MONTH = "month", _("month")
    YEAR = "year", _("year")


class Release(models.TextChoices):
    """Whether readers may see an article."""

    DRAFT = "draft", pgettext_lazy("article", "draft")
    EMBARGOED = "embargoed", pgettext_lazy("article", "embargoed")
    PUBLISHED = "published", pgettext_lazy("article", "published")
    WITHHELD = "withheld", pgettext_lazy("article", "withheld")


class SpeakerKind(models.TextChoices):
    """What a speaker is."""

    PERSON = "person", _("person")
    ORGANIZATION = "organization", _("organization")
    GOVERNMENT = "government", _("government")
    PUBLICATION = "publication", _("news publication")
    GROUP = "group", _("group")


class NameKind(models.TextChoices):
    """What another name of a speaker is."""

    FULL = "full", pgettext_lazy("name", "full name")
    SHORT = "short", pgettext_lazy("name", "short form")
    METONYM = "metonym", pgettext_lazy("name", "place standing for it")
    SPELLING = "spelling", pgettext_lazy("name", "other spelling")
    FORMER = "former", pgettext_lazy("name", "former name")
    TRANSLATION = "translation", pgettext_lazy("name", "name in another language")


class SourceKind(models.TextChoices):
    """What the newsroom has a statement from."""

    HEARING = "hearing", _("hearing")
    INTERVIEW = "interview", _("interview")
    STATEMENT = "statement", pgettext_lazy("source", "statement")
    PRESS_CONFERENCE = "press_conference", _("press conference")
    REPORT = "report", pgettext_lazy("source", "report")
    DOCUMENT = "document", _("document")
    WIRE = "wire", _("wire dispatch")
    POST = "post", pgettext_lazy("source", "post")
    UNNAMED = "unnamed", _("unnamed source")


class Terms(models.TextChoices):
    """On what terms a source spoke."""

    ON_RECORD = "on_record", _("on the record")
    BACKGROUND = "background", _("background")
    UNNAMED = "unnamed", pgettext_lazy("terms", "not to be named")


class Kind(models.TextChoices):
    """How the words are printed (PARC 3, PolNeAR, Citron)."""

    DIRECT = "direct", pgettext_lazy("quote", "direct")
    INDIRECT = "indirect", pgettext_lazy("quote", "indirect")
    MIXED = "mixed", pgettext_lazy("quote", "mixed")


class Polarity(models.TextChoices):
    """What the speaker does with the content."""

    ASSERTED = "asserted", pgettext_lazy("content", "asserted")
    DENIED = "denied", pgettext_lazy("content", "denied")
    REQUESTED = "requested", pgettext_lazy("content", "requested")


class Status(models.TextChoices):
    """Where a quote stands; the workflow alone moves it."""

    PROPOSED = "proposed", pgettext_lazy("quote", "proposed")
    UNVERIFIED = "unverified", pgettext_lazy("quote", "unverified")
    VERIFIED = "verified", pgettext_lazy("quote", "verified")
    DISPUTED = "disputed", pgettext_lazy("quote", "disputed")
    UNRESOLVED = "unresolved", pgettext_lazy("quote", "unresolved")
    WITHDRAWN = "withdrawn", pgettext_lazy("quote", "withdrawn")
    REJECTED = "rejected", pgettext_lazy("quote", "rejected")
    UNDER_REVIEW = "under_review", pgettext_lazy("quote", "under review")


#: What a second person settled; the four-eyes constraint holds for these.
SETTLED = (Status.VERIFIED, Status.DISPUTED, Status.UNRESOLVED)
#: What a publication can say.
PUBLIC = (*SETTLED, Status.WITHDRAWN)


class Decision(models.TextChoices):
    """What a review records: a change by an editor or a decision by a verifier."""

    PROPOSE = "propose", pgettext_lazy("decision", "proposed")
    ENTER = "enter", pgettext_lazy("decision", "entered")
    IMPORT = "import", pgettext_lazy("decision", "imported")
    ACCEPT = "accept", pgettext_lazy("decision", "proposal accepted")
    CHANGE = "change", pgettext_lazy("decision", "changed")
    REATTRIBUTE = "reattribute", pgettext_lazy("decision", "reattributed")
    VERIFY = "verify", pgettext_lazy("decision", "verified")
    DISPUTE = "dispute", pgettext_lazy("decision", "disputed")
    SETTLE = "settle", pgettext_lazy("decision", "settled as unresolved")
    REJECT = "reject", pgettext_lazy("decision", "rejected: not a quote")
    WITHDRAW = "withdraw", pgettext_lazy("decision", "withdrawn")
    REOPEN = "reopen", pgettext_lazy("decision", "reopened")
    CORRECT = "correct", pgettext_lazy("decision", "correction published")
    REANCHOR = "reanchor", pgettext_lazy("decision", "found in a new text")


class SpanRole(models.TextChoices):
    """Part that a stretch of text plays in an attribution relation."""

    CONTENT = "content", pgettext_lazy("span", "content")
    QUOTED = "quoted", pgettext_lazy("span", "quoted words")
    CUE = "cue", pgettext_lazy("span", "cue")
    MENTION = "mention", pgettext_lazy("span", "mention")


class Anchor(models.TextChoices):
    """How sure we are of a span's place in its revision."""

    EXACT = "exact", pgettext_lazy("anchor", "exact")
    MOVED = "moved", pgettext_lazy("anchor", "moved")
    REWORDED = "reworded", pgettext_lazy("anchor", "reworded")
    AMBIGUOUS = "ambiguous", pgettext_lazy("anchor", "ambiguous")
    LOST = "lost", pgettext_lazy("anchor", "lost")


#: Anchors that name no place: start and end are empty.
UNPLACED = (Anchor.AMBIGUOUS, Anchor.LOST)


class Rank(models.TextChoices):
    """Standing of an attribution among those of its quote (as on Wikidata)."""

    PREFERRED = "preferred", pgettext_lazy("rank", "preferred")
    NORMAL = "normal", pgettext_lazy("rank", "candidate")
    DEPRECATED = "deprecated", pgettext_lazy("rank", "deprecated")


class Basis(models.TextChoices):
    """What an attribution rests on; proposed: by a program or a contributor."""

    PRINTED = "printed", pgettext_lazy("basis", "as printed")
    PROPOSED = "proposed", pgettext_lazy("basis", "proposed")
    EDITOR = "editor", pgettext_lazy("basis", "decided by an editor")


class Outcome(models.TextChoices):
    """What became of a proposal; corrected: accepted, after somebody changed it."""

    PENDING = "pending", pgettext_lazy("proposal", "pending")
    ACCEPTED = "accepted", pgettext_lazy("proposal", "accepted")
    CORRECTED = "corrected", pgettext_lazy("proposal", "corrected")
    REJECTED = "rejected", pgettext_lazy("proposal", "rejected")


class LinkKind(models.TextChoices):
    """What one quote does to another."""

    DENIES = "denies", pgettext_lazy("link", "denies")
    CONFIRMS = "confirms", pgettext_lazy("link", "confirms")
    REPEATS = "repeats", pgettext_lazy("link", "repeats")
    REWORDS = "rewords", pgettext_lazy("link", "rewords")
    TRANSLATES = "translates", pgettext_lazy("link", "translates")


class CorrectionClass(models.TextChoices):
    """How far a correction goes."""

    MINOR = "minor", pgettext_lazy("correction", "minor")
    CORRECTION = "correction", pgettext_lazy("correction", "correction")
    WITHDRAWAL = "withdrawal", pgettext_lazy("correction", "withdrawal")


class ErrorKind(models.TextChoices):
    """What was wrong."""

    MISATTRIBUTED = "misattributed", _("misattributed")
    MISQUOTED = "misquoted", _("misquoted")
    FABRICATED = "fabricated", _("fabricated")
    OUT_OF_CONTEXT = "out_of_context", _("out of context")
    MISTRANSLATED = "mistranslated", _("mistranslated")
    OUR_RECORD = "our_record", _("our record was wrong")


class Severity(models.TextChoices):
    """How much harm the error could do."""

    LOW = "low", pgettext_lazy("severity", "low")
    MEDIUM = "medium", pgettext_lazy("severity", "medium")
    HIGH = "high", pgettext_lazy("severity", "high")


class Role(models.TextChoices):
    """In which role somebody decided; the names of the groups."""

    CONTRIBUTOR = "contributor", pgettext_lazy("role", "contributor")
    EDITOR = "editor", pgettext_lazy("role", "editor")
    VERIFIER = "verifier", pgettext_lazy("role", "verifier")
    STANDARDS_EDITOR = "standards editor", pgettext_lazy("role", "standards editor")
    ADMINISTRATOR = "administrator", pgettext_lazy("role", "administrator")


class ReportAbout(models.TextChoices):
    """The page that a reader's report was sent from."""

    QUOTE = "quote", _("quote")
    ARTICLE = "article", _("article")
    SPEAKER = "speaker", _("speaker")
    SOURCE = "source", _("source")
    CORRECTION = "correction", pgettext_lazy("page", "correction")


class ReportState(models.TextChoices):
    """What became of a reader's report."""

    NEW = "new", pgettext_lazy("report", "new")
    OPEN = "open", pgettext_lazy("report", "being looked into")
    CORRECTED = "corrected", pgettext_lazy("report", "there was an error")
    DECLINED = "declined", pgettext_lazy("report", "no error found")
    SPAM = "spam", pgettext_lazy("report", "not a report")


#: Reports that still need somebody.
OPEN_REPORTS = (ReportState.NEW, ReportState.OPEN)


class TaskKind(models.TextChoices):
    """Where an error has been, when a correction is published."""

    ARTICLE = "article", _("article")
    HEADING = "heading", pgettext_lazy("task", "heading")
    QUOTE = "quote", pgettext_lazy("task", "linked quote")
    VERSION = "version", pgettext_lazy("task", "public version")
    EXPORT = "export", pgettext_lazy("task", "feeds, exports and copies")


class VaultAct(models.TextChoices):
    """What somebody did with the identity behind a source."""

    SEALED = "sealed", pgettext_lazy("vault", "sealed")
    OPENED = "opened", pgettext_lazy("vault", "opened")
    REMOVED = "removed", pgettext_lazy("vault", "removed")
    FAILED = "failed", pgettext_lazy("vault", "no key opened it")


class ImportedKind(models.TextChoices):
    """What a row of an import is."""

    SPEAKER = "speaker", _("speaker")
    SOURCE = "source", _("source")
    ARTICLE = "article", _("article")
    QUOTE = "quote", _("quote")
    LINK = "link", _("link between quotes")
