"""Short pieces of the tests' own, for finding statements in."""

from pathlib import Path

#: The founding piece, as received.
BLINKEN = (
    Path(__file__).parents[2] / "fixtures/articles/text/blinken-bruxelles.txt"
).read_text("utf-8")

FRENCH = """\
Le pont fermé six mois
Par Jeanne Dupont
Publié le 12 novembre 2024 à 21h28

(Valbrune) Le pont sera fermé lundi pour six mois, a annoncé Hélène Sorel devant le conseil municipal.

« Nous ne prendrons aucun risque », a déclaré Hélène Sorel.

Selon Paul Vidal, deux des quatre piles sont fissurées sur toute leur hauteur.
"""

ENGLISH = """\
VALBRUNE — The bridge will close on Monday for six months, Helen Sorel said after the vote of the council.

“We will take no risk with the lives of people,” said Paul Vidal, who is in charge of transport.
"""
