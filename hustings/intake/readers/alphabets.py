"""Letters beyond ASCII of languages, by the code page in which their tables are usually saved."""

#: a code page -> the letters and marks of each language that is written in it
ALPHABETS = {
    "cp1252": (
        "äöüß„“”‚‘–…€§",  # German
        "àâæçéèêëîïôœùûüÿ«»’–…€",  # French
        "áéíñóúü¿¡ªº«»“”€",  # Spanish, Catalan
        "áâãàçéêíóôõúºª“”",  # Portuguese
        "àèéìíîòóù«»’“”€",  # Italian
        "åäöæøé”–",  # Danish, Finnish, Norwegian, Swedish
        "éëïóèêáíúöü‘’“”€",  # Dutch
        "áðéíóúýþæö",  # Icelandic
        "‘’“”–—…£€",  # English
    ),
    "cp1250": (
        "ąćęłńóśźż„”–",  # Polish
        "áčďéěíňóřšťúůýž„“–",  # Czech
        "áäčďéíĺľňóôŕšťúýž„“–",  # Slovak
        "áéíóöőúüű„”–",  # Hungarian
        "čćđšž„“–",  # Croatian, Slovene
        "ăâîșțşţ„”–",  # Romanian
    ),
    "cp1254": ("çğıiöşüâîû“”‘’–i̇",),  # Turkish
    "cp1257": (
        "ąčęėįšųūž„“–",  # Lithuanian
        "āčēģīķļņšūž“”–",  # Latvian
        "äõöüšž„“–",  # Estonian
    ),
}
#: pages in which the same languages are saved by older programs
OLDER = {"mac_roman": "cp1252", "cp850": "cp1252"}
