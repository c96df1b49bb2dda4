"""What chat programs say in somebody's name, in words only, in the languages that farmer reads.

A call that was missed, a reaction, a message that was taken back: where a file has a mark for it,
its reader goes by that, and by these words only where there is none.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from farmer.text import fold

# No notice of a program is longer.
_LONGEST = 200

_VOICE = (
    "voice call|sprachanruf|llamada de voz|appel vocal|chiamata vocale|ligação de voz|"
    "chamada de voz|spraakoproep|połączenie głosowe|rozmowa głosowa"
)
_VIDEO = (
    "video call|videoanruf|videollamada|appel vidéo|videochiamata|chiamata video|"
    "ligação de vídeo|chamada de vídeo|videochamada|video-oproep|videogesprek|"
    "połączenie wideo|rozmowa wideo"
)
_MISSED = (
    "missed|silenced|verpasster?|perdida|manquée?|en absence|persa|gemiste?|oproep gemist|"
    "nieodebrane|nieodebrana"
)
_UNANSWERED = (
    "no answer|keine antwort|nicht angenommen|sin respuesta|pas de réponse|sans réponse|"
    "nessuna risposta|sem resposta|não atendida|geen antwoord|brak odpowiedzi"
)
# A whole message that is a call: ``Missed voice call``, ``Video call, 5 min``.
CALL = re.compile(
    rf"(?:(?P<missed>{_MISSED}) )?(?:(?P<voice>{_VOICE})|(?P<video>{_VIDEO}))"
    rf"(?: (?P<later>{_MISSED}))?(?=$|[.,]| *$)[.,]? *"
    rf"(?P<unanswered>{_UNANSWERED})?(?P<lasted>(?: ?[0-9]+ ?[^\W\d_]+\.?)*)",
    re.IGNORECASE,
)
OF_A_GROUP = re.compile(
    r"(?:[^\W\d_]+ )?(?:group (?:voice |video )?call|gruppen(?:sprach|video)?anruf|"
    r"llamada grupal|videollamada grupal|appel (?:vocal |vidéo )?de groupe|"
    r"(?:video)?chiamata di gruppo|(?:vídeo)?chamada em grupo|groepsoproep|"
    r"połączenie grupowe|rozmowa grupowa)",
    re.IGNORECASE,
)
# Of what is known to be a call.
_VIDEO_WORD = re.compile(r"video|wideo")
_MISSED_WORD = re.compile(
    r"\b(?:missed|silenced|(?:verpasst|manque|gemist)\w*|rate|en absence|nieodebran\w*|"
    rf"perd(?:id[ao]|iste|io|eu|este)|pers[ao]|nie odebral\w*)\b|{fold(_UNANSWERED)}"
)

# Below, all is folded. Whoever it is about is one of the chat, or addressed; where the verb itself
# addresses them, nobody need be named.
_WHO = r"(?P<who>.{1,80}?) "
_YOU = rf"(?:{_WHO})?"
_PRONOUNS = frozenset(
    ("you", "du", "sie", "ihr", "tu", "vous", "usted", "voce", "jij", "je", "u", "ty", "pan")
)
_EN = r"(?:(?:voice|audio|video) )?(?:call|chat)"
_DE = r"\w*(?:anruf|chat)"
_ES = r"(?:video)?(?:llamada|chat)(?: de (?:voz|audio|video))?"
_FR = r"(?:appel|chat|discussion)(?: (?:vocale?|video|audio))?"
_IT = r"(?:video|audio)?(?:chiamata|chat)(?: (?:vocale|video|audio))?"
_PT = r"(?:video)?(?:chamada|ligacao|chat|bate-papo)(?: de (?:voz|audio|video))?"
_NL = r"[\w-]*(?:oproep|gesprek|chat)"
_PL = r"(?:polaczeni[ae]|rozmow[aye]|czatu?)(?: (?:glosow\w+|audio|wideo))?"
_MISSED_BY = tuple(
    re.compile(rf"{said}(?: (?:from|with|von|mit|de|avec|con|da|do|com|van|met|od|z) .+)?\.?")
    for said in (
        rf"{_WHO}missed (?:an?|your) {_EN}",
        rf"{_WHO}ha(?:s?t|ben) (?:ein|dein|ihr)en {_DE}(?: (?:von|mit) .+)? verpasst",
        rf"{_YOU}(?:perdiste|perdio|has? perdido|tienes|tiene) (?:una?|tu|la) {_ES}(?: perdida)?",
        rf"{_WHO}(?:avez|as|a) (?:manque|rate) (?:une? |votre |ton |ta |l')?{_FR}",
        rf"{_YOU}(?:hai|ha|avete) perso (?:una? |un'|la tua |una tua ){_IT}",
        rf"{_YOU}(?:perdeu|perdeste) (?:uma?|a sua|a tua|sua|tua) {_PT}",
        rf"{_WHO}(?:hebt|heeft) (?:een|je|jouw|uw) {_NL}(?: (?:van|met) .+)? gemist",
        rf"{_YOU}(?:masz|ma) nieodebran[eay] {_PL}",
        rf"{_YOU}nie odebral\w*(?:\([^()]*\))? (?:twoje(?:go|j) )?{_PL}",
    )
)
_BEGUN_BY = tuple(
    re.compile(rf"{said}\.?")
    for said in (
        rf"{_WHO}(?:started|joined) (?:an?|the) {_EN}",
        rf"{_WHO}ha(?:s?t|ben) (?:einen|den) {_DE} (?:gestartet|begonnen)",
        rf"{_YOU}(?:inicio|iniciaste|ha iniciado|comenzo|empezo|empezaste) una? {_ES}",
        rf"{_WHO}(?:avez|as|a) (?:demarre|lance|commence|rejoint) (?:une? |l')?{_FR}",
        rf"{_YOU}(?:hai|ha|avete) (?:avviato|iniziato) (?:una? |un'){_IT}",
        rf"{_YOU}(?:iniciou|comecou|iniciaste) uma? {_PT}",
        rf"{_WHO}(?:bent|is|hebt|heeft) (?:een )?{_NL} (?:begonnen|gestart)",
        rf"{_YOU}rozpocz\w+(?:\([^()]*\))? {_PL}",
    )
)
_REACTION = re.compile(
    r"(?:liked a message|reacted (?:with )?\W{1,16} to (?:your|a|the) message"
    r"|(?:dir |ihm |ihr )?gefallt (?:eine|deine) nachricht|hat (?:eine|deine) nachricht (?:mit "
    r"\W?gefallt mir\W? markiert|geliket|gelikt)"
    r"|(?:hat |hast )?(?:mit )?\W{1,16} auf (?:deine|eine|ihre) nachricht reagiert"
    r"|(?:le|te) (?:ha )?gust[oa](?:do)? (?:un|tu) mensaje|indico que le gusta (?:un|tu) mensaje"
    r"|(?:ha )?reacciono?(?:do|aste)? (?:con )?\W{1,16} a (?:tu|un|su) mensaje"
    r"|a aime (?:un|votre|ton) message|a reagi (?:avec |par )?\W{1,16} a (?:votre|ton|un) message"
    r"|(?:ha )?mess[oa] \W?mi piace\W? a(?:l tuo| un) messaggio"
    r"|ha (?:messo )?\W?mi piace\W? (?:a(?:l tuo| un) messaggio)"
    r"|(?:ha )?reagito (?:con )?\W{1,16} a(?:l tuo| un) messaggio"
    r"|(?:curtiu|gostou de) (?:uma|a sua|sua) mensagem"
    r"|reagiu (?:com )?\W{1,16} a (?:sua |tua )?mensagem"
    r"|vindt (?:een|je) bericht leuk|(?:heeft )?(?:met )?\W{1,16} (?:ge)?reage\w+ op (?:je|een) "
    r"bericht|(?:heeft )?gereageerd (?:met )?\W{1,16} op (?:je|een|uw) bericht"
    r"|reageerde (?:met )?\W{1,16} op (?:je|een|uw) bericht"
    r"|polubil(?:a|\(a\))? (?:twoja )?wiadomosc"
    r"|zareagowal(?:a|\(a\))? \W{1,16} na (?:twoja )?wiadomosc)\.?"
)
_UNSENT = re.compile(
    r"(?:this message was (?:deleted|unsent)(?: by .+)?|(?:you|.{1,80}) (?:deleted|unsent) "
    r"(?:this|a) message"
    r"|diese nachricht wurde (?:von .+ )?(?:geloscht|zuruckgezogen)|du hast (?:diese|eine) "
    r"nachricht (?:geloscht|zuruckgezogen)"
    r"|(?:se )?elimin(?:o|aste) este mensaje|este mensaje fue eliminado(?: por .+)?"
    r"|ce message a ete supprime(?: par .+)?|(?:vous avez|tu as) supprime (?:ce|un) message"
    r"|questo messaggio e stato eliminato(?: da .+)?|hai eliminato questo messaggio"
    r"|(?:esta )?mensagem (?:foi )?(?:apagada|eliminada)(?: por .+)?"
    r"|(?:voce )?(?:apagou|eliminou|apagaste|eliminaste) esta mensagem"
    r"|dit bericht (?:is|werd) verwijderd(?: door .+)?|(?:je|u) hebt dit bericht verwijderd"
    r"|(?:ta |te )?wiadomosc zostala usunieta(?: przez .+)?|usunieto (?:te )?wiadomosc"
    r"|usun(?:ales|elas|ieto) te wiadomosc)\.?"
)
# What whoever exported a chat did to the group, which the program tells them as their own message;
# with a full stop, which people seldom write behind such words.
_DONE_BY_YOU = tuple(
    re.compile(rf"{said}\.")
    for said in (
        r"you (?:named the group [^?]+|(?:created|left|joined) (?:the|this) group"
        r"|(?:changed|set|removed|cleared) (?:the|your) (?:own )?(?:(?:group|chat) )?"
        r"(?:photo|name|theme|emoji|quick reaction|nickname|colou?rs?)(?: (?:for|to|of) [^?]+)?"
        r"|(?:added|removed) [^?]{1,80} (?:to|from) the group)",
        r"du hast (?:die gruppe (?:[^?]{1,80} genannt|erstellt|verlassen|in [^?]+ umbenannt)"
        r"|(?:das|den|die|deinen|dein) (?:gruppen|chat)?(?:foto|bild|name[n]?|thema|design|emoji|"
        r"spitznamen?|farben?)(?: [^?]{1,80})? (?:geandert|festgelegt|entfernt|geloscht)"
        r"|[^?]{1,80} (?:zur|aus der) gruppe (?:hinzugefugt|entfernt))",
        r"(?:(?:has )?(?:cambiado|cambiaste|creaste|creado|abandonaste|abandonado|quitaste) "
        r"(?:el|la|tu) (?:nombre|foto|grupo|tema|emoji|apodo|color)(?: [^?]{1,80})?"
        r"|(?:anadiste|agregaste|eliminaste|has anadido|has eliminado) a [^?]{1,80} "
        r"(?:al|del) grupo)",
        r"(?:vous avez|tu as) (?:nomme le groupe [^?]+|(?:cree|quitte) le groupe"
        r"|(?:change|modifie|defini|supprime) (?:la|le|l'|votre|ton) ?(?:photo|nom|theme|emoji|"
        r"pseudo|surnom|couleurs?)(?: [^?]{1,80})?"
        r"|(?:ajoute|retire|supprime) [^?]{1,80} (?:au|du) groupe)",
        r"hai (?:(?:chiamato|creato|abbandonato|lasciato) il gruppo(?: [^?]+)?"
        r"|(?:cambiato|modificato|impostato|rimosso) (?:il|la|l'|lo) ?(?:tuo )?(?:foto|nome|tema|"
        r"emoji|immagine|soprannome|colore)(?: [^?]{1,80})?"
        r"|(?:aggiunto|rimosso) [^?]{1,80} (?:al|dal) gruppo)",
        r"(?:voce )?(?:(?:nomeou|criou|saiu do|deixou) (?:o )?grupo(?: [^?]+)?"
        r"|(?:alterou|mudou|definiu|removeu) (?:o|a|seu|o seu) (?:nome|foto|tema|emoji|apelido|"
        r"cor)(?: [^?]{1,80})?"
        r"|(?:adicionou|removeu) [^?]{1,80} (?:ao|do) grupo)",
        r"(?:je|u) hebt (?:de groep (?:[^?]{1,80} genoemd|gemaakt|verlaten)"
        r"|(?:de|het|je) (?:groeps|chat)?(?:foto|naam|thema|emoji|bijnaam|kleur)"
        r"(?: [^?]{1,80})? (?:gewijzigd|ingesteld|verwijderd)"
        r"|[^?]{1,80} (?:aan|uit) de groep (?:toegevoegd|verwijderd))",
        r"(?:nazwal[ae]s grupe [^?]+|(?:utworzyl|opuscil)[ae]s (?:te )?grupe"
        r"|(?:zmienil|ustawil)[ae]s (?:zdjecie|nazwe|motyw|emoji|pseudonim|kolor)(?: [^?]{1,80})?"
        r"|(?:dodal|usunel)[ae]s [^?]{1,80} (?:do|z) grupy)",
    )
)
_SENT = re.compile(
    r"\b(?:sent|shared|gesendet|geschickt|geteilt|envoye|partage|envio|enviaste|compartio|"
    r"inviato|condiviso|enviou|compartilhou|partilhou|verzonden|gestuurd|gedeeld|wyslal\w*|"
    r"udostepnil\w*)\b"
)


def says_video(call: str) -> bool:
    """Whether what is said of a call is that it was one with pictures."""
    return _VIDEO_WORD.search(fold(call)) is not None


def says_missed(call: str) -> bool:
    """Whether what is said of a call is that nobody answered."""
    return _MISSED_WORD.search(fold(call)) is not None


def is_missed_call(said: str, people: Collection[str]) -> bool:
    """Whether a message is the program's, that one of these `people` missed a call."""
    return _is_of(_MISSED_BY, said, people)


def is_call_begun(said: str, people: Collection[str]) -> bool:
    """Whether a message is the program's, that one of these `people` has begun a call."""
    return _is_of(_BEGUN_BY, said, people)


def is_reaction(said: str) -> bool:
    """Whether a message is the program's, that somebody liked one or pressed a sign below it."""
    return len(said) <= _LONGEST and _REACTION.fullmatch(fold(said)) is not None


def is_taken_back(said: str) -> bool:
    """Whether a message only says that there was one, which was deleted."""
    return len(said) <= _LONGEST and _UNSENT.fullmatch(fold(said)) is not None


def is_done_by_you(said: str) -> bool:
    """Whether a message is the program's, that whoever exported the chat changed the group."""
    told = fold(said) if len(said) <= _LONGEST else ""
    return any(notice.fullmatch(told) for notice in _DONE_BY_YOU)


def says_sent(said: str) -> bool:
    """Whether a notice about somebody is that they sent something."""
    return _SENT.search(fold(said)) is not None


def _is_of(notices: Collection[re.Pattern[str]], said: str, people: Collection[str]) -> bool:
    if len(said) > _LONGEST:
        return False
    told = fold(said)
    known = {fold(name) for name in people}
    about = _PRONOUNS | known | {name.partition(" ")[0] for name in known}
    found = filter(None, (notice.fullmatch(told) for notice in notices))
    return any(each["who"] is None or each["who"] in about for each in found)
