"""Why a mention is left open, or somebody is among those it leaves open.

Fixed sentences without anything set into them, so that whoever shows them can have each
translated.
"""

# Why a mention stands for nobody yet.
NO_BEARER = "nobody in the text is given this title"
SEVERAL_BEARERS = "several persons in the text bear this title"
SEVERAL_PERSONS = "several persons before it fit equally well"
DOUBTFUL = "who is named before it may be none that it can stand for"
NO_ANTECEDENT = "nobody before it in the text fits"
SHARED_SURNAME = "several persons in the text have this surname"
SEVERAL_BODIES = "several organizations before it fit"
NO_BODY = "no organization before it in the text fits"
SEVERAL_KNOWN = "the database knows several of this name"
SEVERAL_HOLDERS = "the database knows several holders of this office"

# Why somebody is a candidate.
BEARS_TITLE = "bears this title in the text"
COUNTERPART = "is called a counterpart of such an office holder"
LIKE_OFFICE = "holds an office that may be called so"
NAMED_BEFORE = "is named shortly before"
SPOKE_BEFORE = "speaks shortly before"
HAS_SURNAME = "has this surname"
KNOWN_BY_NAME = "goes by this name in the database"
HOLDS_OFFICE = "holds such an office on the day of the text in the database"
JOINED = "is one of those named"

ALL = tuple(
    value
    for name, value in sorted(globals().items())
    if name.isupper() and isinstance(value, str)
)
