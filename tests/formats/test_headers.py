"""Headers of tables, in the languages and from the programs that people have."""

from __future__ import annotations

import pytest

from farmer.formats.headers import fields_of, is_english, tells_people


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        ("name,e-mail address,company", "name,email,company"),
        ("name,emails,phones,company name,tags", "name,email,phone,company,tags"),
        ("vorname,nachname,firma,e-mail,telefon", "first,last,company,email,phone"),
        ("name,vorname,firma", "last,first,company"),
        ("anrede,vorname,name,e-mail-adresse", "prefix,first,last,email"),
        ("nom,prenom,societe,courriel,portable", "last,first,company,email,phone"),
        ("prénom,nom de famille,téléphone", "first,last,phone"),
        ("nombre,apellidos,empresa,correo electrónico,móvil", "first,last,company,email,phone"),
        ("nome,cognome,azienda,cellulare", "first,last,company,phone"),
        ("nome,sobrenome,telemóvel", "first,last,phone"),
        ("voornaam,achternaam,bedrijf,e-mailadres", "first,last,company,email"),
        ("imię,nazwisko,stanowisko,telefon komórkowy", "first,last,title,phone"),
        ("name,first name,e-mail", "name,first,email"),
        ("nombre completo,cargo", "name,title"),
        (
            "person - name,person - label,person - organization,person - email - work",
            "name,tags,company,email",
        ),
        ("email 1,email 2,home phone,mobile,phone 2", "email,email,phone,phone,phone"),
        ("e-mail address,e-mail 2 address", "email,email"),
        ("contact name,contact owner,account name", "name,,company"),
        ("record id,create date,lead status", "id,,"),
        ("name (original name),user email,guest", "name,email,"),
        ("linkedin url,job title,groups,date of birth", "url,title,tags,birthday"),
        ("companies,categories,notes,urls", "company,tags,notes,url"),
        ("contact,e-mails,mobiles,organisations,roles", "name,email,phone,company,title"),
        ("forename,surname,email(s),phone no.,web", "first,last,email,phone,url"),
        ("full name,work email,company / organization", "name,email,company"),
        ("contact person,contact email,contact no.,customer", "name,email,phone,"),
        ("name,vorname,e-mail (geschäftlich),telefon privat", "last,first,email,phone"),
        ("ansprechpartner,rufnummer,arbeitgeber,geb.-datum", "name,phone,company,birthday"),
        ("nom et prénom,mél,tél.,téléphone portable", "name,email,phone,phone"),
        ("nombre y apellidos,correo,teléfono de casa", "name,email,phone"),
        ("nome e cognome,indirizzo e-mail,telefono ufficio", "name,email,phone"),
        ("nome,apelido,correio eletrónico,telemóvel", "first,last,email,phone"),
        ("voornaam,tussenvoegsel,achternaam,gsm-nummer", "first,middle,last,phone"),
        ("imię i nazwisko,adres e-mail służbowy,nr tel.", "name,email,phone"),
        ("primary associated company id,email opt out,phone verified", ",,"),
        ("firstname,lastname,emailaddress,mobilephone", "first,last,email,phone"),
        ("email1,phone2,workemail,officename", "email,phone,email,"),
        ("vor- u. nachname,handy-nr.,betrieb,tätigkeit", "name,phone,company,title"),
        ("zuname,vorname,e-mail (geschäftl.),schlagworte", "last,first,email,tags"),
        ("kontaktname,mailadresse,mobilfunk", "name,email,phone"),
        ("nom et prénom,mots-clés,métier,raison sociale", "name,tags,title,company"),
        ("primer apellido,segundo apellido,nombre", "last,last,first"),
        ("nombres,apellidos,razón social,palabras clave", "first,last,company,tags"),
        ("referente,pec,ragione sociale,tel. cellulare", "name,email,company,phone"),
        ("nome próprio,apelido,entidade,celular (whatsapp)", "first,last,company,phone"),
        ("naam,rol,trefwoorden,instelling", "name,title,tags,company"),
        ("imię i nazwisko,poczta e-mail,tel. kom.,funkcja", "name,email,phone,title"),
        ("attendee,attendee e-mail,org.,job function", "name,email,company,title"),
        ("lead source,lead status,other office", ",,"),
    ],
)
def test_what_each_column_holds(header: str, fields: str) -> None:
    assert fields_of(header.split(",")) == fields.split(",")


@pytest.mark.parametrize(
    ("header", "people"),
    [
        ("name,e-mail address", True),
        ("vorname,nachname", True),
        ("name,job title,price", True),
        ("name,company", True),
        ("name,firma,notizen", True),
        ("name,sku,price", False),
        ("name,company,price", False),
        ("name,url,stars", False),
        ("name", False),
        ("title,author,year", False),
        ("name,title,genre", False),
        ("name,description,tags", False),
        ("nom,titre,année", False),
        ("nom et prénom,poste", True),
        ("phone,price", False),
        ("name,headline,published", False),
        ("firstname,lastname", True),
        ("email", True),
    ],
)
def test_a_table_is_of_people_by_something_that_only_people_have(header: str, people: bool) -> None:
    assert tells_people(header.split(",")) is people


@pytest.mark.parametrize(
    ("header", "english"),
    [
        ("name,birthday,categories,labels,comments", True),
        ("shoe size,birthday", True),
        ("name,anniversaire", False),
        ("nombre,birthday", False),
        ("vorname,e-mail", False),
    ],
)
def test_in_whose_language_a_header_is(header: str, english: bool) -> None:
    assert is_english(header.split(",")) is english


@pytest.mark.parametrize(
    ("column", "field"),
    [
        ("Email Addresses", "email"),
        ("E-mail addresses", "email"),
        ("Work email addresses", "email"),
        ("Entreprise associée", "company"),
        ("Empresa asociada", "company"),
        ("Zugehöriges Unternehmen", "company"),
        ("ID de registro", "id"),
        ("ID de la fiche", "id"),
        ("Datensatz-ID", "id"),
    ],
)
def test_plurals_and_crms_in_other_languages(column: str, field: str) -> None:
    assert fields_of([column]) == [field]


@pytest.mark.parametrize("column", ["Attendee #", "Attendee no.", "Attendee N°", "Guest #"])
def test_who_is_only_counted_is_not_named(column: str) -> None:
    assert fields_of([column, "First Name", "Email"]) == ["", "first", "email"]
