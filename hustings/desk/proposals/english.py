"""English: who says what."""

from hustings.desk.proposals.lexicon import Lexicon, any_of, words_of

ENGLISH = Lexicon(
    code="en",
    common=words_of(
        "the and of to that was for with on said his her they from by not this at an but it"
    ),
    verbs=any_of(
        "said, says, saying, say, told, tells, telling, added, adds, adding, argued, argues, "
        "arguing, "
        "warned, warns, warning that, insisted, insists, insisting, claimed, claims, claiming, "
        "stressed, stresses, explained, explains, noted, notes, noting, wrote, writes, writing, "
        "asked, asks, replied, replies, answered, answers, announced, announces, declared, "
        "declares, "
        "demanded, demands, urged, urges, admitted, admits, conceded, concedes, acknowledged, "
        "acknowledges, maintained, maintains, countered, counters, responded, responds, recalled, "
        "recalls, remarked, remarks, observed, observes, commented, comments, promised, promises, "
        "vowed, vows, pledged, pledges, joked, jokes, cried, shouted, whispered, muttered, "
        "concluded, "
        "concludes, suggested, suggests, testified, testifies, quipped, complained, complains, "
        "lamented, laments, described, describes, dismissed, dismisses, branded, denounced, "
        "denounces, hailed, cautioned, cautions, predicted, predicts, estimated, estimates, "
        "believes, "
        "thinks, called, calls, calling, labelled, labeled, criticised, criticized, praised, "
        "accused, "
        "tweeted, posted, stated, states, emphasised, emphasized, emphasises, continued, "
        "continues, "
        "went on, goes on, put it, puts it, pointed out, points out, spoke of, speaks of, "
        "wondered, "
        "wonders, sighed, snapped, retorted, began, confirmed, confirms, reiterated, affirmed, "
        "assured, assures, objected, protested, repeated, summed up, reads, read, proclaimed, "
        "proposed, recommended, condemned, rejected, welcomed, laughed, shrugged, reported, "
        "reports, "
        "contended, contends, asserted, asserts, agreed, agrees, advised, advises, boasted, fumed, "
        "mused, reasoned, reflected, reminded, remembered, remembers, confessed, disagreed, "
        "denied, "
        "apologised, apologized, appealed, interjected, exclaimed, chimed in"
    ),
    auxiliaries=any_of(
        "has, have, had, was, is, also, then, later, still, now, once, repeatedly, simply, only, "
        "often, just, even, always, again, himself, herself, themselves, quietly, bluntly, dryly, "
        "firmly, recently, angrily, flatly, first, finally, would, will, could, publicly, never, "
        "all, both, immediately, calmly, openly, curtly"
    ),
    sources=any_of("according to, in the words of, in the view of, in the opinion of, as told by"),
    pronouns="he|she|they|it",
    articles=any_of(
        "the, a, an, its, his, her, their, one, another, some, many, several, most, both, two, "
        "three, "
        "this, that, these, those, our, every, no, local, few"
    ),
    honorifics=any_of(
        "Mr, Mrs, Ms, Miss, Dr, Prof, Sir, Dame, Lord, Lady, Mr., Mrs., Ms., Dr., Prof."
    ),
    roles=any_of(
        "president, minister, mayor, captain, senator, professor, director, chair, chairman, "
        "chairwoman, chairperson, councillor, councilor, chancellor, secretary, commissioner, "
        "judge, "
        "governor, spokesman, spokeswoman, spokesperson, deputy, general, officer, engineer, "
        "ambassador, bishop, pastor, father, sister, brother, king, queen, prince, princess, "
        "inspector, sergeant, lieutenant, colonel, major, coach, leader, head, chief, manager, "
        "analyst, economist, researcher, historian, harbourmaster, premier, delegate, treasurer, "
        "teacher, farmer, fisherman, fisherwoman, baker, driver, nurse, doctor, biologist, lawyer, "
        "founder, owner, editor, author, activist, campaigner, organiser, counsel, pensioner, "
        "shopkeeper, docker, vicar, curator, envoy, supervisor, barrister, fisher, resident, "
        "student, member"
    ),
    organisations=any_of(
        "Authority, Union, Council, Ministry, Committee, Party, University, Institute, Group, "
        "Agency, "
        "Association, Board, Company, Bank, Court, Commission, Federation, Foundation, Society, "
        "Trust, Office, Department, Organisation, Organization, Alliance, League, Network, "
        "Parliament, "
        "Assembly, Senate, Chamber, Corporation, Inc, Ltd, Centre, Center, College, School, "
        "Hospital, "
        "Club, Guild, Cooperative, Co-operative, Lines, Line, Shipping, Works, Forum, Coalition, "
        "Campaign, Initiative, Service, Services, Courier, Times, Post, Herald, Gazette, Tribune, "
        "Observer, Chronicle, News, Partners, Energy, Power, Rail, Railways, Airlines, Holdings, "
        "Laboratory, Labs, Laboratories, Collective, Syndicate, Fund, Museum, Library, Academy, "
        "Action"
    ),
    particles=r"de|van|von|(?<=van\s)der|(?<=van\s)den|du|da|di|la|le|al|bin|ibn|del|el",
    never_names=words_of(
        """The A An And But Or So Yet For Nor If When While As At By In On Of To
        From With Without After
Before During Since Until Under Over Not No Yes It He She They We You I His Her Its Their Our
This That These Those There Here What Who Why How Where Which Then Now Also Still Even Only Both
Every Each Some Many Most Several Few All Any Another One Two Three Four Five Six Yesterday
        Today
Tomorrow Meanwhile However Although Though Because Earlier Later Last Next Asked According
        Instead
        Nobody Somebody Everybody Everyone Nothing Monday Tuesday Wednesday Thursday Friday Saturday
        Sunday January February March April May June July August September October November December
New North South East West Northern Southern Eastern Western Upper Lower Great Saint Port Lake
Mount River Cape Fort Speaking Writing Standing Critics Supporters Residents Opponents Is Are
        Was
Were Do Does Did Has Have Had Will Would Can Could Should Must May Might Let Perhaps Maybe Once
Like Unlike Despite Nearly About Around Between Against Among Across Behind Beyond Inside
        Outside
        Neither Either Until Others Other Such Asking Just More Less Much Back Down Up Out Off Again
        Finally First Second Third Ten Twelve Twenty Spring Summer Autumn Winter Christmas Easter"""
    ),
    not_speech=(
        r"(?:so-called|socalled|known as|nicknamed|dubbed|entitled|titled|headlined|named|termed|"
        r"the (?:term|word|phrase|label|name|title|headline|nickname|motto|slogan|play|film"
        r"|movie|song|"
        r"book|novel|album|report|study|paper|series|show|programme|program|exhibition|podcast|"
        r"documentary|ballad|poem|painting|project|campaign|concept|tag|code name|brochure|leaflet|"
        r"pamphlet|article|essay|game|opera|musical|hashtag|brand|memoir|thriller|classic|single|"
        r"sign|ship|ferry|boat|vessel|pub|restaurant|caf[eé]|bar|hotel|ride|file|folder|category|"
        r"words?|phrases?)s?|"
        r"(?:her|his|their|its|a|an|this|new|first|latest|second|last|own|joint|annual"
        r"|old)\s(?:\w+\s)?"
        r"(?:term|word|play|film|movie|song|book|novel|album|report|study|paper|series|show"
        r"|programme|"
        r"exhibition|podcast|documentary|ballad|poem|painting|project|campaign|essay|article"
        r"|memoir|"
        r"game|opera|musical|hashtag|brochure|leaflet|pamphlet|thriller|single|ferry|ship|boat|pub|"
        r"magazine|newsletter|blog|column|lecture|workshop|seminar|event|festival|club|group)|"
        r"(?:(?:is|was|are|were|be|been|being|project|report|film|book|play|song|group|plan|scheme|"
        r"programme|program|system|tool|app|campaign|ship|boat|ferry|study|paper|machine|crane|"
        r"exhibition|festival|event|album|novel|series|show|pub|café|party|movement|documentary|"
        r"pamphlet|leaflet|brochure|dish|game|club)\s)called)\s*,?$"
    ),
    calling=(
        r"(?:call(?:s|ed|ing)?\s(?!for\b|on\b)(?:\S+\s){1,6}|describ(?:es|ed"
        r"|ing)\s(?:\S+\s){1,8}as\s"
        r"(?:an?\s|the\s)?|"
        r"(?:dismiss(?:es|ed|ing)|brand(?:s|ed|ing)|denounc(?:es|ed|ing)|label(?:led|ed|s)"
        r"|hail(?:s|ed)|"
        r"condemn(?:s|ed)|prais(?:es|ed)|reject(?:s|ed)|criticis(?:es|ed)|welcom(?:es|ed))\s"
        r"(?:\S+\s){1,8}(?:as\s)?(?:an?\s|the\s)?|"
        r"(?:spoke|speaks|speaking|talked|warn(?:s|ed)|accus(?:es|ed)\s(?:\S+\s){1,5})\s?of\s"
        r"(?:an?\s|the\s)?|(?:said|says|thinks|insisted|argued|told\s(?:\S+\s){1,4})\s(?:it|this"
        r"|that|he|"
        r"she|they|the\s\w+|\w+)\s(?:was|is|were|are|would be|had been|will be)\s(?:\w+\s)?)$"
    ),
    that=r"that\b",
    before_places="in|at|near|from|across|outside|around|through",
)
