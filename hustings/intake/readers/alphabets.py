"""Letters beyond ASCII of languages, by the code page in which their tables are usually saved."""

#: code pages with the letters and marks of each language written in them; of two that fit equally
#: well the first is taken
ALPHABETS = (
    ("cp1252", "äöüß„“”‚‘–…€§"),  # German
    ("cp1252", "àâæçéèêëîïôœùûüÿ«»’–…€"),  # French
    ("cp1252", "áéíñóúü¿¡ªº«»“”€"),  # Spanish, Catalan
    ("cp1252", "áâãàçéêíóôõúºª“”"),  # Portuguese
    ("cp1252", "àèéìíîòóù«»’“”€"),  # Italian
    ("cp1252", "åäöæøé”–"),  # Danish, Finnish, Norwegian, Swedish
    ("cp1252", "éëïóèêáíúöü‘’“”€"),  # Dutch
    ("cp1252", "‘’“”–—…£€"),  # English
    ("cp1250", "ąćęłńóśźż„”–"),  # Polish
    ("cp1250", "áčďéěíňóřšťúůýž„“–"),  # Czech
    ("cp1250", "áäčďéíĺľňóôŕšťúýž„“–"),  # Slovak
    ("cp1250", "áéíóöőúüű„”–"),  # Hungarian
    ("cp1250", "čćđšž„“–"),  # Croatian, Slovene
    ("cp1250", "ăâîșțşţ„”–"),  # Romanian
    ("cp1254", "çğıiöşüâîû“”‘’–i̇"),  # Turkish
    ("cp1257", "ąčęėįšųūž„“–"),  # Lithuanian
    ("cp1257", "āčēģīķļņšūž“”–"),  # Latvian
    ("cp1257", "äõöüšž„“–"),  # Estonian
    ("iso8859_15", "àâæçéèêëîïôœùûüÿ€"),
    ("iso8859_2", "ąćęłńóśźż"),
    ("iso8859_2", "áäčďéěíĺľňóôŕřšťúůýž"),
    ("iso8859_2", "áéíóöőúüű"),
    # older programs, and few people whose letters are those of many in another page
    ("mac_roman", "äöüßàâæçéèêëîïôœùûÿáíñóú„“”‘’«»–…"),
    ("cp850", "äöüßàâæçéèêëîïôùûÿáíñóú«»"),
    ("cp1252", "áðéíóúýþæö"),  # Icelandic
)
