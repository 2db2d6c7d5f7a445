"""The sentences that a correction's notice starts from, by language, error and class.

Of several, the first whose fields are all known is taken. {wrong} and {right} are who
was and who is said to have said it, {who} either; {before} and {now} are words, set in
quotation marks. In French {to_…} and {of_…} are the same with “à” and “de”. They say an
error once, name the article or the record, and end where the facts end.
"""

from quotes.vocabulary import CorrectionClass as Class
from quotes.vocabulary import ErrorKind as Error

_FICHE = "L’erreur était dans notre fiche, non dans la dépêche."
_RECORD = "The error was in our record, not in the article."

_FRENCH = {
    (Error.MISATTRIBUTED, Class.CORRECTION): (
        "Une première version de cette dépêche attribuait à tort {to_wrong} ces propos "
        "{of_right}.",
        "Une première version de cette dépêche attribuait à tort {to_wrong} des propos "
        "dont l’auteur n’est pas identifié.",
    ),
    (Error.MISATTRIBUTED, Class.MINOR): (
        "Dans cette dépêche, ces propos sont {of_right}, et non {of_wrong}.",
    ),
    (Error.MISATTRIBUTED, Class.WITHDRAWAL): (
        "Nous retirons de cette dépêche des propos attribués à tort {to_wrong} : ils sont "
        "{of_right}.",
        "Nous retirons de cette dépêche des propos attribués à tort {to_wrong}.",
    ),
    (Error.OUR_RECORD, Class.CORRECTION): (
        f"Notre base attribuait à tort {{to_wrong}} ces propos {{of_right}}. {_FICHE}",
        "Notre base attribuait à tort {to_wrong} des propos dont l’auteur n’est pas "
        f"identifié. {_FICHE}",
        "Notre base citait inexactement {right} : {before}, au lieu de {now}. "
        + _FICHE,
        "Notre base citait des propos inexactement : {before}, au lieu de {now}. "
        + _FICHE,
    ),
    (Error.OUR_RECORD, Class.MINOR): (
        "Dans notre base, ces propos sont {of_right}, et non {of_wrong}. " + _FICHE,
        "Dans notre base, il faut lire {now}, et non {before}. " + _FICHE,
    ),
    (Error.OUR_RECORD, Class.WITHDRAWAL): (
        "Nous retirons de notre base des propos attribués à tort {to_wrong}. " + _FICHE,
        "Nous retirons de notre base des propos attribués {to_right}. " + _FICHE,
    ),
    (Error.MISQUOTED, Class.CORRECTION): (
        "Une première version de cette dépêche citait inexactement {right} : {before}, au "
        "lieu de {now}.",
        "Une première version de cette dépêche citait des propos inexactement : {before}, "
        "au lieu de {now}.",
        "Une première version de cette dépêche citait inexactement {right}.",
    ),
    (Error.MISQUOTED, Class.MINOR): (
        "Dans cette dépêche, il faut lire {now}, et non {before}, dans les propos "
        "{of_right}.",
        "Dans cette dépêche, il faut lire {now}, et non {before}.",
    ),
    (Error.MISQUOTED, Class.WITHDRAWAL): (
        "Nous retirons de cette dépêche une citation inexacte {of_right}.",
        "Nous retirons de cette dépêche une citation inexacte.",
    ),
    (Error.FABRICATED, Class.CORRECTION): (
        "Une première version de cette dépêche prêtait {to_who} des propos qui n’ont pas "
        "été tenus.",
        "Une première version de cette dépêche citait des propos qui n’ont pas été tenus.",
    ),
    (Error.FABRICATED, Class.WITHDRAWAL): (
        "Nous retirons de cette dépêche une citation attribuée {to_who} : ces propos n’ont "
        "pas été tenus.",
        "Nous retirons de cette dépêche une citation dont les propos n’ont pas été tenus.",
    ),
    (Error.OUT_OF_CONTEXT, Class.CORRECTION): (
        "Une première version de cette dépêche citait hors de leur contexte des propos "
        "{of_right}.",
        "Une première version de cette dépêche citait des propos hors de leur contexte.",
    ),
    (Error.OUT_OF_CONTEXT, Class.MINOR): (
        "Cette dépêche donne désormais le contexte des propos {of_right}.",
    ),
    (Error.OUT_OF_CONTEXT, Class.WITHDRAWAL): (
        "Nous retirons de cette dépêche des propos {of_right}, cités hors de leur contexte.",
        "Nous retirons de cette dépêche des propos cités hors de leur contexte.",
    ),
    (Error.MISTRANSLATED, Class.CORRECTION): (
        "Une première version de cette dépêche traduisait mal des propos {of_right} : "
        "{before}, au lieu de {now}.",
        "Une première version de cette dépêche traduisait mal des propos : {before}, au "
        "lieu de {now}.",
        "Une première version de cette dépêche traduisait mal des propos {of_right}.",
    ),
    (Error.MISTRANSLATED, Class.MINOR): (
        "Dans cette dépêche, les propos {of_right} se traduisent par {now}, et non par "
        "{before}.",
    ),
    (Error.MISTRANSLATED, Class.WITHDRAWAL): (
        "Nous retirons de cette dépêche des propos {of_right}, mal traduits.",
        "Nous retirons de cette dépêche des propos mal traduits.",
    ),
}

_ENGLISH = {
    (Error.MISATTRIBUTED, Class.CORRECTION): (
        "An earlier version of this article wrongly attributed to {wrong} these words by "
        "{right}.",
        "An earlier version of this article wrongly attributed to {wrong} words whose "
        "speaker is not identified.",
    ),
    (Error.MISATTRIBUTED, Class.MINOR): (
        "In this article, these words are by {right}, not by {wrong}.",
    ),
    (Error.MISATTRIBUTED, Class.WITHDRAWAL): (
        "We have withdrawn from this article words wrongly attributed to {wrong}; they are "
        "by {right}.",
        "We have withdrawn from this article words wrongly attributed to {wrong}.",
    ),
    (Error.OUR_RECORD, Class.CORRECTION): (
        f"Our database wrongly attributed to {{wrong}} these words by {{right}}. {_RECORD}",
        "Our database wrongly attributed to {wrong} words whose speaker is not "
        f"identified. {_RECORD}",
        "Our database misquoted {right}: it had {before} instead of {now}. " + _RECORD,
        "Our database had {before} instead of {now}. " + _RECORD,
    ),
    (Error.OUR_RECORD, Class.MINOR): (
        "In our database, these words are by {right}, not by {wrong}. " + _RECORD,
        "In our database, the words read {now}, not {before}. " + _RECORD,
    ),
    (Error.OUR_RECORD, Class.WITHDRAWAL): (
        "We have withdrawn from our database words wrongly attributed to {wrong}. "
        + _RECORD,
        "We have withdrawn from our database words attributed to {right}. " + _RECORD,
    ),
    (Error.MISQUOTED, Class.CORRECTION): (
        "An earlier version of this article misquoted {right}: it had {before} instead of "
        "{now}.",
        "An earlier version of this article had {before} instead of {now}.",
        "An earlier version of this article misquoted {right}.",
    ),
    (Error.MISQUOTED, Class.MINOR): (
        "In this article, the words of {right} read {now}, not {before}.",
        "In this article, the words read {now}, not {before}.",
    ),
    (Error.MISQUOTED, Class.WITHDRAWAL): (
        "We have withdrawn from this article an inexact quotation of {right}.",
        "We have withdrawn from this article an inexact quotation.",
    ),
    (Error.FABRICATED, Class.CORRECTION): (
        "An earlier version of this article attributed to {who} words that were never "
        "said.",
        "An earlier version of this article quoted words that were never said.",
    ),
    (Error.FABRICATED, Class.WITHDRAWAL): (
        "We have withdrawn from this article a quotation attributed to {who}: the words "
        "were never said.",
        "We have withdrawn from this article a quotation whose words were never said.",
    ),
    (Error.OUT_OF_CONTEXT, Class.CORRECTION): (
        "An earlier version of this article quoted {right} out of context.",
        "An earlier version of this article quoted words out of context.",
    ),
    (Error.OUT_OF_CONTEXT, Class.MINOR): (
        "This article now gives the context of the words of {right}.",
    ),
    (Error.OUT_OF_CONTEXT, Class.WITHDRAWAL): (
        "We have withdrawn from this article words of {right} that were quoted out of "
        "context.",
        "We have withdrawn from this article words that were quoted out of context.",
    ),
    (Error.MISTRANSLATED, Class.CORRECTION): (
        "An earlier version of this article mistranslated words of {right}: it had "
        "{before} instead of {now}.",
        "An earlier version of this article mistranslated a statement: it had {before} "
        "instead of {now}.",
        "An earlier version of this article mistranslated words of {right}.",
    ),
    (Error.MISTRANSLATED, Class.MINOR): (
        "In this article, the words of {right} translate as {now}, not as {before}.",
    ),
    (Error.MISTRANSLATED, Class.WITHDRAWAL): (
        "We have withdrawn from this article mistranslated words of {right}.",
        "We have withdrawn from this article mistranslated words.",
    ),
}

SENTENCES = {
    (language, error, each_class): sentences
    for language, table in (("fr", _FRENCH), ("en", _ENGLISH))
    for (error, each_class), sentences in table.items()
}
