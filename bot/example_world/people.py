"""The example company's Slack: people, channels, and a partner's workspace that shares a channel."""

from __future__ import annotations

from bot.listeners.surface import manifest
from bot.playground.workspace import Channel, Team, Try, User, Workspace

HOME = Team("T0NORDWIND", "Nordwind Systems", "nordwind")
ACME = Team("T0ACME", "Acme Robotics", "acme-robotics")

BOT = "U0BOT"
LENA, JAMES, TIM = "U0LENA", "U0JAMES", "U0TIM"
MIRA, OLIVER = "U0MIRA", "U0OLIVER"
SOFIA, DANIEL = "U0SOFIA", "U0DANIEL"
KARIN, ROBIN = "U0KARIN", "U0ROBIN"
PRIYA = "U0PRIYA"

DACH, INTERNATIONAL, SHARED, LEADERSHIP, GENERAL, PRIVATE = (
    "C0DACH", "C0INTL", "C0ACMESHARED", "C0LEAD", "C0GENERAL", "C0DEALROOM",
)  # fmt: skip

_EVERYBODY = (LENA, JAMES, TIM, MIRA, OLIVER, SOFIA, DANIEL, KARIN, ROBIN)

WORKSPACE = Workspace(
    team=HOME,
    teams=(ACME,),
    users=(
        User(LENA, HOME.id, "lena", "Lena Hoffmann", "de-DE", blurb="Verkäuferin · Deutsch"),
        User(JAMES, HOME.id, "james", "James Carter", "en-GB", "Europe/London", blurb="Seller · English"),
        User(TIM, HOME.id, "tim", "Tim Brandner", "de-DE", blurb="Presales · Deutsch"),
        User(MIRA, HOME.id, "mira", "Mira Yilmaz", "de-DE", blurb="Partnermanagerin · Deutsch"),
        User(OLIVER, HOME.id, "oliver", "Oliver Grant", "en-GB", "Europe/London", blurb="Partner manager · English"),
        User(SOFIA, HOME.id, "sofia", "Sofia Brandt", "de-DE", blurb="Vertriebssteuerung · Deutsch"),
        User(DANIEL, HOME.id, "daniel", "Daniel Reyes", "en-US", blurb="Sales operations · English"),
        User(KARIN, HOME.id, "karin", "Karin Vogt", "de-DE", blurb="Vertriebsleitung · Deutsch"),
        User(ROBIN, HOME.id, "robin", "Robin Meier", "en-US", is_admin=True, blurb="Workspace admin · English"),
        User(PRIYA, ACME.id, "priya", "Priya Nair", "en-US", blurb="Acme Robotics · partner contact"),
    ),
    channels=(
        Channel(GENERAL, "general", (*_EVERYBODY, BOT), topic="Everybody at Nordwind Systems"),
        Channel(DACH, "vertrieb-dach", (LENA, TIM, MIRA, SOFIA, KARIN, BOT), topic="Vertrieb DACH"),
        Channel(INTERNATIONAL, "sales-international", (JAMES, OLIVER, DANIEL, BOT), topic="Sales outside DACH"),
        Channel(
            SHARED,
            "acme-nordwind",
            (LENA, JAMES, MIRA, PRIYA, BOT),
            shared_with=(ACME.id,),
            topic="Shared with Acme Robotics",
        ),
        Channel(LEADERSHIP, "leadership", (KARIN, SOFIA, ROBIN, BOT), is_private=True, topic="Leadership"),
        Channel(PRIVATE, "deal-room", (LENA, JAMES, MIRA), is_private=True, topic="The bot is not in here"),
    ),
    bot_user_id=BOT,
    app_name="Alliance Bot",
    manifest=manifest(),
    bot_token="xoxb-playground",  # noqa: S106 - known to everybody, and good for the playground alone
    app_token="xapp-playground",  # noqa: S106 - the same
    tries=(
        Try(
            "Was verdiene ich mit Acme?",
            "Lena, Verkäuferin: allein oder zusammen, mit ihren eigenen Zahlen",
            LENA,
            f"D{LENA[1:]}",
            "/cosell acme 50k",
        ),
        Try(
            "Register an alliance",
            "Oliver, partner manager: one form, and sellers know it exists",
            OLIVER,
            f"D{OLIVER[1:]}",
            "/alliance register",
        ),
        Try(
            "Und wo bleiben die Leads?",
            "Mira, Partnermanagerin: Geben und Nehmen dieses Quartals, und wer jetzt dran ist",
            MIRA,
            f"D{MIRA[1:]}",
            "/alliance bilanz acme",
        ),
        Try(
            "Share a lead",
            "James, seller: masked until Acme Robotics accepts it – then be Priya and answer it",
            JAMES,
            f"D{JAMES[1:]}",
            "/lead share acme",
        ),
    ),
)
