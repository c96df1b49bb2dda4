"""A small invented file of each kind that is read, with what of it has no place."""

# ruff: noqa: E501 -- lines of files are as long as programs write them

from __future__ import annotations

import json

from tests.formats.test_monica import WHOLE as MONICA

# Whom the files tell of, as an address book knows her.
CARD = (
    "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz\nTEL:+34600111222\nEMAIL:ana@acme.example\nEND:VCARD\n"
)
_SLIPS = (
    '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table>{}</Table>'
    "</Worksheet></Workbook>"
)


def _slips(*rows: tuple[str, ...]) -> str:
    cell = "<Cell><Data>{}</Data></Cell>"
    told = ("".join(cell.format(text) for text in row) for row in rows)
    return _SLIPS.format("".join(f"<Row>{row}</Row>" for row in told))


FILES = {
    "linkedin": (
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        "Ana,Ruiz,https://www.linkedin.com/in/ana,ana@acme.example,Acme,Buyer,15 May 2024\n"
        "LinkedIn,Member,,,,,16 May 2024\n"
    ),
    "linkedin-messages": (
        "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,"
        "SUBJECT,CONTENT,FOLDER\n"
        "a,,Ana Ruiz,https://www.linkedin.com/in/ana,Kim Doe,https://www.linkedin.com/in/kim,"
        "2024-05-15 10:00:00 UTC,,hello,INBOX\n"
    ),
    "linkedin-invitations": (
        "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
        'Ana Ruiz,Kim Doe,"5/15/24, 10:00 AM",hi,INCOMING,https://www.linkedin.com/in/ana,'
        "https://www.linkedin.com/in/kim\n"
    ),
    "linkedin-imported": (
        "First Name,Last Name,Companies,Title,Email Address,Phone Numbers,Created At\n"
        "Ana,Ruiz,Acme,Buyer,ana@acme.example,+34600111222,2015-06-20\n"
    ),
    "google": (
        "First Name,Last Name,Organization Name,Labels,E-mail 1 - Value,Birthday,"
        "Custom Field 1 - Label,Custom Field 1 - Value\n"
        "Ana,Ruiz,Acme,Club,ana@acme.example,1980-05-04,Size,39\n"
    ),
    "outlook": (
        "First Name,Last Name,Company,Job Title,E-mail Address,Business Phone,Birthday,Hobby\n"
        "Ana,Ruiz,Acme,Buyer,ana@acme.example,+34600111222,5/4/1980,chess\n"
    ),
    "thunderbird": (
        "First Name,Last Name,Display Name,Nickname,Primary Email,Work Phone,Organization,Custom 1\n"
        "Ana,Ruiz,Ana Ruiz,Nita,ana@acme.example,+34600111222,Acme,39\n"
    ),
    "ldif": "dn: cn=Ana Ruiz\ncn: Ana Ruiz\nmail: ana@acme.example\nmozillacustom1: 39\n",
    "vcard": (
        "BEGIN:VCARD\nVERSION:4.0\nFN:Ana Ruiz\nEMAIL:ana@acme.example\nADR:;;1 Mill Road;Ebury;;;\n"
        "ROLE:Buys\nPHOTO:data:image/jpeg;base64,AAAA\nEND:VCARD\n"
    ),
    "icalendar": (
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n"
        + "".join(
            f"BEGIN:VEVENT\nUID:{uid}@x\nDTSTART:{day}T100000Z\nDTEND:{day}T110000Z\nSUMMARY:Coffee\n"
            "ORGANIZER:mailto:kim@doe.example\n"
            "ATTENDEE;PARTSTAT=ACCEPTED;CN=Ana Ruiz:mailto:ana@acme.example\n"
            "BEGIN:VALARM\nTRIGGER:-PT5M\nEND:VALARM\nEND:VEVENT\n"
            for uid, day in (("a", "20260301"), ("b", "20300301"))
        )
        + "BEGIN:VTODO\nUID:c@x\nSUMMARY:Tea\nEND:VTODO\nEND:VCALENDAR\n"
    ),
    "mail": (
        "From - Fri Jan  5 10:00:00 2024\nFrom: Ana Ruiz <ana@acme.example>\n"
        "To: Kim Doe <kim@doe.example>\nDate: Fri, 5 Jan 2024 10:00:00 +0000\nMessage-ID: <a@x>\n\nHi\n\n"
        "From - Fri Jan  5 10:00:00 2024\nFrom: News <news@shop.example>\nList-Id: <news.shop.example>\n"
        "To: Kim Doe <kim@doe.example>\nDate: Fri, 5 Jan 2024 10:00:00 +0000\nMessage-ID: <b@x>\n\nHi\n"
    ),
    "facebook": json.dumps({"friends_v2": [{"name": "Ana Ruiz", "timestamp": 1700000000}]}),
    "telegram": json.dumps(
        {
            "name": "Ana Ruiz",
            "type": "personal_chat",
            "id": 1,
            "messages": [
                {
                    "id": 1,
                    "type": "message",
                    "date": "2024-05-15T10:00:00",
                    "from": "Ana Ruiz",
                    "from_id": "user1",
                    "text": "hi",
                },
                {
                    "id": 3,
                    "type": "message",
                    "date": "2024-05-16T10:00:00",
                    "from": "Kim Doe",
                    "from_id": "user2",
                    "text": "hi",
                },
                {
                    "id": 2,
                    "type": "service",
                    "date": "2024-05-15T10:01:00",
                    "actor": "Ana Ruiz",
                    "action": "pin_message",
                    "text": "",
                },
            ],
        }
    ),
    "signal": "[2024-05-15 10:00:00] Ana Ruiz: hello\n\n[2024-05-15 10:01:00] Me: hi\n",
    "whatsapp": (
        "15/05/2024, 10:00 - Messages and calls are end-to-end encrypted.\n"
        "15/05/2024, 10:01 - +34 600 11 12 22: hello\n15/05/2024, 10:02 - Kim Doe: <Media omitted>\n"
        "25/05/2024, 10:02 - Kim Doe: hi\n"
    ),
    "calls": (
        "<?xml version='1.0' encoding='UTF-8'?>\n<calls count=\"2\">\n"
        '<call number="+34600111222" duration="60" date="1700000000000" type="1" contact_name="Ana Ruiz"/>\n'
        '<call number="+34600111222" duration="0" date="x" type="9" contact_name="Ana Ruiz"/>\n</calls>\n'
    ),
    "call-table": (
        "Name,Number,Call Type,Date,Duration,Country\n"
        "Ana Ruiz,+34600111222,Outgoing,2024-05-20 10:00,60,Spain\n"
        "Ana Ruiz,+34600111222,?,2024-05-20 10:00,60,\n"
    ),
    "friends-md": "### Activities:\n- 2024-05-15: **Ana Ruiz** had tea.\n\n### Friends:\n- Ana Ruiz\n",
    "bni": _slips(
        ("From", "To", "Slip Type", "Inside/Outside", "TYFCB Amount", "CEU Credits", "Detail"),
        ("Ana Ruiz", "Kim Doe", "One-to-One", "", "", "", ""),
        ("Ana Ruiz", "Kim Doe", "TYFCB", "", "100", "", ""),
    ),
    "bookings": (
        "Invitee Name,Invitee Email,Start Date & Time,End Date & Time,Event Type Name,Canceled,Answer\n"
        "Ana Ruiz,ana@acme.example,2026-05-20 10:00,2026-05-20 10:30,Intro,false,tea\n"
        "Ana Ruiz,ana@acme.example,2026-05-21 10:00,2026-05-21 10:30,Intro,true,\n"
    ),
    "guests": (
        "Name,Email,Checked in at,Ticket\nAna Ruiz,ana@acme.example,2026-05-20 10:00,VIP\n"
        "Bo Li,bo@east.example,,VIP\n"
    ),
    "table": "Name,Email,Birthday,Size\nAna Ruiz,ana@acme.example,someday,39\n,,,\nTotal,1,,\n",
    "monica": MONICA.decode(),
}
