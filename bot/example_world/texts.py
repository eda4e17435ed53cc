"""The example partners and what can be said for them, in German and English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.alliances import Counterpart, Objection, ValueProposition
from bot.domain.people import LanguageCode
from bot.example_world.people import MIRA, OLIVER

EN, DE = LanguageCode.EN, LanguageCode.DE


@dataclass(frozen=True)
class Partner:
    """A partner of the example company; `manager` is a Slack user id, `languages` those of its sales channels."""

    name: str
    manager: str
    sponsor: str
    propositions: Mapping[LanguageCode, ValueProposition]
    aliases: tuple[str, ...] = ()
    counterparts: tuple[Counterpart, ...] = ()
    languages: tuple[LanguageCode, ...] = (DE, EN)
    shared: bool = False
    paused: bool = False
    draft: bool = False


PARTNERS: Mapping[str, Partner] = {
    "acme": Partner(
        name="Acme Robotics",
        manager=MIRA,
        sponsor="Grace Adeyemi",
        aliases=("Acme", "ACR"),
        shared=True,
        counterparts=(
            Counterpart("Priya Nair", "DACH", "Maschinenbau"),
            Counterpart("Tomás Ruiz", "Iberia", ""),
        ),
        propositions={
            DE: ValueProposition(
                benefit="Deine Linie läuft nach der Umrüstung am selben Tag wieder, statt nach einer Woche.",
                industry="Maschinenbau",
                persona="Produktionsleitung",
                signals=(
                    "Wir rüsten ständig um, und jedes Mal steht alles.",
                    "Uns fehlen Leute für die Roboterprogrammierung.",
                ),
                proof=(
                    "Ein Zulieferer mit 400 Leuten: Umrüstung von sechs Tagen auf sieben Stunden",
                    "Zertifizierte Anbindung an unsere Leitsysteme",
                ),
                opening_question="Was kostet euch ein Tag Stillstand beim Umrüsten?",
                objections=(
                    Objection(
                        "Roboter rechnen sich bei unseren Losgrößen nicht.",
                        "Gerade dort: Die Zellen werden gemietet und in einer Stunde umgestellt.",
                    ),
                ),
            ),
            EN: ValueProposition(
                benefit="Your line runs again the day you retool it, not a week later.",
                industry="Machinery",
                persona="Head of production",
                signals=(
                    "We retool all the time, and each time everything stands still.",
                    "We can't find people who program robots.",
                ),
                proof=(
                    "A supplier with 400 people: retooling went from six days to seven hours",
                    "Certified connection to our control systems",
                ),
                opening_question="What does a day of standstill cost you when you retool?",
                objections=(
                    Objection(
                        "Robots don't pay off for our batch sizes.",
                        "That is where they do: cells are rented and switched over within an hour.",
                    ),
                ),
            ),
        },
    ),
    "kranich": Partner(
        name="Kranich Cloud GmbH",
        manager=OLIVER,
        sponsor="Dr. Henrike Falk",
        aliases=("Kranich",),
        counterparts=(Counterpart("Jonas Winter", "Germany", "Public sector"),),
        propositions={
            EN: ValueProposition(
                benefit="Your data stays in Germany, and your auditors get their report at the push of a button.",
                industry="Public sector, health care",
                persona="Head of IT, data protection officer",
                signals=("Our works council stops every cloud project.", "The audit takes us three weeks each time."),
                proof=("Two federal states run their school platforms on it", "BSI C5 attestation, renewed every year"),
                opening_question="Who has to agree before you may move anything to a cloud?",
                objections=(
                    Objection(
                        "The big clouds are cheaper.",
                        "Per hour, yes. Ask what the last audit cost, and who signed for it.",
                    ),
                ),
            ),
            DE: ValueProposition(
                benefit="Eure Daten bleiben in Deutschland, und die Prüfer bekommen ihren Bericht auf Knopfdruck.",
                industry="Öffentliche Hand, Gesundheit",
                persona="IT-Leitung, Datenschutz",
                signals=("Der Personalrat stoppt jedes Cloud-Projekt.", "Jedes Audit kostet uns drei Wochen."),
                proof=("Zwei Länder betreiben ihre Schulplattform darauf", "BSI-C5-Testat, jedes Jahr erneuert"),
                opening_question="Wer muss zustimmen, bevor ihr etwas in die Cloud legt?",
            ),
        },
    ),
    "meridian": Partner(
        name="Meridian Analytics",
        manager=OLIVER,
        sponsor="Aisha Bello",
        aliases=("Meridian",),
        counterparts=(Counterpart("Sam Okafor", "UK & Ireland", "Retail"),),
        languages=(EN,),
        propositions={
            EN: ValueProposition(
                benefit="You know on Monday what will run out on Friday.",
                industry="Retail, wholesale",
                persona="Head of supply chain",
                signals=("We always find out when the shelf is empty.",),
                proof=("A grocer with 90 stores threw away a third less in the first season",),
                opening_question="How do you notice that something will run out?",
            ),
        },
    ),
    "tauber": Partner(
        name="Tauber Logistik AG",
        manager=MIRA,
        sponsor="Beat Kunz",
        aliases=("Tauber",),
        languages=(DE,),
        paused=True,
        propositions={
            DE: ValueProposition(
                benefit="Ersatzteile sind vor dem Techniker da, nicht einen Tag danach.",
                industry="Servicegeschäft",
                persona="Leitung Kundendienst",
                signals=("Der Techniker war da, das Teil nicht.",),
                opening_question="Wie oft fährt dein Techniker zweimal?",
            ),
        },
    ),
    "fjord": Partner(
        name="Fjord Security",
        manager=OLIVER,
        sponsor="Ingrid Solheim",
        aliases=("Fjord",),
        languages=(EN,),
        draft=True,
        propositions={
            EN: ValueProposition(
                benefit="You see an intruder in minutes, and somebody answers the phone at night.",
                industry="Mid-size companies",
                persona="Head of IT",
            ),
        },
    ),
}
