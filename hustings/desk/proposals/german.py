"""German: who says what."""

from hustings.desk.proposals.lexicon import Lexicon, any_of, words_of

GERMAN = Lexicon(
    code="de",
    common=words_of(
        "der die das und ist nicht ein eine mit dem den von zu im sich auf für auch sagte wir es"
    ),
    verbs=any_of(
        "sagte, sagt, sagen, sagten, gesagt, erklärte, erklärt, erklären, erklärten, betonte, "
        "betont, "
        "betonten, meinte, meint, meinten, meinen, warnte, warnt, warnten, warnen, forderte, "
        "fordert, "
        "forderten, fordern, kritisierte, kritisiert, ergänzte, ergänzt, fügte, fügt, schrieb, "
        "schreibt, schrieben, schreiben, antwortete, antwortet, fragte, fragt, fragten, rief, "
        "ruft, "
        "riefen, versprach, verspricht, kündigte, kündigt, teilte, teilt, mahnte, mahnt, klagte, "
        "klagt, klagten, behauptete, behauptet, räumte, räumt, bestätigte, bestätigt, entgegnete, "
        "entgegnet, erwiderte, erwidert, versicherte, versichert, bezeichnete, bezeichnet, nannte, "
        "nennt, nannten, sprach, spricht, sprachen, hieß, heißt, berichtete, berichtet, "
        "berichteten, "
        "findet, fand, äußerte, äußert, urteilte, urteilt, lobte, lobt, wetterte, wettert, "
        "beteuerte, "
        "beteuert, unterstrich, unterstreicht, stellte klar, stellt klar, verteidigte, verteidigt, "
        "erzählte, erzählt, gab zu, gibt zu, schimpfte, schimpft, konterte, kontert, scherzte, "
        "scherzt, seufzte, seufzt, murmelte, zitierte, argumentierte, argumentiert, stellte fest, "
        "stellt fest, glaubt, glaubte, vermutet, vermutete, erinnerte, erinnert, drohte, droht, "
        "verlangte, verlangt, beklagte, beklagt, hielt dagegen, hält dagegen, wies zurück, "
        "weist zurück, bilanzierte, bilanziert, resümierte, spottete, spottet, fasste, "
        "bekräftigte, "
        "bekräftigt, monierte, moniert, appellierte, appelliert, begrüßte, begrüßt, befand, "
        "lachte, "
        "lacht, gestand, gesteht, wiederholte, wiederholt, hakte nach, prophezeite, kommentierte, "
        "kommentiert, steht, stand, legte nach, legt nach, bedauerte, bedauert, sah, sieht, "
        "hält, hielt, lautete, lautet, verkündete, verkündet, überlegte, erläuterte, erläutert, "
        "empörte, empört, bat, bittet, rechnete vor, rechnet vor, stöhnte, rechnete, rechnet, "
        "stellte, stellt, wies, legte, merkte, merkt, wunderte, wundert, gab, gibt"
    ),
    auxiliaries=any_of(
        "hat, haben, hatte, hatten, auch, dann, später, noch, dazu, nun, selbst, ebenfalls, immer, "
        "wieder, es, das, dabei, dagegen, jedoch, aber, sich, am, kürzlich, damals, zugleich, "
        "ihrerseits, seinerseits, hingegen, knapp, trocken"
    ),
    sources=any_of(
        "laut, nach Angaben von, nach Angaben der, nach Angaben des, nach Worten von, nach "
        "Ansicht von, "
        "nach Ansicht der, nach Ansicht des, nach Meinung von, nach Meinung der, nach Meinung des, "
        "nach Aussage von, nach Auffassung von, nach Auffassung der, nach Einschätzung von"
    ),
    after_sources="zufolge",
    pronouns="er|sie|es|dieser|diese",
    articles=any_of(
        "der, die, das, ein, eine, einer, seine, ihr, ihre, sein, mehrere, viele, einige, manche, "
        "dem, den, des, unser, unsere, andere, zwei, drei"
    ),
    honorifics=r"Herr|Frau|Dr\.?|Prof\.?",
    roles=(
        r"\w*(?:minister|sprecher|chef|leiter|direktor|präsident|meister|führer|lehrer|forscher|"
        r"professor|manager|sekretär|bauer|wirt|kanzler|fischer|arbeiter|kapitän|händler|bäcker|"
        r"historiker|ökonom|biologe|biologin|ingenieur|anwalt|anwältin|arzt|ärztin|experte"
        r"|expertin|"
        r"rat|rätin|senator|intendant|unternehmer|fahrer|pfleger|richter|gründer|inhaber|autor|"
        r"rektor|dekan|kämmerer|küster|kommissar|inspektor|pfarrer|bischof|schüler|student"
        r"|bewohner|anwohner|"
        r"mitglied|geschäftsführer|beauftragte|beauftragter|vorsitzende|vorsitzender|abgeordnete|"
        r"abgeordneter|vorstand|vorständin|landwirt|winzer|lotse|lotsin|geologe|geologin|trainer|"
        r"verwalter|schützer|aktivist|verkäufer|tischler|rentner|wissenschaftler|reeder|planer|"
        r"dezernent|betreiber|besitzer|vertreter|soziologe|soziologin|schaffner|köch|koch|imker)"
        r"(?:in|innen|n|s|en)?"
    ),
    organisations=(
        r"\w*(?:[Bb]ehörde|[Gg]ewerkschaft|[Vv]erband|[Mm]inisterium|[Pp]artei|[Uu]niversität|"
        r"[Ii]nstitut|[Gg]ruppe|[Aa]gentur|[Vv]erein|[Bb]ank|[Gg]ericht|[Kk]ommission|[Ss]tiftung|"
        r"[Gg]esellschaft|[Aa]mt|[Ll]iga|[Nn]etzwerk|[Pp]arlament|[Ss]enat|[Kk]ammer|[Uu]nion|"
        r"[Bb]ündnis|[Ii]nitiative|[Vv]erwaltung|[Gg]enossenschaft|[Rr]eederei|[Ww]erft"
        r"|[Ff]raktion|"
        r"AG|GmbH|Kurier|Zeitung|Anzeiger|Bote|Rundschau|Stadtrat|Gemeinderat|Bundestag|Landtag|"
        r"[Ww]erke|[Kk]linik|[Bb]ahn|[Hh]ochschule|[Ss]chule|[Kk]irche|[Rr]egierung)"
    ),
    particles=r"von|van|(?<=von\s)der|(?<=van\s)der|zu|vom|zur|de|da",
    never_names=words_of(
        """Der Die Das Ein Eine Einer Und Aber Oder Denn Doch Wenn Als Wie In Im An
        Am Auf Aus Bei Beim
Mit Nach Von Vom Vor Zu Zum Zur Über Unter Für Gegen Ohne Durch Um Bis Seit Während Wegen Er Sie
Es Wir Ihr Ich Du Sein Seine Ihre Dieser Diese Dieses Jeder Jede Alle Viele Einige Manche
        Mehrere
Auch Noch Nur So Dann Dort Hier Heute Gestern Morgen Jetzt Später Laut Was Wer Warum Wo Nicht
Kein Keine Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag Januar Februar März April
        Mai Juni Juli August September Oktober November Dezember Montagabend Dienstagabend
Mittwochabend Donnerstagabend Freitagabend Neu Alt Bad Sankt Zwei Drei Vier Fünf Dem Den Des Man
        Schon Immer Niemand Jemand Dagegen Dabei Damit Darauf Danach Deshalb Außerdem Zudem Ja Nein
Ebenso Anders Selbst Ende Anfang Mitte Abend Stadt Unser Unsere Etwa Fast Rund Gut Ganz Ob Dass
        Weil Da Zuvor Zuletzt Schließlich Allerdings Jahr Jahre Woche Uhr Meter Euro Prozent"""
    ),
    not_speech=(
        r"(?:sogenannte[nmrs]?|so genannte[nmrs]?|vermeintliche[nmrs]?|angebliche[nmrs]?|genannt"
        r"|getauft|"
        r"betitelt|namens|mit dem (?:Titel|Namen|Motto)|unter dem (?:Titel|Namen|Motto|Stichwort|"
        r"Schlagwort)|(?:der|die|das|dem|den|des|ein|eine|einem|einen|einer|sein|seine[nmrs]?"
        r"|ihr|ihre[nmrs]?|"
        r"neue[nmrs]?|Der|Die|Das|vom|beim|im|am|zum|zur)\s(?:\w+\s)?\w*(?:[Bb]egriff|[Ww]ort"
        r"|[Ff]ilm|[Bb]uch|"
        r"[Rr]oman|[Bb]ericht|[Ss]tudie|[Ll]ied|[Ss]tück|[Aa]usstellung|[Ss]erie|[Ss]endung"
        r"|[Pp]rojekt|"
        r"[Ss]logan|[Tt]itel|[Aa]lbum|[Gg]emälde|[Gg]edicht|[Aa]ktion|[Pp]rogramm|[Kk]onzept"
        r"|[Mm]otto|"
        r"[Pp]odcast|[Bb]roschüre|[Zz]eitschrift|[Ff]ähre|[Ss]chiff|[Kk]neipe|[Rr]estaurant"
        r"|[Cc]afé|"
        r"[Ff]estival|[Rr]eihe|[Bb]ündnis|[Ii]nitiative|[Gg]ruppe|[Vv]erein|[Gg]asthaus|[Gg]asthof|"
        r"[Kk]utter|[Dd]ampfer|[Kk]ampagne|[Aa]ufsatz|[Ff]lugblatt|[Oo]per|[Ss]piel|[Ww]orkshop|"
        r"[Vv]ortrag|[Ff]lyer|[Bb]oot|[Hh]otel)(?:s|es|en|e)?)\s*,?$"
    ),
    calling=(
        r"(?:(?:nannte|nennt|nannten|bezeichnete|bezeichnet|kritisierte|kritisiert|verurteilte"
        r"|lobte|"
        r"begrüßte|findet|fand|hält|hielt|sieht|sah)\s(?:\S+\s){1,10}|(?:sprach|spricht|sprachen"
        r"|warnte|"
        r"warnt|redete)\s(?:\S+\s){0,5}(?:von|vor)\s(?:eine[mrn]?\s|de[mr]\s)?)$"
    ),
    that=r"dass\b",
    telling=(
        r"(?<!\w)(?:sei|seien|habe|werde|könne|müsse|solle|wolle|dürfe|gebe|gehe|komme|bleibe|brauche)"
        r"(?!\w)"
    ),
    before_places="in|bei|nach|aus|nahe|vor|durch",
    nouns_are_capitals=True,
)
