"""People as other programs write them: address cards and tables."""

PHONE_21 = (
    "BEGIN:VCARD\r\nVERSION:2.1\r\n"
    "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=A1=D0=BE=D0=BB=D0=BE=D0=B2=D1=8C=D1=91=D0=\r\n"
    "=B2=D0=B0;=D0=90=D0=BD=D0=BD=D0=B0;;;\r\n"
    "TEL;CELL;PREF:+7 900 123-45-67\r\nTEL;HOME:+7 495 555\r\nTEL;FAX:1\r\n"
    "PHOTO;JPEG;ENCODING=BASE64:/9j/4AAQSkZJRgABAQAAAQABAAD\r\n/9j/4AAQSkZJRgABAQAAAQABAAD\r\n\r\n"
    "END:VCARD\r\n"
)
APPLE_3 = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:-//Apple Inc.//macOS 15//EN\r\nN:Whitcombe;Jane;;Ms;\r\nFN:Jane Whitcombe\r\n"
    "ORG:Merrow\\, Sons;Tailoring\r\nEMAIL;type=INTERNET;type=HOME:old@example.org\r\n"
    "EMAIL;type=INTERNET;type=WORK;type=pref:jane@example.org\r\n"
    "TEL;type=CELL;type=VOICE;type=pref:+44 1908 555 017\r\n"
    "item1.ADR;type=HOME;type=pref:;Flat 2;12 Mill Lane;Olney;Bucks;MK46 4AA;United Kingdom\r\n"
    "item1.X-ABADR:gb\r\nNOTE:likes tea\\; and\\nlong\r\n  walks\r\nX-SOCIALPROFILE:x\r\nEND:VCARD\r\n"
)
V4 = (
    "BEGIN:VCARD\nVERSION:4.0\nFN:Արմեն Սարգսյան\nN:Սարգսյան;Արմեն;;;\nLANG;PREF=2:fr\nLANG;PREF=1:hy\n"
    'TEL;VALUE=uri;PREF=2;TYPE="voice,work":tel:+374-10-555;ext=5\nTEL;VALUE=uri;PREF=1;TYPE="voice,home":tel:+374-91-1\n'
    'EMAIL:mailto:armen@example.am\nADR;LABEL="a:b;c":;;Աբովյան 1;Երևան;;0010;Armenia\nKEY:data:x\nEND:VCARD\n'
)

GOOGLE = (
    "Name,Given Name,Family Name,Notes,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,"
    "Address 1 - Street,Address 1 - City,Address 1 - Postal Code,Address 1 - Country,Organization 1 - Name\r\n"
    'Jane Whitcombe,Jane,Whitcombe,"likes tea, and\r\nlong walks",Home,jane@example.org,Mobile,+44 1908 555 017,'
    "12 Mill Lane,Olney,MK46 4AA,United Kingdom,\r\n"
    "Արմեն Սարգսյան,Արմեն,Սարգսյան,,Work,armen@example.am ::: a@example.am,Work,+374 10 555,Աբովյան 1,Երևան,0010,"
    "Armenia,Ռոմա ՍՊԸ\r\n"
    '"O\'Neil, ""Bo""",Bo,O\'Neil,\'=1+1,,,Home,\'+1 217 555 0100,1 Main St,Springfield,62701,USA,\r\n'
)
RUSSIAN = (
    "Фамилия;Имя;Телефон;Город;Страна;Клиент с;Заметки\r\n"
    "Соловьёва;Анна;+7 900 123-45-67;Казань;Россия;01.02.2020;любит чай\r\n"
    'Петров;"Иван ""Ваня""";8 (921) 555-00-11;Санкт-Петербург;РФ;;"две\r\nстроки"\r\n'
    "Мунтяну;Ион;+373 22 555;Кишинёв;Молдова;2021-05-06;\r\n"
)
