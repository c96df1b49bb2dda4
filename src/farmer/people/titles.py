"""Words that stand around a name and are none: titles, suffixes, particles, forms of firms.

Folded and without full stops: ``Ph.D.`` is ``phd``. Whatever is a name as well (Mag, Major, Do) is
in a list of its own, with what has to be seen before it is taken for more than a name.
"""

from __future__ import annotations

from farmer.text import fold


def word_list(text: str) -> frozenset[str]:
    """The words of `text`, as they stand in such a list."""
    return frozenset(text.split())


MEN = word_list(
    "mr mister herr hr herrn monsieur sr senor sig signor signore don dhr meneer heer "
    "pan senhor г-н пан sir"
)
WOMEN = word_list(
    "mrs ms miss frau fr fraulein frl madame mme mlle mademoiselle sra srta senora senorita "
    "dona signora sigra signorina signa mevr mevrouw mevrouwe mw pani slecna senhora "
    "rouva frk froken fru dame г-жа пані"
)
# Titles wherever they begin a name.
TITLES = (MEN - {"don", "pan", "hr", "sig"}) | (WOMEN - {"fr", "pani", "dona"})
TITLES |= word_list(
    "dr drs dra dre doktor doctor doc prof profa professor professorin professeur profesor "
    "profesora professora profssa dott dottssa dottore dottoressa doz mx dr-ing dipl-ing "
    "dipl-kfm dipl-kffr dipl-psych dipl-bw diplom-ingenieur mudr judr phdr rndr mvdr paeddr "
    "thdr pharmdr mgr avv avvocato arq licda dottor maitre rechtsanwalt rechtsanwaltin д-р "
    "проф"
)
# Titles where a full stop says so, or another title stands beside them.
DOTTED = word_list(
    "mag ing lic lcda lcdo abg esq hon rev fr pr pfr capt cpt cdr cmdr col gen maj lt ltn sgt "
    "adm pres gov sen rep amb arch geom rag sig hr pan dipl univ ass assoc asst"
)
# Titles where a whole name follows them.
RANKS = word_list(
    "judge captain colonel major general sergeant lieutenant commander admiral bishop "
    "archbishop rabbi imam pastor reverend father sister brother senator congressman "
    "congresswoman governor ambassador lady lord don dona pan pani attorney coach hajji haji "
    "sheikh sri smt"
)
# What goes on with a title, and begins none.
AFTER_TITLES = word_list(
    "med rer nat phil jur iur h c hc mult dent vet habil hab theol oec pol sc techn agr em "
    "honoris causa ing dr prof mag dipl univ priv doz emer col gen adm"
)
# Titles of somebody who is called by the given name.
OF_GIVEN = word_list("sir dame don dona sister brother sheikh")
JOINING = word_list("& and und et och og en")

SHORT_GENERATIONS = {
    **dict.fromkeys(word_list("jr jnr"), "jr"),
    **dict.fromkeys(word_list("sr snr"), "sr"),
    **dict.fromkeys(word_list("ii 2nd"), "ii"),
    **dict.fromkeys(word_list("iii 3rd"), "iii"),
    **dict.fromkeys(word_list("iv 4th"), "iv"),
}
# The same where a given and a family name stand before them.
LONG_GENERATIONS = {"junior": "jr", "jun": "jr", "fils": "jr", "senior": "sr", "sen": "sr"}
LONG_GENERATIONS |= {"pere": "sr"}
GENERATIONS = SHORT_GENERATIONS | LONG_GENERATIONS
GENERATIONS_SPELT = frozenset(("junior", "senior"))
CREDENTIALS = word_list(
    "phd dphil edd psyd pharmd dsc scd llb llm lld mba emba msc mscs bsc bba mph mpa mfa mpp "
    "meng beng msw lcsw lmft cpa cfa cfp cfe cissp pmp csm cspo phr sphr shrm-cp shrm-scp "
    "chfc clu ccim cma cia esq esquire mdb mdl mdep mdbb mep qc kc obe mbe cbe kbe frcs frcp "
    "frs fca fcca acca frics mrics dds dmd dvm mbbs mbchb rn bsn msn aprn rph crnp lpn aia "
    "faia riba raic leed ret mdiv dmin thd jp jcd csc bcom mcom dipl-ing dipl-kfm "
    "gri crs abr cipd cipp drph fnp-c"
)
# The same in capitals or with full stops, behind a given and a family name.
CAPITAL_CREDENTIALS = word_list(
    "md ma ba bs ms do pe pa ea jd ed cp mp sj op osb ofm fba ca csi cea ace ra dc od dr mag "
    "ing np mds"
)

# What begins a family name, where a given one stands before it.
PARTICLES = word_list(
    "van von vom vander vande der de del dela della delle dei degli di da dos du d la le las "
    "los el al bin binti bint ibn st ste san santa santo mac mc zu zum zur ter ten 't het"
)
# Those that are somebody's given name as well: Al Stone, Van Lang.
PARTICLES_AS_GIVEN = word_list("al van mac mc del della el san santa santo la las los het")
# The same written small; with a capital they are names.
SMALL_PARTICLES = word_list(
    "ben abu bar ap ab den des dal do das e y lo auf op te av af ul ud i und in't aan aus"
)
# What begins a given name of several words: Abu Bakr, Abd El Fattah.
BEGIN_GIVEN = word_list("abu abou umm oum abd abdul abdel abdal abdoul abdur")
# What stands between two family names.
BETWEEN_FAMILIES = frozenset(("y", "e"))

FIRMS = word_list(
    "ltd limited gmbh mbh inc incorporated llc llp plc corp corporation sarl srl sas spa sl "
    "bv nv aps oy oyj kft zrt doo dooel sro spzoo pty pte pvt ohg gbr ev eg kgaa holding "
    "holdings stiftung foundation"
)
# The same in capitals; and what makes a firm behind an ampersand.
CAPITAL_FIRMS = word_list("AG SA SE AB AS KG UG BV NV SL CO SPA HB OY")
PARTNERS = word_list("co cie partner partners sons sohne associates")
FIRM_SIGNS = ("株式会社", "有限会社", "合同会社", "有限公司", "股份公司", "(주)", "주식회사", "㈱")

HONORIFICS = (
    *("先生", "さん", "さま", "様", "殿", "くん", "ちゃん", "女士", "小姐", "老师", "老師", "教授"),
    *("선생님", "교수님", "님", "씨"),
)
TWO_LETTER_FAMILIES = word_list(
    "司馬 司马 南宮 南宫 歐陽 欧阳 諸葛 诸葛 上官 司徒 東方 东方 皇甫 尉遲 尉迟 公孫 公孙 "
    "慕容 令狐 宇文 長孫 长孙 夏侯 軒轅 轩辕 端木 獨孤 独孤 西門 西门 百里 呼延 聞人 闻人 "
    "澹臺 澹台 拓跋 鍾離 钟离 東郭 东郭 申屠 太史 公冶 佐藤 鈴木 高橋 田中 渡辺 渡邊 伊藤 "
    "山本 中村 小林 加藤 吉田 山田 佐々 山口 松本 井上 木村 斎藤 斉藤 清水 山崎 中島 池田 "
    "阿部 橋本 山下 石川 中川 中山 小川 前田 岡田 長谷 藤田 後藤 近藤 村上 遠藤 青木 坂本 "
    "石井 西村 福田 太田 三浦 藤井 岡本 松田 中野 原田 小野 田村 竹内 金子 和田 中田 上田 "
    "石田 横山 宮崎 安藤 河野 武田 大野 小島 谷口 今井 工藤 高木 丸山 増田 杉山 村田 大塚 "
    "平野 野口 松井 菊地 菅原 久保 松尾 木下 野村 남궁 황보 제갈 사공 선우 서문 독고 동방"
)
ONE_LETTER_FAMILIES = frozenset(
    "王李張张劉刘陳陈楊杨黃黄趙赵吳吴周徐孫孙馬马朱胡郭何林高羅罗鄭郑梁謝谢宋唐許许韓韩馮冯鄧邓曹彭曾蕭肖田董"
    "袁潘于蔣蒋蔡余杜葉叶程蘇苏魏呂吕丁任沈姚盧卢姜崔鍾钟譚谭陸陆汪范金石廖賈贾夏韋韦付方白鄒邹孟熊秦邱江尹薛"
    "閻闫段雷侯龍龙史陶黎賀贺顧顾毛郝龔龚邵萬万錢钱嚴严覃武戴莫孔向湯汤森林原東南関岸辻堀"
)


def plain_word(word: str) -> str:
    """A word as it stands in these lists."""
    return fold(word).replace(".", "").strip(",;:'")
