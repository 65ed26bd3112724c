#!/usr/bin/env python3
"""Write the lists of common given names and surnames that the matcher knows.

    pip download --no-deps --dest DOWNLOADS names==0.3.0 mimesis==22.2.0
    actag show -g gazetteers --type person --format csv > people.csv
    tools/names_of_people.py DOWNLOADS people.csv officeholders.tsv

writes crates/core/data/given-names.txt and surnames.txt: folded, sorted, one a line. What they are
made of, and what is left out, is said beside each list below and in gazetteers/SOURCES.md. The last
input has the columns `person` and `person_wikidata`: holders of high offices of all states, one row
per office. Python 3 alone is needed.
"""

import collections
import csv
import io
import json
import pathlib
import sys
import tarfile
import unicodedata
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
DATA = ROOT / "crates" / "core" / "data"
COMMON_WORDS = ROOT / "crates" / "core" / "src" / "text" / "common_words.txt"

# Shares of the population of the United States in 1990, in per cent, that a name must have. Given
# names tell that a capitalised word before another is no place: all of men that the census lists,
# and of women as many as 0.003 % bear. Surnames tell that a surname alone means nobody: 0.003 % are
# some 7,500 people.
LEAST_SHARE = {"male.first": 0.004, "female.first": 0.003, "all.last": 0.003}

# Languages whose given names are much the same count as one.
ALIKE = {"da": "no", "is": "no", "sv": "no", "sk": "cs"}
LEAST_LANGUAGES = 2
# People of the gazetteers, and holders of offices, who must bear a given name; holders of offices
# who must bear a surname.
LEAST_PEOPLE = 2
LEAST_HOLDERS = {"given": 3, "surname": 4}

# Given names as the press writes them in Latin letters, of languages for which the sources have
# other scripts or nothing.
GIVEN_BY_HAND = """
abdelfattah abdelmadjid abiy aguila akhtar alassane alhaji ammar arash arjun asif ayse bakr
behrouz bola boubacar chidi chimamanda chinua daoud darya deepak emeka emmerson evariste eyal fadi
farhad faris farzad fatema fatou faure fawzi fumio fyodor gulnara hage haider hakainde hakim hamdi
hamed hani haruki haruna hatem haydar hesham hideki huda jafar joko kadir kais kaveh kavita kiran
kwame lakshmi lalit lazarus lior lyudmila macky mahathir mahmood mamoun manoj milad muhammadu
mukesh nader naeem naftali narendra narges nasir nasrin nawaz nayib neha ngozi olena parviz
prabowo prakash prayut priya putri qasem qassem rabia rafiq raheem rahim rahul raj rajesh rajiv
rakesh raza recep riek rishi rohit sabri salva sameh sandeep sayed semyon serdar sevgi shahid
shahram shakir sharif shimon shinzo siddharth suleiman suresh taha taher taiwo takeshi tamim
tayyip uhuru vikram waheed waleed wasim wiranto yehuda yoweri zaid zainab zaki zhanna zubair
zulfiqar
"""

# Surnames that are common elsewhere: the most frequent ones by language, as the press writes them.
SURNAMES_BY_HAND = """
abbasi abdi abdulrahman abe abebe adamu adeyemi afridi ahmadi akhtar akter alam alekseev alexeyev
aliyu andreev ansari anwar arif arslan asghar ashraf asif aslam aslan aydin bah bai baig bakr
baloch baranov bashir begum bekele belov bhatti bianchi bibi biton bogdanov bondarenko bonnet
borisov butt cai cao celik chaudhary chiu chukwu cisse colombo cui dahan dar dembele demir desta
ding dinh diouf dlamini dogan dong doumbia du dvorak egorov endo eze fall fan fang farah farooq
fedorov feng filippov frolov fu fujita gao gavrilov georgiev ghosh girma golubev gong goto
grigoriev gueye guo gupta gusev gustafsson habib haddad haider haile hakim hamdan hamza hao haq
hasan hasegawa hashim hashimoto hashmi hayashi he hidayat hofmann horvat hossain hosseini hu idris
ikeda inoue ionescu iqbal ishikawa ito ivanova ivanovic jaber jain jamal javed jeon jha jia jiang
jin joshi jovanovic kamal kamau kante kapoor kariuki karlsson karpov kato kaur kaya kazmi kebede
khalil khatib khoury kilic kimura kipchoge kiplagat kirillov kiselev kobayashi kondo korhonen
kovac kovacs kovalchuk kovalenko kozlov kravchenko kristiansen kuzmin kuznetsov kuznetsova kwon
laurent lebedev lei liang liao luo maeda mahlangu maina makarov maksimov marchenko markovic
matsumoto matveev mbaye medvedev mehta melnyk meng mensah mikhailov mironov mirza mizrahi mohammad
mohammadi mokoena moosavi morozov mousavi mubarak mukherjee murakami mustafa mwangi nair najjar
nakajima naqvi nasir nasser nawaz ncube ndlovu nikitin nikolaev nikolic nilsen nkosi novikov
novikova nwosu obi ochieng odhiambo ogawa ojo okada okafor okeke okoro oliynyk omondi ono onyango
orlov osei otieno owusu ozdemir ozturk pan papadopoulos pavlov peng peretz petrenko petrov petrova
petrovic pettersson polyakov popa popov popova popovic qasim qian qin qureshi rahim raja rana
rashid raza ren rezaei romanenko romanov rudenko ryu sadiq saeed sakamoto salah salman santoso
sasaki sato savchenko semenov seo sergeev setiawan shaikh shao sheikh shen shevchuk shi shimizu
sibanda siddiqui sidorov simsek sissoko smirnov smirnova smit solovyov son sorokin sow stepanov su
sulaiman susanto svensson svoboda sy syed sylla tadesse takahashi tall tao tarasov tariq tesfaye
thapa tian titov tsai tsvetkov usman vasiliev verma vinogradov virtanen visser volkov vorobyov
vries watanabe wei wen were wijaya xia xiao xie xu xue yakovlev yamada yamashita yamazaki yan yao
ye yegorov yildirim yildiz yilmaz yoshida you yousef yuan yun zaitsev zakharov zaman zeng zhao
zheng zhong zhou zhu zhukov zimmermann zou zulu
"""

# English words that are a name before all else where they have a capital. Every other common word
# is left out: "Will Iran …?", "May Syria …", "Grant Iraq …" begin sentences.
WORDS_KEPT = set("bill chad drew faith grace ivy joy levy mark pat ray rob rod rose ruby".split())

# What the sources have as given names and a text hardly means as one before a name: titles, days
# and months, particles, peoples, and states and cities that more texts name than people. Other
# places that are given names too (georgia, jordan, paris, virginia …) are kept.
LEFT_OUT = set(
    """
    admiral ambassador archbishop baron baroness cardinal congressman dean doctor duke earl emperor
    foreign general imam judge king lieutenant lord major maulana metropolitan mullah patriarch pope
    emir lord papa president prime prince princess qazi queen representative senator sheikh sir speaker special
    taoiseach
    april august december friday january june may monday november october september sunday
    aide aka amber anti autumn bent bona brain buena coral destiny dia dong edit eve fares franc geo
    glory ivory jc lean les lira lucky ma magna mar mart mats mercy mi moon nail neo noble ok olive
    pearl prosper prudence rein sang su sung una ville wm
    abu al an bin da de del den der des di dos du el em en ibn la las le los lo of san santa santo
    st the to umm un van von
    arab brit christian dane english finn french german hong islam marine muslim norman philippine
    roman russ sierra slav
    africa alp america argentina armenia asia china cuba dallas denver dominica europe florida
    france geneva houston india ireland kenya nevada brazil egypt iran iraq russia syria wellington
    """.split()
)

# What stands behind a surname, and families that rule, whose name means them.
NO_SURNAMES = set("aliyev ii iii iv junior mangue nahyan nchama neto filho sabah saud thani".split())

# Letters that Unicode does not take apart but the matcher does.
LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"}
)
VANISH = str.maketrans("", "", "'’‘ʻʼ`")


def fold(name):
    letters = unicodedata.normalize("NFKD", name.lower().translate(LETTERS))
    return "".join(c for c in letters if not unicodedata.combining(c)).translate(VANISH)


def is_plain(name):
    return name.isascii() and name.isalpha() and len(name) >= 2


def census(downloads, table):
    """Names of the US Census of 1990 with at least a share, from the package `names`."""
    (archive,) = downloads.glob("names-*.tar.gz")
    with tarfile.open(archive) as files:
        (member,) = [m for m in files.getmembers() if m.name.endswith(f"/dist.{table}")]
        for line in io.TextIOWrapper(files.extractfile(member)):
            name, share, *_ = line.split()
            if float(share) >= LEAST_SHARE[table]:
                yield name.lower()


def international(downloads):
    """Given names in Latin letters that several languages have, from the package `mimesis`."""
    languages = collections.defaultdict(set)
    (archive,) = downloads.glob("mimesis-*.whl")
    with zipfile.ZipFile(archive) as files:
        for path in files.namelist():
            if path.endswith("/person.json"):
                language = path.split("/")[-2].split("-")[0]
                names = json.loads(files.read(path)).get("names", {}).values()
                for name in (fold(name) for some in names for name in some):
                    languages[name].add(ALIKE.get(language, language))
    return (name for name, of in languages.items() if len(of) >= LEAST_LANGUAGES)


def of_our_people(people):
    """First names of people in the gazetteers; short ones are too often family names."""
    first = collections.Counter()
    with open(people, encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            words = row["name"].split()
            if len(words) > 1 and len(words[0]) > 3:
                first[fold(words[0])] += 1
    return (name for name, count in first.items() if count >= LEAST_PEOPLE)


def of_officeholders(table):
    """Given names and surnames that several holders of high offices have, of all states."""
    with open(table, encoding="utf-8", newline="") as rows:
        reader = csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE)
        people = {row["person_wikidata"]: row["person"] for row in reader}
    given, surnames = collections.Counter(), collections.Counter()
    for person in people.values():
        words = person.split(",")[0].split("(")[0].split()
        if len(words) > 1:
            given[fold(words[0])] += 1
            surnames[fold(words[-1])] += 1
    return (
        {name for name, count in given.items() if count >= LEAST_HOLDERS["given"]},
        {name for name, count in surnames.items() if count >= LEAST_HOLDERS["surname"]},
    )


def write(path, names):
    names = sorted(name for name in names if is_plain(name))
    path.write_text("".join(f"{name}\n" for name in names), encoding="ascii")
    print(f"{path.relative_to(ROOT)}: {len(names):,} names")


def main(downloads, people, officeholders):
    downloads = pathlib.Path(downloads)
    of_holders, surnames_of_holders = of_officeholders(officeholders)
    given = {*international(downloads), *of_our_people(people), *of_holders}
    # Of two letters only those that the census has: others are too often words and syllables.
    given = {name for name in given if len(name) > 2} | {*GIVEN_BY_HAND.split()}
    given |= {*census(downloads, "male.first"), *census(downloads, "female.first")}
    words = set(COMMON_WORDS.read_text(encoding="ascii").split())
    DATA.mkdir(exist_ok=True)
    write(DATA / "given-names.txt", given - LEFT_OUT - (words - WORDS_KEPT))
    surnames = {*census(downloads, "all.last"), *surnames_of_holders, *SURNAMES_BY_HAND.split()}
    write(DATA / "surnames.txt", surnames - NO_SURNAMES)


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
