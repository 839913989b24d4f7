"""Chinese: who says what, where no spaces tell words apart."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from hustings.desk.proposals.lexicon import words_of
from hustings.desk.proposals.marks import Quoted
from hustings.desk.proposals.page import COVER, Page

#: verbs of speech, simplified and traditional, the longest first
_VERBS = sorted(
    words_of(
        "说道 说过 说 說道 說 表示 指出 称 稱 强调 強調 认为 認為 告诉 告訴 写道 寫道 写信 回应 "
        "回應 回应称 补充道 补充说 "
        "补充 補充 坦言 警告 呼吁 呼籲 解释 解釋 宣布 宣佈 问道 问 問道 問 回答 答道 "
        "提出 透露 介绍 "
        "介紹 批评 批評 直言 感叹 "
        "感嘆 反驳 反駁 承认 承認 重申 主张 主張 要求 表态 質疑 质疑 担心 擔心 赞扬 讚揚 谈到 談到 "
        "提到 形容 抱怨 建议 建議 "
        "承诺 承諾 喊道 笑道 笑着说 笑著說 叹道 嘆道 总结 總結 希望 相信 质问 驳斥 表明 反问 声明 "
        "聲明 透露说 调侃 提醒 "
        "坚称 堅稱 指责 指責 追问 叮嘱 留言 证实 證實 声称 聲稱 预测 預測 评价 評價 抗议 抗議"
    ),
    key=lambda verb: (-len(verb), verb),
)
#: what makes another word of such a verb
_OTHER = {
    "问": "题卷",
    "問": "題卷",
    "说": "法服",
    "說": "法服",
    "称": "号职赞",
    "稱": "號職讚",
    "答": "案",
}
VERB = "|".join(verb + (f"(?![{_OTHER[verb]}])" if verb in _OTHER else "") for verb in _VERBS)
_SOURCE = re.compile(
    rf"(?:根据|根據|据|據|按照|在)([^，。；：、{COVER}]{{2,20}}?)(?:的说法|的說法|看来|看來|介绍"
    rf"|介紹|所言)"
)
_PRONOUN = re.compile(r"(?:他|她|他们|她们|他們|她們|它|其|对方|對方|前者|后者|後者)$")
_ROLE = (
    "船工|老顾客|老顧客|老农|老農|支书|支書|局长|局長|市长|市長|主席|发言人|發言人|教授|部长|部長|经理|經理|主任"
    "|书记|書記|代表|会长|會長|秘书长|秘書長|"
    "总统|總統|总理|總理|居民|渔民|漁民|工人|船长|船長|校长|校長|总裁|總裁|律师|律師|医生|醫生"
    "|研究员|研究員|"
    "专家|專家|先生|女士|院长|院長|县长|縣長|镇长|鎮長|村长|村長|处长|處長|科长|科長|董事长"
    "|董事長|创始人|創始人|"
    "店主|老师|老師|议员|議員|委员|委員|工程师|工程師|负责人|負責人|理事长|理事長|总监|總監|所长"
    "|所長|队长|隊長|"
    "司机|司機|学者|學者|老板|老闆|会计|护士|護士|馆长|館長|大使|大臣|首相|站长|站長|组长|組長"
    "|厂长|廠長|秘书|秘書|"
    "法官|农民|農民|志愿者|学生|學生|商户|商戶|船员|船員|司令|干事|幹事|顾问|顧問|作家|导演|導演"
    "|家长|村民|市民|市議員|"
    "讲师|講師|博士|教练|教練|队员|成员|成員|摊主|船东|船東|业主|業主|分析师|分析師|经济学家"
    "|經濟學家|科学家|科學家|"
    "教师|教師|历史学家|歷史學家|生物学家|環保人士|环保人士"
)
#: what stands between somebody and a verb, and tells nothing of who it is
_FILLER = re.compile(
    r"(?:周[一二三四五六日]|星期[一二三四五六日天]|週[一二三四五六日]|\d+[日月号]|昨[天日]"
    r"|今[天日]|当[天日晚]|當[天日晚]|"
    r"随后|隨後|之后|之後|此前|日前|近日|上午|下午|晚上|晚间|则|則|还|還|也|又|进一步|進一步"
    r"|明确|明確|公开|公開|再次|"
    r"[站坐蹲走]?在[^，。：]{1,18}?(?:上|中|时|時|后|後|里|裡|会|會|前)|对[^，。：]{1,12}"
    r"|對[^，。：]{1,12}|向[^，。：]{1,12}|"
    r"接受[^，。：]{1,14}?(?:时|時|采访|採訪)|告诉|告訴|一再|最后|最後|同时|同時|并|並|就此|却"
    r"|卻|曾|都|均|只|便|就|"
    r"激动地|激動地|平静地|坚定地|堅定地|无奈地|無奈地|笑着|笑著|补充|補充|回应|回應|书面|書面"
    r"|直接|特别|特別|"
    r"这样|這樣|如此|在)+$"
)
_LEADING = re.compile(
    r"^(?:但是|但|而|不过|不過|然而|对此|對此|同时|同時|另外|此外|随后|隨後|最后|最後"
    r"|周[一二三四五六日]|"
    r"星期[一二三四五六日天]|週[一二三四五六日]|\d+月\d+日|\d+日|昨[天日]|今[天日]|当[天日晚]"
    r"|當[天日晚]|至于|一位|一名|该|該)+"
)
#: where what somebody does begins
_CUT = re.compile(
    r"(?<=..)(?:把|将|將|听说|聽說|得知|苦笑|笑了|指着|指著|看着|看著|拿着|拿著|站在|坐在|望着|望著|低声|低聲|大声|大聲"
    r"|一边|一邊|称|稱|被|"
    r"从|從|用|就|以|这样|這樣|给|給|与|與|和记者|和記者|当众|當眾)"
)
_CALLING = re.compile(
    r"(?:称(?:[^，。；]{0,14})(?:为|是|作)|稱(?:[^，。；]{0,14})(?:為|是|作)"
    r"|形容(?:[^，。；]{0,14})(?:为|為|是|成)?|"
    r"批评(?:[^，。；]{0,14})(?:是|为)|批評(?:[^，。；]{0,14})(?:是|為)|视为|視為|斥(?:之)?(?:为"
    r"|為)|(?:说|說|表示|认为|認為|直言)"
    r"[^，。；]{0,14}(?:是|为|為|在|要|会|會|像|太|很|不))(?:一[个種种次场場条條件])?(?:“|「|『)?$"
)
#: what follows a quotation that is no name of something: the end of a clause
_STOPS = ("", "。", "，", "；", "！", "？", "\n", ",", ".")
_TITLE = re.compile(
    r"(?:所谓的?|所謂的?|名为|名為|题为|題為|命名为|命名為|名叫|叫做|叫作|俗称|俗稱|号称|號稱"
    r"|书名|片名|电影|電影|"
    r"小说|小說|歌曲|项目|項目|主题为|主題為|口号|口號|报告|報告|号|號|取名|绰号|简称|簡稱"
    r"|标题为|標題為)$"
)


#: the family names that most people have
_SURNAMES = (
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧"
    "曹彭曾肖萧蕭田董袁潘于蒋蔣蔡"
    "余杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鍾谭譚陆陸汪范石廖贾賈夏韦韋付方白邹鄒孟熊秦邱江尹薛"
    "闫段雷侯龙龍史陶黎贺賀顾顧"
    "毛郝龚龔邵万萬钱錢严嚴覃武戴莫孔向汤湯常温溫康施文牛樊葛邢安齐齊易乔喬伍庞龐颜顏倪庄莊聂聶"
    "章鲁魯岳翟殷詹申欧歐耿关關兰"
    "焦俞左柳甘祝包宁寧尚符舒阮柯纪紀梅童凌毕畢单單季裴霍涂成苗谷盛曲翁冉骆駱蓝藍路游辛靳管柴蒙"
    "鲍鮑华華喻祁蒲房滕屈饶饒解牟"
    "艾尤时時穆农司卓古吉简簡车車项項连連芦麦麥褚娄戚岑景党宫宮费費卜冷晏席卫衛米柏宗瞿桂全佟应"
    "應臧闵閔苟邬鄔边邊卞姬师師和"
    "仇栾隋商刁沙荣榮巫寇桑郎甄丛叢仲虞敖巩鞏明佘池查麻苑迟遲邝官封谈談匡鞠惠荆荊乐樂冀郁胥南班"
    "储儲原栗燕楚鄢劳勞谌奚皮粟冼"
)
#: what is not part of a name and often follows one
_AFTER_NAME = (
    "却卻则則也在说說表称稱是对對把向就还還曾都听聽看笑摇搖站坐的和与與从從来來去给給不并並"
    "为為认認指强強回因将將被等最走有想"
)
_NAMED = re.compile(
    rf"(?:{_ROLE})([{_SURNAMES}][\u4e00-\u9fff](?:(?![{_AFTER_NAME}])[\u4e00-\u9fff])?)"
)


def mentions(page: Page) -> list[tuple[int, str]]:
    """Persons named with their office anywhere outside quotations, by place."""
    return [(hit.start(1), hit[1]) for hit in _NAMED.finditer(page.masked)]


@dataclass(frozen=True, kw_only=True)
class Told:
    """Who says it (None: nobody is named here), whether a verb says so, and whether it is near."""

    name: str | None
    pronoun: bool
    verb: bool
    near: bool
    stretch: tuple[int, int] = (0, 0)


def phrase(said: str) -> str:
    """Who speaks, from what stands before a verb: without time, place and hearers.

    >>> phrase("港务局局长李海明周二在会上")
    '港务局局长李海明'
    """
    said = re.split(r"[，。；：！？\s“”「」『』]", said.strip("，。；：、 \n" + COVER))[-1]
    said = said.split(COVER)[-1]
    before = None
    while before != said:
        before = said
        said = _LEADING.sub("", _FILLER.sub("", said))
    said = re.sub(rf"(?:{VERB})$", "", _CUT.split(said, maxsplit=1)[0])
    # what describes somebody stands before 的
    named = said.rpartition("的")[2]
    return named if len(named) > 1 else said


def name_and_role(said: str) -> tuple[str, str]:
    """A phrase as name and office.

    >>> name_and_role("港务局局长李海明")
    ('李海明', '港务局局长')
    >>> name_and_role("工会发言人")
    ('工会发言人', '')
    """
    found = _last(re.finditer(_ROLE, said))
    if found and 2 <= len(said) - found.end() <= 12:
        return said[found.end() :], said[: found.end()]
    if found and found.end() == len(said) and found[0] in ("先生", "女士"):
        return said, ""
    return said, ""


def told(page: Page, each: Quoted) -> Told:
    """Who says a quotation, by what stands beside it in its sentence."""
    masked = page.masked
    start, end = page.paragraph(each.first)
    before_all = masked[start : each.first]
    sentence = max((before_all.rfind(mark) for mark in "。！？\n"), default=-1)
    covered = before_all.rstrip(COVER).rfind(COVER)
    lead = before_all[max(sentence, covered) + 1 :]
    colon = bool(re.search(r"[：:]\s*$", lead))
    nearby = re.search(rf"^(.*?)(?:{VERB})(?:道|着|著|到|了|过|過)?[：:，,]?\s*$", lead, re.DOTALL)
    if nearby and (colon or nearby[1].strip()):
        return _told(nearby[1], True, start + max(sentence, covered) + 1, each.first)
    inner = page.text[each.start : each.end]
    rest = masked[each.last : end]
    after = re.match(
        rf"[，,\s]*([^。！？；：，\n{COVER}]{{1,40}}?)(?:{VERB})(?:道)?(?=[。，；：！？,\s{COVER}]"
        rf"|$|[^\w])",
        rest,
    )
    if not after:
        after = re.match(rf"[，,\s]*([^。！？；：，\n{COVER}]{{1,40}}?)(?:{VERB})", rest)
    if after and (inner[-1:] in "，,。！？!?…" or rest[:1] in "，,") and rest[:1] != "的":
        return _told(after[1], True, each.last, each.last + after.end())
    source = _SOURCE.search(lead)
    if source:
        return _told(source[1], False, start, each.first)
    verb = _last(re.finditer(VERB, lead))
    if verb:
        heard = re.match(r"[^，。：；]{0,12}$", lead[verb.end() :]) is not None
        return _told(lead[: verb.start()], heard, start + max(sentence, covered) + 1, each.first)
    # a colon alone: who is named in the sentence says it
    return Told(
        name=None,
        pronoun=False,
        verb=colon,
        near=colon,
        stretch=(start + max(sentence, covered) + 1, each.first),
    )


def _last(found: Iterable[re.Match]) -> re.Match | None:
    return next(iter(list(found)[-1:]), None)


def _told(said: str, near: bool, start: int, end: int) -> Told:
    who = phrase(said)
    if not who:
        parts = [phrase(part) for part in re.split("[，,]", said) if part.strip()]
        who = next((part for part in reversed(parts) if part), "")
    leads = not who or bool(_PRONOUN.search(who))
    return Told(
        name=None if leads else who, pronoun=leads, verb=True, near=near, stretch=(start, end)
    )


def is_speech(page: Page, each: Quoted, found: Told) -> bool:
    """Whether what stands in marks is said by somebody, and no title, name or doubtful word."""
    inner = page.text[each.start : each.end]
    lead = page.masked[max(0, each.first - 40) : each.first]
    following = page.text[each.last : each.last + 1]
    ended = bool(re.search(r"[。！？!?…]$", inner))
    size = len(re.sub(r"[\W_]", "", inner))
    if not size:
        return False
    if re.search(r"[：:]\s*$", lead):
        return size > 1
    if _TITLE.search(lead) and not ended:
        return False
    if size > 1 and inner[-1] in "，," and following != "的":
        return True
    named = re.search("[把将將][^，。]{1,12}(?:称为|稱為|称作|稱作|叫作|叫做)$", lead)
    if named and following in _STOPS and re.search("[他她]|说|說", lead):
        return True
    if size <= 5 and re.search("(?:称为|稱為|称作|稱作|叫作|叫做|称之为|稱之為)$", lead):
        return False
    comma = inner[-1] in "，," or following in ("，", ",")
    if size <= 8 and not ended and found.verb and re.search("[，,]", inner[:-1]):
        return True
    if size <= 8 and not ended:
        if size > 3 and found.verb and (following in _STOPS or (comma and found.near)):
            return True
        calls = bool(_CALLING.search(lead)) and following in _STOPS
        return calls and found.verb and size > 1
    if following == "的" and size <= 10:
        return bool(_CALLING.search(lead)) and found.verb
    return found.verb or ended or size > 14
