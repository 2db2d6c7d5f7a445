"""Words that say what somebody or something is, folded, in both languages."""

from functools import lru_cache
from typing import NamedTuple

from quotes.extraction.resolving.folding import fold, word_set


class Role(NamedTuple):
    """The noun of an office or trade: its common form for comparing, and its gender."""

    head: str
    gender: str


#: Common form, masculine, feminine; "-" where one form serves for both.
_PAIRS = """
    minister ministre -
    president president presidente
    chief chef cheffe
    secretary secretaire -
    director directeur directrice
    adviser conseiller conseillere
    spokesperson porte-parole -
    mayor maire mairesse
    deputy depute deputee
    senator senateur senatrice
    governor gouverneur gouverneure
    chancellor chancelier chanceliere
    ambassador ambassadeur ambassadrice
    commissioner commissaire -
    judge juge -
    prosecutor procureur procureure
    lawyer avocat avocate
    professor professeur professeure
    researcher chercheur chercheuse
    expert expert experte
    economist economiste -
    analyst analyste -
    leader dirigeant dirigeante
    leader leader -
    boss patron patronne
    rector recteur rectrice
    prefect prefet prefete
    general general generale
    colonel colonel colonelle
    captain capitaine -
    coach entraineur entraineuse
    founder fondateur fondatrice
    historian historien historienne
    journalist journaliste -
    doctor medecin -
    candidate candidat candidate
    king roi reine
    pope pape papesse
    prince prince princesse
    negotiator negociateur negociatrice
    representative representant representante
    coordinator coordinateur coordinatrice
    activist militant militante
    author auteur auteure
    physicist physicien physicienne
    officer responsable -
    delegate delegue deleguee
    envoy envoye envoyee
    sailor navigateur navigatrice
    actor acteur actrice
    singer chanteur chanteuse
    player joueur joueuse
    champion champion championne
    manager gerant gerante
    counterpart homologue -
    tycoon magnat -
    eurodeputy eurodepute eurodeputee
    unionist syndicaliste -
    bishop eveque -
    archbishop archeveque -
    writer ecrivain ecrivaine
    official fonctionnaire -
    resident habitant habitante
    student etudiant etudiante
    teacher enseignant enseignante
    police_officer policier policiere
    diplomat diplomate -
    rapporteur rapporteur rapporteuse
    premier premier -
    sociologist sociologue -
    specialist specialiste -
    scientist scientifique -
    number_one numero -
    winner vainqueur -
    medallist medaille medaillee
    skipper skipper -
    """
_ENGLISH = """
    minister president chief secretary director adviser spokesperson mayor senator governor
    chancellor ambassador commissioner judge justice prosecutor lawyer attorney professor
    researcher expert economist analyst leader boss rector general colonel captain coach
    founder historian journalist reporter doctor physician candidate king pope prince
    negotiator representative coordinator activist author physicist officer delegate envoy
    actor singer player champion manager counterpart tycoon bishop archbishop writer official
    resident student teacher diplomat premier sociologist specialist scientist winner
    chairman chair ceo executive owner strategist critic sheriff detective sergeant constable
    lieutenant inspector superintendent councillor congressman congressperson lawmaker
    principal superintendent nurse engineer farmer brewer geologist pilot goalie goaltender
    forward defenceman winger golfer developer architect consultant entrepreneur investor
    pastor priest rabbi imam cardinal partner trustee treasurer paramedic firefighter
    organizer advocate veteran witness mp mla mpp mep counsel curator dean artist filmmaker
    musician designer producer accountant retiree nominee clerk broker banker physiotherapist dentist
    psychologist psychiatrist surgeon biologist chemist geographer anthropologist linguist
    skier swimmer driver cyclist hunter fisherman chairman businessperson guitarist vocalist
    """
_ENGLISH_FORMS = {
    "spokesman": ("spokesperson", "m"),
    "spokeswoman": ("spokesperson", "f"),
    "chairwoman": ("chairman", "f"),
    "chairperson": ("chairman", ""),
    "congresswoman": ("congressperson", "f"),
    "congressman": ("congressperson", "m"),
    "queen": ("king", "f"),
    "king": ("king", "m"),
    "princess": ("prince", "f"),
    "prince": ("prince", "m"),
    "advisor": ("adviser", ""),
    "actress": ("actor", "f"),
    "businessman": ("executive", "m"),
    "businesswoman": ("executive", "f"),
    "policeman": ("officer", "m"),
    "policewoman": ("officer", "f"),
    "priest": ("priest", "m"),
    "nun": ("nun", "f"),
    "mother": ("mother", "f"),
    "father": ("father", "m"),
    "woman": ("woman", "f"),
    "man": ("man", "m"),
    "wife": ("wife", "f"),
    "husband": ("husband", "m"),
    "sister": ("sister", "f"),
    "brother": ("brother", "m"),
    "son": ("son", "m"),
    "daughter": ("daughter", "f"),
    "boy": ("boy", "m"),
    "girl": ("girl", "f"),
    "widow": ("widow", "f"),
    "femme": ("woman", "f"),
    "homme": ("man", "m"),
    "mere": ("mother", "f"),
    "pere": ("father", "m"),
    "soeur": ("sister", "f"),
    "frere": ("brother", "m"),
    "epouse": ("wife", "f"),
    "mari": ("husband", "m"),
}


def _roles() -> dict[str, Role]:
    found = {word: Role(word, "") for word in _ENGLISH.split()}
    for line in _PAIRS.strip().splitlines():
        head, masculine, feminine = line.split()
        if feminine == "-":
            found[masculine] = Role(head, "")
        else:
            found.setdefault(feminine, Role(head, "f"))
            # President, expert and general are English words too: those tell no gender.
            found.setdefault(masculine, Role(head, "m"))
    found["reine"] = Role("king", "f")
    return found | {word: Role(*each) for word, each in _ENGLISH_FORMS.items()}


ROLES = _roles()


@lru_cache(maxsize=4096)
def role_of(word: str) -> tuple[Role, bool] | None:
    """Return the role that a word names and whether it is plural, None if it names none."""
    folded = fold(word)
    for prefix in ("ex-", "vice-", "co-"):
        if folded.startswith(prefix):
            folded = folded.removeprefix(prefix)
    if folded in ROLES:
        return ROLES[folded], False
    if folded.partition("-")[0] in ROLES:  # “le président-candidat”
        return ROLES[folded.partition("-")[0]], False
    for ending in ("s", "x"):
        if folded.endswith(ending) and folded.removesuffix(ending) in ROLES:
            return ROLES[folded.removesuffix(ending)], True
    return None


CIVILITIES = {
    **dict.fromkeys(word_set("m mr monsieur sir lord messrs mgr"), "m"),
    **dict.fromkeys(
        word_set("mme mlle madame mademoiselle mrs ms miss lady dame"), "f"
    ),
    **dict.fromkeys(word_set("dr docteur prof pr maitre me rev reverend"), ""),
    **dict.fromkeys(
        word_set("sgt sen gov rep lt col gen capt const insp supt cpl maj det"), ""
    ),
    **dict.fromkeys(word_set("hon mp mla mpp"), ""),
}
#: Beside a title: it is not held on the day of the text.
NOT_NOW = word_set(
    "ancien ancienne ex futur future prochain prochaine designe designee former then next"
    " incoming late feu defunt elect"
)
#: Nouns of bodies: what begins or ends a body's name, and the head of “the company”.
BODIES = word_set(
    "university universite college ecole school institute institut centre center hospital"
    " hopital clinic bank banque company compagnie corporation corp inc ltd llc group groupe"
    " association federation union syndicat party parti ministry ministere department"
    " departement office bureau agency agence authority autorite commission committee comite"
    " council conseil court cour tribunal police army armee service services board assembly"
    " assemblee senate senat house maison parliament parlement congress foundation fondation"
    " society societe museum musee church eglise diocese network chaine newspaper journal"
    " quotidien magazine hebdomadaire times post herald tribune press presse news radio"
    " television club team equipe league ligue coalition alliance front movement mouvement"
    " organization organisation organisme collectif cabinet administration gouvernement"
    " government firm entreprise entreprises utility airline airlines energy energie hydro"
    " motors industries partners holdings systems technologies fund fonds exchange bourse"
    " observatory observatoire laboratory laboratoire academy academie chamber chambre"
    " secretariat directorate direction parquet state academies force forces brigade guard"
    " gendarmerie ambassade embassy consulat consulate conference confederation consortium"
    " canada affairs constructeur fabricant operateur raffinerie region communaute"
    " municipality city ville municipalite site constituency project initiative lab labs"
    " bureaux secte reseau chain startup retailer automaker brewery producer airways"
    " watchdog regulator studio trust think-tank charity mission delegation band regiment"
)
#: Any body may be called so.
GENERIC = word_set(
    "company firm group organization organisation agency body team corporation entreprise"
    " groupe societe compagnie organisme organisation institution business manufacturer maker"
    " automaker carrier retailer giant publication outlet newspaper paper journal quotidien"
    " magazine constructeur fabricant firme marque franchise club startup network site"
    " platform bank agence institution utility"
)
#: The head of a group, whose members are not named.
GROUPS = word_set(
    "officials experts sources authorities police critics researchers analysts media presse"
    " press autorites medias journaux source lawyers students residents scientists economists"
    " observateurs specialistes"
)
