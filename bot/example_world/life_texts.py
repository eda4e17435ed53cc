"""What the example leads are about: made-up customers, and what they need, in the sender's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.people import LanguageCode
from bot.example_world.texts import DE, EN


@dataclass(frozen=True)
class Market:
    """Where customers of one language come from: parts of made-up names, and what is said of them before acceptance.

    `lines` are lines of business, each with what its companies' names end in.
    """

    stems: tuple[str, ...]
    lines: tuple[tuple[str, str], ...]
    regions: tuple[str, ...]
    sizes: tuple[str, ...]
    first_names: tuple[str, ...]
    last_names: tuple[str, ...]


MARKETS: Mapping[LanguageCode, Market] = {
    DE: Market(
        stems=tuple(
            "Brehmfeld Dornach Ellwitz Fahrland Gernhof Hasloh Irrgang Jestwald Kaltwasser Lohmühl Mardorf Nehrling "
            "Obernau Petzhold Quirnau Ramsloh Sedlau Tannroda Uhlbach Vierlind Wallhof Zeschau".split()
        ),
        lines=(
            ("Maschinenbau", "Maschinenbau GmbH"),
            ("Automobilzulieferer", "Antriebstechnik AG"),
            ("Gesundheit", "Kliniken gGmbH"),
            ("Energieversorgung", "Stadtwerke"),
            ("Handel", "Handels GmbH"),
            ("Lebensmittel", "Feinkost KG"),
            ("Logistik", "Spedition GmbH"),
            ("Pharma", "Pharma AG"),
        ),
        regions=("Bayern", "Baden-Württemberg", "Nordrhein-Westfalen", "Niedersachsen", "Sachsen", "Österreich"),
        sizes=("50 bis 250 Leute", "250 bis 1.000 Leute", "über 1.000 Leute"),
        first_names=("Ute", "Jürgen", "Simone", "Falk", "Ines", "Bernd"),
        last_names=("Krahl", "Wiesner", "Öztürk", "Lindemann", "Horvat", "Seidl"),
    ),
    EN: Market(
        stems=tuple(
            "Aldermoor Brackholt Castleby Dunmarsh Eastlow Fenwater Garrowby Hollinside Inverlea Kestlewick Larkholm "
            "Marrowdale Northlea Oakenhurst Penmarrick Quorndale Ravensby Stoneleat Thornwick Wexcombe".split()
        ),
        lines=(
            ("Machinery", "Engineering Ltd"),
            ("Automotive supplier", "Drives Ltd"),
            ("Health care", "Hospitals Trust"),
            ("Utility", "Water plc"),
            ("Retail", "Stores Ltd"),
            ("Food", "Foods Ltd"),
            ("Logistics", "Freight Ltd"),
            ("Pharma", "Pharma plc"),
        ),
        regions=("North of England", "Scotland", "Ireland", "Benelux", "Nordics", "Poland"),
        sizes=("50 to 250 people", "250 to 1,000 people", "over 1,000 people"),
        first_names=("Fiona", "Gareth", "Nadia", "Colm", "Elsa", "Rupert"),
        last_names=("Hargrove", "Okoro", "Lindqvist", "Brennan", "Vos", "Whitlock"),
    ),
}

NEEDS: Mapping[str, Mapping[LanguageCode, tuple[str, ...]]] = {
    "acme": {
        DE: (
            "Will zwei Linien automatisieren und sucht jemanden, der Umrüsten unter einer Stunde schafft.",
            "Findet keine Roboterprogrammierer mehr und will Zellen mieten statt kaufen.",
            "Neue Halle im Frühjahr, Palettieren soll von Anfang an ohne Handarbeit gehen.",
            "Leitsystem steht, jetzt fehlen die Roboter dazu. Ausschreibung läuft bald an.",
        ),
        EN: (
            "Wants to automate two lines and needs retooling in under an hour.",
            "Can't hire robot programmers any more, would rather rent cells than buy them.",
            "A new hall in spring; palletising must work without hands from day one.",
            "Has the control system, lacks the robots. A tender is coming up.",
        ),
    },
    "kranich": {
        DE: (
            "Muss bis Jahresende aus dem eigenen Rechenzentrum, Daten dürfen nicht ins Ausland.",
            "Der Datenschutz hat den letzten Cloud-Anbieter abgelehnt, jetzt wird neu gesucht.",
            "Sucht ein Testat für die Prüfer und weniger Aufwand beim Audit.",
        ),
        EN: (
            "Has to leave its own data centre by year end; the data must stay in Germany.",
            "Data protection turned down the last provider, so they are looking again.",
            "Needs an attestation for the auditors and less work for each audit.",
        ),
    },
    "almgrat": {
        DE: (
            "Der Monatsabschluss dauert drei Wochen, der Verwaltungsrat will Zahlen am Fünften.",
            "Belege kommen auf Papier aus zwölf Filialen, das soll dieses Jahr enden.",
            "Übernimmt eine Tochter in Bern und braucht eine Buchhaltung für beide.",
        ),
        EN: (
            "The month takes three weeks to close and the board wants numbers on the fifth.",
            "Paper receipts from twelve branches; that has to end this year.",
            "Is taking over a subsidiary in Bern and needs one set of books for both.",
        ),
    },
    "tidewell": {
        DE: ("Sucht nachts Geräte über drei Stationen und will wissen, wo sie stehen.",),
        EN: (
            "Rents pumps because nobody finds their own. Wants to see where each one is.",
            "Opens a new wing and wants device tracking from the first day.",
            "Nurses walk four kilometres a shift looking for equipment; the board has noticed.",
        ),
    },
    "ostwind": {
        DE: (
            "Rollout in drei polnischen Werken, es fehlt jemand, der vor Ort schult.",
            "Zweites Werk in Tschechien, das Projekt steht seit dem Sommer.",
        ),
        EN: (
            "A roll-out to three Polish plants, and nobody to train people on site.",
            "The second plant in Czechia; the project has stood still since summer.",
        ),
    },
    "tauber": {
        DE: (
            "Techniker fahren zweimal, weil das Teil fehlt. Will Nachtlieferung ins Fahrzeug.",
            "Baut ein eigenes Ersatzteillager ab und sucht jemanden, der es übernimmt.",
        ),
        EN: ("Technicians drive twice because the part is missing; wants delivery by night.",),
    },
    "meridian": {
        DE: ("Merkt erst am leeren Regal, dass etwas fehlt, und will eine Prognose je Filiale.",),
        EN: (
            "Finds out at the empty shelf. Wants a forecast for each store.",
            "Throws away a fifth of its fresh goods and has a budget to change that.",
        ),
    },
}
"""What partners can help with, by the alliance's key; each text stays true whoever the customer is."""

OUR_NEEDS: Mapping[LanguageCode, tuple[str, ...]] = {
    DE: (
        "Die Anlagen laufen, jetzt fehlt ein Leitsystem darüber. Entscheidung mit dem nächsten Budget.",
        "Das alte Leitsystem wird nicht mehr gepflegt, es soll vor dem Herbst ersetzt sein.",
        "Drei Standorte, drei Systeme: Die Leitung will alles auf einem Bildschirm sehen.",
        "Sucht jemanden, der die Lager und die Linien in einem System zusammenführt.",
    ),
    EN: (
        "The equipment runs; what is missing is a control system on top. Decision with the next budget.",
        "Their control system is out of maintenance and has to be replaced before autumn.",
        "Three sites, three systems: the board wants to see everything on one screen.",
        "Looks for somebody who brings warehouses and sites into one system.",
    ),
}
"""What our own company can help with: the leads that partners give."""

NOTES: Mapping[LanguageCode, tuple[str, ...]] = {
    DE: ("Der Ansprechpartner hat das Haus verlassen.", "Wird von der Konzernmutter entschieden."),
    EN: ("The contact has left the company.", "Their parent company decides."),
}
"""What was written where the reason was another one."""

AGREED: Mapping[LanguageCode, str] = {DE: "am Telefon zugesagt", EN: "agreed on the phone"}
INTEREST: Mapping[LanguageCode, str] = {
    DE: "Ansprechpartner laut Ausschreibung",
    EN: "named as contact in the tender",
}
