"""The few sentences of the playground itself: Slack's own lines and the labels of the page, English and German."""

from __future__ import annotations

ENGLISH = {
    "required": "Please complete this required field.",
    "email": "Please enter a valid email address.",
    "url": "Please enter a valid URL, starting with http:// or https://.",
    "number": "Please enter a whole or, where allowed, a decimal number.",
    "too_short": "Please enter at least {} characters.",
    "too_long": "Please enter at most {} characters.",
    "too_small": "Please enter a number not below {}.",
    "too_big": "Please enter a number not above {}.",
    "too_many_files": "Please choose at most {} files.",
    "file_type": "Files of this type are not taken here.",
    "failed": '{} failed with the error "{}"',
    "not_a_command": "{} is not a valid command. Type / to see the commands there are.",
}
GERMAN = {
    "required": "Bitte dieses Pflichtfeld ausfüllen.",
    "email": "Bitte eine gültige E-Mail-Adresse eingeben.",
    "url": "Bitte eine gültige URL eingeben, die mit http:// oder https:// beginnt.",
    "number": "Bitte eine ganze oder, wo erlaubt, eine Dezimalzahl eingeben.",
    "too_short": "Bitte mindestens {} Zeichen eingeben.",
    "too_long": "Bitte höchstens {} Zeichen eingeben.",
    "too_small": "Bitte eine Zahl nicht unter {} eingeben.",
    "too_big": "Bitte eine Zahl nicht über {} eingeben.",
    "too_many_files": "Bitte höchstens {} Dateien auswählen.",
    "file_type": "Dateien dieser Art gehen hier nicht.",
    "failed": "{} ist mit dem Fehler „{}“ fehlgeschlagen",
    "not_a_command": "{} ist kein gültiger Befehl. Tippe / für alle Befehle.",
}


def word(locale: str, key: str, *facts: object) -> str:
    """A sentence in the reader's language: German for de…, English for everybody else."""
    return (GERMAN if locale.startswith("de") else ENGLISH)[key].format(*facts)
