"""Words that are no names in spite of a capital letter, and those beside names."""

from quotes.extraction.english import words as english
from quotes.extraction.french import words as french
from quotes.extraction.resolving.folding import word_set

#: Words that a sentence begins with, or that are no names in spite of their capital.
NO_NAMES = (
    (french.DETERMINERS | french.PREPOSITIONS | french.COORDINATING)
    | (french.SUBORDINATING | french.RELATIVES | french.SUBJECTS | french.CLITICS)
    | (french.DAYS | french.MONTHS | french.ADVERBS | french.FIRST_PERSONS)
    | (english.DETERMINERS | english.PREPOSITIONS | english.COORDINATING)
    | (english.SUBORDINATING | english.RELATIVES | english.SUBJECTS)
    | (english.AUXILIARIES | english.DAYS | english.MONTHS | english.ADVERBS)
    | word_set(
        "there here it's he's she's that's they're yes oui non please such according asked"
        " given based like unlike speaking told said read watch more less here's let well"
        " est-ce c'est n'est ainsi c'est ceci cela donc voici voilà certes quelle quel"
        " dit répond bref à ça photo photos his him them us me"
    )
) - word_set(
    "mark will may van mai morning afternoon evening night sun sat midi matin soir"
)
#: Behind a name, and no part of it for comparing.
SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
