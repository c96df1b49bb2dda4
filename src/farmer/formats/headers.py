"""What the columns of tables of people are called, in the languages of those who made them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from farmer.text import fold

# By field: in English, then behind a semicolon in German, French, Spanish, Italian, Portuguese,
# Dutch and Polish.
_CALLED = {
    "name": (
        "name, full name, display name, contact name, name original name, first and last name, "
        "first name last name, last name first name, contact, contact person, person; "
        "vollständiger name, vor und nachname, vorname und nachname, vorname nachname, "
        "nachname vorname, name vorname, ansprechpartner, ansprechpartnerin, kontakt, "
        "kontaktperson, teilnehmer, teilnehmerin, mitglied, nom, nom complet, nom et prénom, "
        "prénom et nom, nom prénom, prénom nom, interlocuteur, personne à contacter, participant, "
        "nombre, nombre completo, nombre y apellidos, nombre y apellido, apellidos y nombre, "
        "contacto, persona de contacto, participante, nome, nome completo, nome e cognome, "
        "cognome e nome, contatto, persona di contatto, referente, partecipante, nome e apelido, "
        "nome e sobrenome, contato, pessoa de contato, pessoa de contacto, naam, volledige naam, "
        "voor en achternaam, voornaam en achternaam, contactpersoon, deelnemer, imię i nazwisko, "
        "nazwisko i imię, osoba kontaktowa, uczestnik"
    ),
    "prefix": "prefix, name prefix, honorific prefix, salutation, honorific; anrede, titel, "
    "civilité, tratamiento, tratamento, aanhef",
    "suffix": "suffix, name suffix, honorific suffix",
    "first": "first name, given name, forename; vorname, rufname, prénom, primer nombre, "
    "nombre de pila, primo nome, primeiro nome, voornaam, roepnaam, imię",
    "middle": "middle name, additional name; zweiter vorname, deuxième prénom, segundo nombre, "
    "secondo nome, segundo nome, tweede voornaam, tussenvoegsel, drugie imię",
    "last": "last name, family name, surname; nachname, familienname, nom de famille, apellido, "
    "apellidos, primer apellido, cognome, sobrenome, apelido, apelidos, último nome, achternaam, "
    "familienaam, nazwisko",
    "nickname": "nickname, nick name, alias; spitzname, surnom, apodo, soprannome, bijnaam, "
    "pseudonim",
    "email": "email, e mail, mail, email address, e mail address, mail address, email id; "
    "emailadresse, e mail adresse, mailadresse, courriel, mél, adresse e mail, adresse email, "
    "adresse mail, adresse électronique, adresse de courriel, correo, correo e, "
    "correo electrónico, dirección de correo, dirección de correo electrónico, dirección de email, "
    "indirizzo e mail, indirizzo email, indirizzo di posta elettronica, posta elettronica, "
    "endereço de email, endereço de e mail, endereço eletrônico, correio eletrônico, "
    "correio eletrónico, emailadres, e mailadres, mailadres, adres e mail, adres email, "
    "adres mailowy, poczta elektroniczna",
    "phone": "phone, phone number, phone no, telephone, telephone number, telephone no, mobile, "
    "mobile number, mobile no, mobile phone, mobile phone number, cell, cellphone, cell phone, "
    "cell number, contact number, contact no, tel, tel no, tel nr, whatsapp, whatsapp number; "
    "telefon, telefonnummer, telefonnr, rufnummer, handy, handynummer, handynr, mobil, "
    "mobilnummer, mobiltelefon, festnetz, téléphone, tél, numéro de téléphone, n de téléphone, "
    "téléphone mobile, téléphone portable, portable, mobile, fixe, teléfono, telf, tfno, "
    "número de teléfono, n de teléfono, teléfono móvil, teléfono celular, móvil, celular, "
    "telefono, numero di telefono, telefono cellulare, cellulare, telefone, número de telefone, "
    "telefone celular, telemóvel, telefoon, telefoonnummer, telefoonnr, mobiel, mobiele telefoon, "
    "mobiele nummer, mobiel nummer, gsm, gsm nummer, numer telefonu, nr telefonu, nr tel, "
    "telefon komórkowy, komórka",
    "url": "url, link, web, website, web site, web page, webpage, web address, homepage, linkedin, "
    "linkedin url, linkedin link, linkedin profile, linkedin profile url, profile, profile url, "
    "profile link, social profile; xing, xing profil, webseite, internetseite, internet, profil, "
    "linkedin profil, profil linkedin, site, site web, site internet, page web, lien linkedin, "
    "sitio, sitio web, página web, perfil, perfil de linkedin, enlace de linkedin, sito, sito web, "
    "profilo, profilo linkedin, página, página da web, perfil do linkedin, webpagina, profiel, "
    "linkedin profiel, strona, strona internetowa, strona www, www",
    "company": "company, company name, organization, organisation, organization name, "
    "organisation name, firm, employer, business name, account, account name, associated company; "
    "firma, firmenname, unternehmen, arbeitgeber, société, nom de la société, entreprise, "
    "nom de l'entreprise, organisme, employeur, empresa, nombre de la empresa, compañía, "
    "organización, azienda, nome azienda, società, ditta, nome da empresa, organização, companhia, "
    "bedrijf, bedrijfsnaam, organisatie, werkgever, nazwa firmy, organizacja, przedsiębiorstwo, "
    "pracodawca, zugehöriges unternehmen, entreprise associée, empresa asociada, "
    "azienda associata, empresa associada",
    "title": "job title, title, position, role, job, job role, occupation, profession, "
    "designation; berufsbezeichnung, funktion, beruf, stelle, jobtitel, fonction, poste, "
    "profession, titre, intitulé de poste, intitulé du poste, cargo, puesto, puesto de trabajo, "
    "ocupación, profesión, posizione, ruolo, qualifica, professione, mansione, função, profissão, "
    "functie, functietitel, beroep, stanowisko, zawód",
    "notes": "note, comment, description, remark, about, memo; notiz, notizen, bemerkung, "
    "bemerkungen, kommentar, kommentare, anmerkung, anmerkungen, beschreibung, remarque, "
    "remarques, commentaire, commentaires, nota, notas, observaciones, comentario, comentarios, "
    "appunti, commento, commenti, osservazioni, observações, comentários, notitie, notities, "
    "opmerking, opmerkingen, notatka, notatki, uwagi, komentarz",
    "birthday": "birthday, birth date, birthdate, birth day, date of birth, dob, bday, born; "
    "geburtstag, geburtsdatum, geb, geboren, geboren am, geb datum, anniversaire, "
    "date de naissance, date d'anniversaire, né le, cumpleaños, fecha de nacimiento, "
    "fecha nacimiento, compleanno, data di nascita, data nascita, aniversário, "
    "data de nascimento, verjaardag, geboortedatum, geboortedag, urodziny, data urodzenia",
    "tags": "tag, label, group, list, category, segment; schlagwort, schlagwörter, gruppe, "
    "gruppen, "
    "kategorie, kategorien, groupe, étiquette, étiquettes, catégorie, catégories, etiqueta, "
    "etiquetas, grupo, grupos, categoría, categorías, gruppo, gruppi, etichetta, etichette, "
    "categoria, categorie, categorias, marcador, marcadores, groep, groepen, labels, etykieta, "
    "etykiety, grupa, grupy, tagi, kategoria",
    "met_at": "met at, where met, where we met, how we met",
    "last_contact": "last contact, last contacted, last interaction, "
    "last interacted, last seen, last spoke, last spoke with, last spoken, last spoken to, "
    "last talked, last talked to, last touch, last touchpoint, last met, last reached out, "
    "last reachout, last catch up, last communication, last conversation, last correspondence, "
    "last meeting, last call, last message, last email, last email sent, last email received, "
    "last reply, last replied, most recent contact, most recent interaction, notes last contacted; "
    "letzter kontakt, letzte kontaktaufnahme, zuletzt kontaktiert, zuletzt gesprochen, "
    "zuletzt gesehen, letzte interaktion, dernier contact, dernière prise de contact, "
    "dernier échange, dernière interaction, contacté pour la dernière fois, último contacto, "
    "última interacción, último contato, última interação, contatado pela última vez, "
    "ultimo contatto, ultima interazione, laatste contact, laatst gecontacteerd, "
    "laatste contactmoment, laatst gesproken, laatste interactie, ostatni kontakt, "
    "ostatnia interakcja, ostatnia rozmowa, datum letzter kontakt, datum des letzten kontakts, "
    "date du dernier contact, fecha del último contacto, data dell'ultimo contatto, "
    "data do último contato, datum laatste contact, data ostatniego kontaktu",
    "id": "id, uid, uuid, guid, record id, contact id, person id, lead id, customer id, client id, "
    "member id, external id, hs object id; kontakt id, kunden id, kundennummer, datensatz id, "
    "id de la fiche, id de registro, id do registro, id record",
}
# Words of a column that do not say what it holds: between others, and which one of several it is.
_LINKING = frozenset(
    (
        *("the", "of", "your", "our", "and", "de", "del", "du", "des", "di", "do", "da", "d", "l"),
        *("la", "le", "les", "el", "y", "i", "und", "am", "et", "e", "en", "van"),
    )
)
_WHICH = frozenset(
    fold(word)
    for word in (
        *("home", "work", "business", "private", "personal", "primary", "secondary", "main"),
        *("other", "office", "direct", "mobile", "cell", "alternative", "alternate", "preferred"),
        *(
            "geschäftlich",
            "privat",
            "dienstlich",
            "beruflich",
            "mobil",
            "haupt",
            "büro",
        ),
        *("travail", "domicile", "bureau", "professionnel", "professionnelle", "pro", "personnel"),
        *("personnelle", "privé", "privée", "principal", "principale", "portable", "fixe"),
        *("trabajo", "casa", "oficina", "profesional", "laboral", "particular", "móvil", "fijo"),
        *("lavoro", "ufficio", "personale", "aziendale", "privato", "professionale", "fisso"),
        *("trabalho", "pessoal", "comercial", "profissional", "residencial", "escritório"),
        *("werk", "zakelijk", "zakelijke", "privé", "thuis", "persoonlijk", "kantoor", "mobiel"),
        *("praca", "służbowy", "służbowa", "prywatny", "prywatna", "domowy", "domowa", "firmowy"),
    )
)


def _bare(words: Sequence[str]) -> str:
    return " ".join(word for word in words if word not in _LINKING)


_APART = re.compile(r"[\s_()\[\]:*.,;'’°º#?-]+")
_EACH = re.compile(r"[/|]| or | oder | ou | o | of | lub ")


def _words(text: str) -> list[str]:
    said = _APART.sub(" ", fold(text).replace("(s)", "s")).split()
    return [word for word in said if not word.isdecimal()]


# Words around what a day is of, with which it is called the same.
_OF_A_DAY = ("{}", "{} date", "{} time", "{} date time", "{} at", "{} on", "date {}")


def _names(field: str, words: str) -> Iterator[str]:
    """Everything that a column of the field is called, of `words` and what may stand about them."""
    forms = _OF_A_DAY if field == "last_contact" else ("{}",)
    return (_bare(_words(form.format(word))) for word in re.split("[,;] ", words) for form in forms)


_FIELDS = {called: field for field, words in _CALLED.items() for called in _names(field, words)}
_ENGLISH = frozenset(
    called for field, words in _CALLED.items() for called in _names(field, words.partition(";")[0])
)
# The same word is a whole name in one table and a part of it in another.
_EITHER = frozenset(fold(word) for word in ("Name", "Nom", "Nombre", "Nome", "Naam"))
# In English a name beside these is the whole one.
_ENGLISH_FIRST = frozenset(("first name", "given name", "forename"))
_WHOSE = ("person", "contact", "guest", "attendee", "user", "member", "invitee", "participant")
# What only people have; things have names too, titles, makers and descriptions.
PERSONAL = frozenset(("email", "phone", "title", "birthday", "nickname"))
_OF_THINGS = frozenset(("title", "titel", "titre", "label"))


def fields_of(columns: Sequence[str]) -> list[str]:
    """The field that each column of a table holds; empty for one that is none of ours.

    ``Name`` beside ``Vorname`` is the last name, ``Nombre`` beside ``Apellidos`` the first.
    """
    fields = [_field(column) for column in columns]
    for at, column in enumerate(columns):
        if fields[at] == "name" and fold(column) in _EITHER:
            fields[at] = _part_of_name(columns, fields)
    return fields


def tells_people(columns: Sequence[str]) -> bool:
    """Whether the rows of a table with those columns can be people, and nothing else.

    An address, or a name in two parts, makes out a person; a name alone does with something that
    only people have, or with a firm where nothing is there that is not ours.
    """
    told = fields_of(columns)
    fields = {"" if each == "id" else each for each in told}
    if "email" in fields or {"first", "last"} <= fields:
        return True
    if not fields & {"name", "first"}:
        return False
    named = zip(told, columns, strict=True)
    own = {field for field, column in named if fold(column) not in _OF_THINGS}
    return bool(own & PERSONAL) or ("company" in fields and "" not in fields)


def is_english(columns: Sequence[str]) -> bool:
    """Whether no column is called what it is in another language."""
    known = (bare for column in columns if (bare := _bare(_words(column))) in _FIELDS)
    return all(_ENGLISH & {bare, _singular(bare)} for bare in known)


def _part_of_name(columns: Sequence[str], fields: Sequence[str]) -> str:
    """Which name a column holds that is only called a name, beside what else there is."""
    if "last" in fields:
        return "name" if "first" in fields else "first"
    english = _ENGLISH_FIRST.intersection(map(fold, columns))
    return "last" if "first" in fields and not english else "name"


@lru_cache(maxsize=512)
def _field(column: str) -> str:
    """The field that a column holds; of two names with a stroke between them the first that is one.

    ``Company / Organization`` is called twice, ``E-mail (private)`` says which one.
    """
    for called in (column, *_EACH.split(fold(column))):
        words = _words(called.replace("/", " "))
        if len(words) > 1 and words[0] in _WHOSE and not _called(words):
            words = words[1:]
        found = _called(words) or _called([word for word in words if word not in _WHICH])
        if found:
            return found
    return ""


def _called(words: Sequence[str]) -> str:
    bare = _bare(words)
    return _FIELDS.get(bare) or _FIELDS.get(_singular(bare), "")


def _singular(called: str) -> str:
    if called.endswith("ies"):
        return called[:-3] + "y"
    if called.endswith("sses"):
        return called[:-2]
    return called.removesuffix("s")
