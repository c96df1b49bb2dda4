"""What the columns of tables of people are called, in the languages of those who made them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from farmer.text import fold

# By field, folded: in English, then German, French, Spanish, Italian, Portuguese, Dutch, Polish.
_CALLED = {
    "name": (
        "name, full name, display name, contact name, name original name, vollständiger name, nom, "
        "nom complet, nombre, nombre completo, nome, nome completo, naam, volledige naam, "
        "imię i nazwisko"
    ),
    "prefix": "prefix, name prefix, honorific prefix, salutation, honorific, anrede, titel, "
    "civilité, tratamiento, tratamento, aanhef",
    "suffix": "suffix, name suffix, honorific suffix",
    "first": "first name, given name, forename, vorname, prénom, primer nombre, primo nome, "
    "primeiro nome, voornaam, imię",
    "middle": "middle name, additional name, zweiter vorname, deuxième prénom, segundo nombre, "
    "secondo nome, segundo nome, tweede voornaam, drugie imię",
    "last": "last name, family name, surname, nachname, familienname, nom de famille, apellido, "
    "apellidos, primer apellido, cognome, sobrenome, apelido, último nome, achternaam, "
    "familienaam, nazwisko",
    "nickname": "nickname, nick name, alias, spitzname, surnom, apodo, soprannome, bijnaam, "
    "pseudonim",
    "email": "email, e mail, mail, email address, e mail address, emailadresse, e mail adresse, "
    "mailadresse, courriel, adresse e mail, adresse email, adresse électronique, correo, "
    "correo electrónico, indirizzo e mail, indirizzo email, posta elettronica, "
    "endereço de email, endereço de e mail, emailadres, e mailadres, adres e mail, adres email",
    "phone": "phone, phone number, telephone, telephone number, mobile, mobile number, cell, "
    "cellphone, tel, telefon, telefonnummer, handy, handynummer, mobil, mobilnummer, "
    "mobiltelefon, téléphone, numéro de téléphone, portable, teléfono, número de teléfono, "
    "móvil, celular, telefono, numero di telefono, cellulare, telefone, número de telefone, "
    "telemóvel, telefoon, telefoonnummer, mobiel, mobiele telefoon, numer telefonu, komórka, "
    "telefon komórkowy",
    "url": "url, website, web site, web page, webpage, homepage, linkedin, linkedin url, "
    "linkedin profile, profile, profile url, webseite, site web, site internet, sitio web, "
    "página web, sito, sito web, site, strona, strona internetowa, webpagina",
    "company": "company, company name, organization, organisation, organization name, "
    "organisation name, firm, employer, account, account name, associated company, firma, "
    "firmenname, unternehmen, société, entreprise, organisme, empresa, compañía, organización, "
    "azienda, società, ditta, organização, bedrijf, bedrijfsnaam, organisatie, nazwa firmy, "
    "organizacja",
    "title": "job title, title, position, role, occupation, berufsbezeichnung, funktion, beruf, "
    "fonction, poste, titre, cargo, puesto, posizione, ruolo, qualifica, função, functie, "
    "functietitel, stanowisko",
    "notes": "note, comment, description, notiz, notizen, bemerkung, bemerkungen, kommentar, "
    "anmerkungen, remarques, commentaires, notas, comentarios, appunti, commenti, observações, "
    "notities, opmerkingen, notatki, uwagi",
    "birthday": "birthday, birth date, birthdate, date of birth, dob, geburtstag, geburtsdatum, "
    "anniversaire, date de naissance, cumpleaños, fecha de nacimiento, compleanno, "
    "data di nascita, aniversário, data de nascimento, verjaardag, geboortedatum, urodziny, "
    "data urodzenia",
    "tags": "tag, label, group, category, schlagwort, schlagwörter, gruppe, gruppen, kategorie, "
    "kategorien, groupe, étiquette, étiquettes, catégorie, catégories, etiqueta, grupo, "
    "categoría, gruppo, gruppi, etichetta, etichette, categoria, categorie, groep, groepen, "
    "etykieta, etykiety, grupa, grupy",
    "met_at": "met at, where met",
    "id": "id, uid, uuid, guid, record id, contact id, person id, lead id, customer id, client id, "
    "member id, external id, hs object id, kontakt id, kunden id, kundennummer",
}
_FIELDS = {fold(word): field for field, words in _CALLED.items() for word in words.split(", ")}
# Which of several addresses or firms a column holds is no matter.
_WHICH = frozenset(
    fold(word)
    for word in (
        *("home", "work", "business", "private", "personal", "primary", "secondary", "main"),
        *("other", "office", "direct", "mobile", "cell", "geschäftlich", "privat", "travail"),
        *("domicile", "trabajo", "casa", "lavoro", "trabalho", "werk", "privé", "praca"),
    )
)
# The same word is a whole name in one table and a part of it in another.
_EITHER = frozenset(fold(word) for word in ("Name", "Nom", "Nombre", "Nome", "Naam"))
# In English a name beside these is the whole one.
_ENGLISH_FIRST = frozenset(("first name", "given name", "forename"))
_WHOSE = ("person ", "contact ", "guest ", "attendee ", "user ")
_APART = re.compile(r"[\s_()\[\]/:*-]+")
# What only people have; things have names too, and makers.
PERSONAL = frozenset(("email", "phone", "title", "birthday", "nickname"))


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
    only people have, or where nothing is there that is not ours.
    """
    told = fields_of(columns)
    fields = {"" if each == "id" else each for each in told}
    if "email" in fields or {"first", "last"} <= fields:
        return True
    if not fields & {"name", "first"}:
        return False
    return bool(fields & PERSONAL) or (len(fields) > 1 and "" not in fields)


def _part_of_name(columns: Sequence[str], fields: Sequence[str]) -> str:
    """Which name a column holds that is only called a name, beside what else there is."""
    if "last" in fields:
        return "name" if "first" in fields else "first"
    english = _ENGLISH_FIRST.intersection(map(fold, columns))
    return "last" if "first" in fields and not english else "name"


@lru_cache(maxsize=512)
def _field(column: str) -> str:
    numbered = _APART.sub(" ", fold(column)).split()
    said = " ".join(word for word in numbered if not word.isdecimal())
    for whose in _WHOSE:
        if said.startswith(whose) and said not in _FIELDS:
            said = said.removeprefix(whose)
    words = said.split()
    plain = [word for word in words if word not in _WHICH]
    for each in (words, plain):
        called = " ".join(each)
        found = _FIELDS.get(called) or _FIELDS.get(_singular(called))
        if found:
            return found
    return ""


def _singular(called: str) -> str:
    if called.endswith("ies"):
        return called[:-3] + "y"
    return called.removesuffix("s")
