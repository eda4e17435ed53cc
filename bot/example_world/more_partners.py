"""More partners of the example company, for a year of example life: so many that each health appears."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.alliances import Counterpart, ValueProposition
from bot.example_world.people import MIRA, OLIVER
from bot.example_world.texts import DE, EN, Partner

MORE_PARTNERS: Mapping[str, Partner] = {
    "almgrat": Partner(
        name="Almgrat Treuhand AG",
        manager=MIRA,
        sponsor="Urs Aebischer",
        aliases=("Almgrat",),
        counterparts=(Counterpart("Seraina Caduff", "Schweiz", ""),),
        propositions={
            DE: ValueProposition(
                benefit="Der Monatsabschluss steht am dritten Tag, und niemand tippt mehr Belege ab.",
                industry="Mittelstand, Schweiz",
                persona="Finanzleitung",
                signals=("Vor dem Zwanzigsten haben wir keine Zahlen.", "Die Belege kommen im Schuhkarton."),
                proof=("Ein Händler mit 30 Filialen schliesst seit März in drei Tagen ab",),
                opening_question="An welchem Tag des Monats kennst du dein Ergebnis?",
            ),
            EN: ValueProposition(
                benefit="Your month closes on day three, and nobody types in receipts any more.",
                industry="Mid-size companies, Switzerland",
                persona="Head of finance",
                signals=("We have no numbers before the twentieth.",),
                opening_question="On which day of the month do you know your result?",
            ),
        },
    ),
    "weidner": Partner(
        name="Weidner Energie",
        manager=MIRA,
        sponsor="Dr. Kai Petersen",
        aliases=("Weidner",),
        languages=(DE,),
        propositions={
            DE: ValueProposition(
                benefit="Dein Werk zahlt für Strom, was er nachts kostet, auch wenn es tagsüber läuft.",
                industry="Energieintensive Industrie",
                persona="Werksleitung",
                signals=("Die Stromrechnung ist unser zweitgrößter Posten.",),
                opening_question="Wann am Tag ist dein Strom am teuersten?",
            ),
        },
    ),
    "ostwind": Partner(
        name="Ostwind Beratung",
        manager=OLIVER,
        sponsor="Magda Nowak",
        aliases=("Ostwind",),
        counterparts=(Counterpart("Piotr Zielinski", "Poland, Czechia", ""),),
        propositions={
            EN: ValueProposition(
                benefit="Your project in Eastern Europe starts with people who speak the language of the plant.",
                industry="Manufacturing",
                persona="Head of operations",
                signals=("Our roll-out always stops at the second plant.",),
                opening_question="Who explains the new system on site, and in which language?",
            ),
            DE: ValueProposition(
                benefit="Dein Projekt in Osteuropa beginnt mit Leuten, die die Sprache des Werks sprechen.",
                industry="Fertigung",
                persona="Leitung Operations",
                signals=("Beim zweiten Werk bleibt der Rollout immer stecken.",),
                opening_question="Wer erklärt das neue System vor Ort, und in welcher Sprache?",
            ),
        },
    ),
    "tidewell": Partner(
        name="Tidewell Health",
        manager=OLIVER,
        sponsor="Owen Pryce",
        aliases=("Tidewell",),
        counterparts=(Counterpart("Carys Morgan", "UK & Ireland", "Hospitals"),),
        languages=(EN,),
        propositions={
            EN: ValueProposition(
                benefit="A nurse finds the right device within a minute, not after a walk through three wards.",
                industry="Hospitals",
                persona="Director of nursing",
                signals=("We buy more pumps each year and never find one.",),
                proof=("A trust with four sites returned 200 rented pumps",),
                opening_question="How long does it take to find a free infusion pump at night?",
            ),
        },
    ),
}
