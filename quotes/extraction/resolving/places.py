"""Capitals and seats of government, and the bodies that they stand for in the news."""

from functools import cache

from quotes.extraction.resolving.folding import fold, word_set

#: Capital in French, in English, adjective in French, government in English, countries.
_STATES = """
    Washington|Washington|américain|United States|États-Unis|United States
    Moscou|Moscow|russe|Russian|Russie|Russia
    Kiev,Kyiv|Kyiv,Kiev|ukrainien|Ukrainian|Ukraine|Ukraine
    Paris|Paris|français|French|France|France
    Londres|London|britannique|British|Royaume-Uni|United Kingdom
    Berlin|Berlin|allemand|German|Allemagne|Germany
    Rome|Rome|italien|Italian|Italie|Italy
    Madrid|Madrid|espagnol|Spanish|Espagne|Spain
    Lisbonne|Lisbon|portugais|Portuguese|Portugal|Portugal
    Varsovie|Warsaw|polonais|Polish|Pologne|Poland
    Pékin,Beijing|Beijing,Peking|chinois|Chinese|Chine|China
    Tokyo|Tokyo|japonais|Japanese|Japon|Japan
    Séoul|Seoul|sud-coréen|South Korean|Corée du Sud|South Korea
    Pyongyang|Pyongyang|nord-coréen|North Korean|Corée du Nord|North Korea
    Téhéran|Tehran,Teheran|iranien|Iranian|Iran|Iran
    Bagdad|Baghdad|irakien|Iraqi|Irak|Iraq
    Damas|Damascus|syrien|Syrian|Syrie|Syria
    Jérusalem,Tel-Aviv|Jerusalem|israélien|Israeli|Israël|Israel
    Ankara|Ankara|turc|Turkish|Turquie|Turkey
    Le Caire|Cairo|égyptien|Egyptian|Égypte|Egypt
    Alger|Algiers|algérien|Algerian|Algérie|Algeria
    Rabat|Rabat|marocain|Moroccan|Maroc|Morocco
    Tunis|Tunis|tunisien|Tunisian|Tunisie|Tunisia
    Tripoli|Tripoli|libyen|Libyan|Libye|Libya
    Riyad|Riyadh|saoudien|Saudi|Arabie saoudite|Saudi Arabia
    Doha|Doha|qatari|Qatari|Qatar|Qatar
    New Delhi|New Delhi,Delhi|indien|Indian|Inde|India
    Islamabad|Islamabad|pakistanais|Pakistani|Pakistan|Pakistan
    Kaboul|Kabul|afghan|Afghan|Afghanistan|Afghanistan
    Ottawa|Ottawa|canadien|Canadian|Canada|Canada
    Mexico|Mexico City|mexicain|Mexican|Mexique|Mexico
    Brasilia|Brasilia|brésilien|Brazilian|Brésil|Brazil
    Buenos Aires|Buenos Aires|argentin|Argentine|Argentine|Argentina
    Caracas|Caracas|vénézuélien|Venezuelan|Venezuela|Venezuela
    Bogota|Bogota|colombien|Colombian|Colombie|Colombia
    La Havane|Havana|cubain|Cuban|Cuba|Cuba
    Athènes|Athens|grec|Greek|Grèce|Greece
    Vienne|Vienna|autrichien|Austrian|Autriche|Austria
    Berne|Bern|suisse|Swiss|Suisse|Switzerland
    La Haye|The Hague|néerlandais|Dutch|Pays-Bas|Netherlands
    Stockholm|Stockholm|suédois|Swedish|Suède|Sweden
    Oslo|Oslo|norvégien|Norwegian|Norvège|Norway
    Copenhague|Copenhagen|danois|Danish|Danemark|Denmark
    Helsinki|Helsinki|finlandais|Finnish|Finlande|Finland
    Dublin|Dublin|irlandais|Irish|Irlande|Ireland
    Budapest|Budapest|hongrois|Hungarian|Hongrie|Hungary
    Prague|Prague|tchèque|Czech|Tchéquie|Czech Republic
    Bucarest|Bucharest|roumain|Romanian|Roumanie|Romania
    Sofia|Sofia|bulgare|Bulgarian|Bulgarie|Bulgaria
    Belgrade|Belgrade|serbe|Serbian|Serbie|Serbia
    Minsk|Minsk|bélarusse|Belarusian|Bélarus|Belarus
    Tbilissi|Tbilisi|géorgien|Georgian|Géorgie|Georgia
    Erevan|Yerevan|arménien|Armenian|Arménie|Armenia
    Bakou|Baku|azerbaïdjanais|Azerbaijani|Azerbaïdjan|Azerbaijan
    Dakar|Dakar|sénégalais|Senegalese|Sénégal|Senegal
    Bamako|Bamako|malien|Malian|Mali|Mali
    Niamey|Niamey|nigérien|Nigerien|Niger|Niger
    Abuja|Abuja|nigérian|Nigerian|Nigeria|Nigeria
    Abidjan|Abidjan|ivoirien|Ivorian|Côte d'Ivoire|Ivory Coast
    Kinshasa|Kinshasa|congolais|Congolese|Congo|Congo
    Kigali|Kigali|rwandais|Rwandan|Rwanda|Rwanda
    Nairobi|Nairobi|kényan|Kenyan|Kenya|Kenya
    Pretoria|Pretoria|sud-africain|South African|Afrique du Sud|South Africa
    Canberra|Canberra|australien|Australian|Australie|Australia
    Wellington|Wellington|néo-zélandais|New Zealand|Nouvelle-Zélande|New Zealand
    Hanoï|Hanoi|vietnamien|Vietnamese|Vietnam|Vietnam
    Manille|Manila|philippin|Philippine|Philippines|Philippines
    Jakarta|Jakarta|indonésien|Indonesian|Indonésie|Indonesia
    Taipei|Taipei|taïwanais|Taiwanese|Taïwan|Taiwan
    Bruxelles|Brussels||European Union|Union européenne|European Union
    """
#: A seat that is named for who works there, by the capital that may stand for it too.
_SEATS = {
    "moscou": ("kremlin",),
    "moscow": ("kremlin",),
    "washington": ("maison blanche", "white house"),
    "paris": ("elysee", "quai d'orsay", "matignon"),
    "londres": ("downing street",),
    "london": ("downing street",),
    "bruxelles": ("commission europeenne",),
    "brussels": ("european commission",),
}
_EUROPE = {"fr": "Union européenne", "en": "European Union"}


@cache
def _governments(language: str) -> dict[str, str]:
    found = {}
    for line in _STATES.strip().splitlines():
        french, english, adjective, own, _land, _country = line.strip().split("|")
        if not adjective:
            government = _EUROPE[language]
        elif language == "fr":
            government = f"gouvernement {adjective}"
        else:
            government = f"{own} government"
        for capital in f"{french},{english}".split(","):
            found[fold(capital)] = government
    return found


@cache
def _countries() -> frozenset[str]:
    rows = [line.strip().split("|") for line in _STATES.strip().splitlines()]
    return frozenset(fold(each) for row in rows for each in row[4:])


@cache
def nationalities() -> frozenset[str]:
    """Return the adjectives of nationality, folded: masculine, feminine and English."""
    found = set()
    for line in _STATES.strip().splitlines():
        row = line.strip().split("|")
        found.add(fold(row[3]))
        masculine = fold(row[2])
        if masculine:
            doubled = masculine + masculine[-1] if masculine[-1] == "n" else masculine
            found |= {masculine, masculine + "e", doubled + "e", masculine + "s"}
    return frozenset(found | {"american", "european", "europeen", "europeenne"})


def government_of(name: str, language: str) -> str:
    """Return whom a capital stands for, in the language of the text, "" for others."""
    return _governments(language).get(fold(name), "")


def seats_of(name: str) -> tuple[str, ...]:
    """Return the folded names of the seats that a capital may stand for."""
    return _SEATS.get(fold(name), ())


def is_place(name: str) -> bool:
    """Tell whether a name is a capital or a country of the list."""
    folded = fold(name)
    return folded in _governments("fr") or folded in _countries() or folded in _OTHERS


#: Cities and regions that are the subject of a sentence but nobody's name.
_OTHERS = word_set(
    "toronto montreal quebec ontario alberta vancouver calgary halifax winnipeg edmonton"
    " manitoba saskatchewan texas california florida boston chicago manhattan london"
    " europe africa asia america amerique afrique asie marseille lyon strasbourg geneve"
    " geneva bordeaux toulouse lille nice nantes us u.s uk usa"
)
