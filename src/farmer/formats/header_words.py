"""What columns of tables of people are called, in the languages of those who made them."""

from __future__ import annotations

from farmer.text import fold

# By field: in English, then behind a semicolon in German, French, Spanish, Italian, Portuguese,
# Dutch and Polish.
CALLED = {
    "name": (
        "name, full name, display name, contact name, name original name, first and last name, "
        "first name last name, last name first name, surname first name, contact, contact person, "
        "person, attendee, delegate, registrant, speaker; "
        "vollständiger name, vor und nachname, vor u nachname, vorname und nachname, "
        "vorname nachname, name und vorname, kontaktname, ansprechperson, "
        "nachname vorname, name vorname, ansprechpartner, ansprechpartnerin, kontakt, "
        "kontaktperson, teilnehmer, teilnehmerin, mitglied, nom, nom complet, nom et prénom, "
        "prénom et nom, nom prénom, prénom nom, interlocuteur, personne à contacter, participant, "
        "nom du contact, nombre del contacto, nombre, nombre completo, "
        " nombre y apellidos, nombre y apellido, apellidos y nombre, "
        "contacto, persona de contacto, participante, nome, nome completo, nome e cognome, "
        "cognome e nome, contatto, persona di contatto, referente, partecipante, nome e apelido, "
        "nome e sobrenome, nome do contato, nome del contatto, contato, "
        " pessoa de contato, pessoa de contacto, naam, volledige naam, "
        "voor en achternaam, voornaam en achternaam, contactpersoon, deelnemer, imię i nazwisko, "
        "imię nazwisko, nazwisko i imię, osoba kontaktowa, nazwa kontaktu, uczestnik"
    ),
    "prefix": "prefix, name prefix, honorific prefix, salutation, honorific; anrede, titel, "
    "civilité, tratamiento, tratamento, aanhef",
    "suffix": "suffix, name suffix, honorific suffix",
    "first": "first name, given name, forename; vorname, vornamen, rufname, prénom, prénoms, "
    "primer nombre, nombres, nome próprio, prenome, voornamen, imiona, "
    "nombre de pila, primo nome, primeiro nome, voornaam, roepnaam, imię",
    "middle": "middle name, additional name; zweiter vorname, weitere vornamen, "
    " deuxième prénom, segundo nombre, "
    "secondo nome, segundo nome, tweede voornaam, tussenvoegsel, drugie imię",
    "last": "last name, family name, surname, second surname; nachname, zuname, familienname, "
    "nom de famille, nom d'usage, apellido, segundo apellido, apellido paterno, "
    "apellido materno, nome de família, "
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
    "adres mailowy, poczta elektroniczna, poczta e mail, poczta email, pec, indirizzo pec",
    "phone": "phone, phone number, phone no, telephone, telephone number, telephone no, mobile, "
    "mobile number, mobile no, mobile phone, mobile phone number, cell, cellphone, cell phone, "
    "cell number, contact number, contact no, tel, tel no, tel nr, whatsapp, whatsapp number; "
    "telefon, telefonnummer, telefonnr, rufnummer, handy, handynummer, handynr, mobil, mobilfunk, "
    "mobilfunknummer, mobilnr, "
    "mobilnummer, mobiltelefon, festnetz, téléphone, tél, numéro de téléphone, n de téléphone, "
    "téléphone mobile, téléphone portable, portable, mobile, fixe, teléfono, telf, tfno, "
    "número de teléfono, n de teléfono, teléfono móvil, teléfono celular, móvil, celular, "
    "telefono, numero di telefono, telefono cellulare, tel cellulare, cellulare, "
    " telefone, número de telefone, "
    "telefone celular, telemóvel, telefoon, telefoonnummer, telefoonnr, mobiel, mobiele telefoon, "
    "mobiele nummer, mobiel nummer, gsm, gsm nummer, numer telefonu, nr telefonu, nr tel, "
    "telefon komórkowy, tel komórkowy, tel kom, komórka",
    "url": "url, link, web, website, web site, web page, webpage, web address, homepage, linkedin, "
    "linkedin url, linkedin link, linkedin profile, linkedin profile url, profile, profile url, "
    "profile link, social profile, website url, website link, web url, homepage url; xing, "
    " xing profil, webseite, internetseite, internet, profil, "
    "linkedin profil, profil linkedin, site, site web, site internet, page web, lien linkedin, "
    "sitio, sitio web, página web, perfil, perfil de linkedin, enlace de linkedin, sito, sito web, "
    "profilo, profilo linkedin, página, página da web, perfil do linkedin, webpagina, profiel, "
    "linkedin profiel, strona, strona internetowa, strona www, www",
    "company": "company, company name, current company, current employer, business, org, "
    "institution,  organization, organisation, organization name, "
    "organisation name, firm, employer, business name, account, account name, associated company; "
    "firma, firmenname, unternehmen, betrieb, einrichtung, arbeitgeber, raison sociale, "
    "établissement, structure,  société, nom de la société, entreprise, "
    "nom de l'entreprise, organisme, employeur, empresa, nombre de la empresa, compañía, "
    "organización, azienda, nome azienda, società, ditta, nome da empresa, organização, companhia, "
    "bedrijf, bedrijfsnaam, organisatie, werkgever, nazwa firmy, organizacja, przedsiębiorstwo, "
    "pracodawca, instytucja, razón social, entidad, institución, ragione sociale, ente, "
    "istituzione, razão social, entidade, instituição, instelling, zugehöriges unternehmen, "
    " entreprise associée, empresa asociada, "
    "azienda associata, empresa associada",
    "title": "job title, title, position, role, job, job role, job function, job position, "
    "current position, current title, role title, headline, occupation, profession, trade, "
    "designation; berufsbezeichnung, tätigkeit, stellung, rolle, "
    " funktion, beruf, stelle, jobtitel, fonction, poste, "
    "profession, titre, intitulé de poste, intitulé du poste, cargo, puesto, puesto de trabajo, "
    "métier, ocupación, profesión, oficio, posición, rol, ocupação, posição, posizione, mestiere, "
    " ruolo, qualifica, professione, mansione, função, profissão, "
    "functie, functietitel, beroep, stanowisko, zawód, funkcja, rola",
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
    "tags": "tag, label, group, list, category, segment, keyword; schlagwort, schlagwörter, "
    "schlagworte, stichwort, stichwörter, stichworte, mot clé, mots clés, palabra clave, "
    "palabras clave, parola chiave, parole chiave, palavra chave, palavras chave, trefwoord, "
    "trefwoorden, słowo kluczowe, słowa kluczowe, gruppe, "
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
    "last email interaction, last calendar interaction, "
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
    "member id, external id, hs object id, record id contact; "
    "kontakt id, kunden id, kundennummer, datensatz id, "
    "id de la fiche, id de registro, id do registro, id record",
}
# Words of a column that do not say what it holds: between others, and which one of several it is.
LINKING = frozenset(
    (
        *("the", "of", "your", "our", "and", "de", "del", "du", "des", "di", "do", "da", "d", "l"),
        *("la", "le", "les", "el", "y", "i", "und", "am", "et", "e", "en", "van"),
    )
)
WHICH = frozenset(
    fold(word)
    for word in (
        *("home", "work", "business", "private", "personal", "primary", "secondary", "main"),
        *("other", "office", "direct", "mobile", "cell", "alternative", "alternate", "preferred"),
        *("whatsapp", "geschäftl", "gesch", "priv", "dienstl"),
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
