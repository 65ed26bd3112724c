//! The words that tell what a name beside them is: titles, head words, and words that are never names themselves.
//!
//! The lists are our own, folded, made for news and government prose in English.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::text::common_words::common_words;

/// Words that stand before the name of a person: offices, ranks, forms of address, callings.
const TITLES: &str = "
    admiral adviser advisor aide ambassador archbishop attorney ayatollah banker baron baroness bishop blogger
    brigadier businessman businesswoman candidate captain cardinal chairman chairperson chairwoman chancellor chief
    cleric cmdr colonel col comandante commander commissioner congressman congresswoman coordinator corporal
    councilman councillor councilor count countess coroner defendant delegate deputy detective dictator diplomat
    director dr doctor economist editor emir emperor envoy executive father fugitive gen general governor gov
    guerrilla hajji imam inspector investigator journalist judge justice khan king lady lawmaker lawyer leader
    legislator lieutenant lord lt maj major marshal mayor militant minister monsignor mr mrs ms mullah officer
    official ombudsman parliamentarian pastor patriarch pm politician pope preacher premier pres president prince
    princess prisoner prof professor prosecutor queen rabbi rapporteur rebel rep representative reporter rev reverend
    secretary sen senator sergeant sgt shah shaikh shaykh sheik sheikh sheriff sir sister spokesman spokesperson
    spokeswoman strongman suspect sultan superintendent treasurer tsar undersecretary veteran viceroy warlord wife
    widow writer activist";

/// Words that stand between or before titles without being one: *Deputy Prime Minister*, *First Vice President*.
const TITLE_ATTRIBUTES: &str = "
    acting assistant associate attorney brigadier cabinet chief commerce co defence defense deputy economy education
    elect energy ex finance first foreign former grand head health high house housing incumbent information interim
    interior intelligence internal justice labor labour late military national opposition permanent planning police
    prime principal public second secretary security senior shadow staff state supreme sub supervisory third trade
    transport under vice war party political parliamentary managing executive press media charge union rebel army navy
    air force";

/// The head words of names, each with the type it hints at.
const HEADS: &[(&str, &str)] = &[
    (
        "military",
        "army armies navy battalion battalions regiment regiments division divisions corps squadron fleet troops command guard guards
         guardsmen gendarmerie garrison infantry marines airborne forces force armada",
    ),
    (
        "militia",
        "militia militias brigade brigades front fighters insurgents rebels militants gunmen guerrillas faction factions
         cartel cartels gang gangs mafia resistance jihad mujahideen mujahedin fedayeen liwa kataib kataeb katibat jaysh jaish harakat hizb
         commandos paramilitaries vigilantes",
    ),
    (
        "agency",
        "ministry ministries agency agencies department bureau office directorate secretariat commission authority
         inspectorate police court courts tribunal parliament congress senate assembly
         legislature duma knesset service services administration customs board prison jail",
    ),
    (
        "party",
        "party parties bloc",
    ),
    (
        "coalition",
        "coalition alliance axis pact",
    ),
    (
        "organization",
        "organization organisation organizations association associations union unions federation confederation committee council councils network
         foundation institute institution centre center society club league movement movements campaign fund charity church
         diocese mosque synagogue temple university college academy school hospital initiative forum group groups community
         program programme project mission ngo trust syndicate chamber conference convention consortium
         watch congregation brotherhood sisterhood",
    ),
    (
        "company",
        "company companies corporation corp inc ltd llc plc gmbh bank banks holdings holding industries enterprises enterprise airlines
         airline airways telecom motors oil petroleum mining factory refinery firm bookstore",
    ),
    (
        "media",
        "newspaper newspapers magazine daily weekly times radio television tv channel news gazette tribune herald broadcasting journal
         website podcast press post",
    ),
    (
        "place",
        "province provinces city cities town village district districts region state county governorate prefecture
         municipality river valley mountain mountains island islands lake sea gulf bay desert airport port border camp square street
         neighborhood neighbourhood peninsula strait canal plateau oblast okrug suburb department territory zone",
    ),
];

/// Last words, or first words before *of* and *on*, of what has capitals without being an actor: laws, texts, events,
/// times, honours, languages.
const NOT_ACTORS: &str = "
    act acts agreement agreements accords amendment appendix article articles award bill birthday bible budget census
    century chapter charter code codes constitution convention conventions cup covenant crisis day days declaration
    decree decrees doctrine election elections era eve festival games genocide holocaust index language law laws
    legislation literature massacre medal memorandum month olympics ordinance palace percent plan prize project
    protocol protocols quran koran regulation regulations report reports resolution revolution roundtable rule
    rules section sections schedule statute statutes strategy summit survey table treaty treaties uprising war wars
    week year years rights people peoples persons employment compensation procedure procedures conditions practices
    corruption discrimination freedom freedoms respect freely violence harassment standards participation integrity
    transparency deprivation detention stateless refugees privacy liberties";

/// The calendar.
const CALENDAR: &str = "
    january february march april may june july august september october november december jan feb mar apr jun jul aug
    sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday spring summer autumn winter ramadan
    easter christmas eid
    mondays tuesdays wednesdays thursdays fridays saturdays sundays";

/// Other capitalised words that are no names by themselves: languages, faiths, compass points, ranks.
const NEVER_ALONE: &str = "
    english french spanish arabic russian german portuguese dutch latin turkish persian farsi
    chinese mandarin hindi urdu bengali christian christians christianity muslim muslims islam islamic islamist
    islamists catholic catholics catholicism protestant protestants protestantism orthodox jewish jew jews judaism
    buddhist buddhists buddhism hindu hindus hinduism sikh sikhs sunni sunnis shia shias shiite shiites sufi sufis
    evangelical evangelicals pentecostal baptist lutheran anglican mormon atheist allah god jesus christ sharia quran
    koran bible torah semitic semitism african asian european arab arabs western eastern northern southern southeast
    southwest northeast northwest north south east caribbean mediterranean balkan communist communists communism
    socialist marxist nazi nazis fascist hiv aids covid ngo ngos idp idps lgbt lgbti lgbtq csos cso gdp vat ceo dna id
    tv pdf am pm usd eur sms facebook twitter internet website web google youtube whatsapp instagram ii iii iv vi vii
    viii ix xi xii xiii xiv xv xvi jr sr phd md mr mrs ms dr st i ok okay
    fgm cfa lgbtqi sogi afro anglo euro franco indo russo sino luso hispano";

/// Words that begin a sentence with a capital without belonging to the name after them, and link nothing.
const STARTERS: &str = "
    fighters militants gunmen insurgents rebels guerrillas troops members soldiers supporters commanders
    a about above according across after again against ago all almost along already also although always amid among
    amongst an and another any anyone apart are around as ask asked at away back based be because before behind being
    below beneath beside besides between beyond both but by call calling can citing compared contrary could dear
    despite did do does during each earlier early either even ever every everyone except few finally five following
    for former formerly four from further furthermore given had half has have he hence her here hers herself him
    himself his how however i if in including indeed instead into is it its itself just last late lastly later least
    less let like likewise local long many may maybe meanwhile more moreover most mostly much my near nearly neither
    never nevertheless no nobody none nor not nothing now of off often old on once one only onto or other others
    otherwise our out outside over overall own past per perhaps please prior quoting recent recently regarding
    responding said same saying says several shall she should similarly since six so some someone something sometimes
    soon still subsequently such ten than thank that the their theirs them themselves then there thereafter therefore
    these they this those though three through throughout thus to today together tomorrow too toward towards two under
    unfortunately unlike until up upon us using usually various very via was we were what whatever when whenever where
    whereas whether which while who whoever whole whom whose why will with within without would yes yesterday yet you
    your yours authorities officials witnesses residents reports observers nearby elsewhere additionally nonetheless
    specifically separately approximately activists journalists lawyers men persons detainees prisoners prosecutors";

/// Small words inside a name, always.
const LINKS: &[&str] = &[
    "of", "de", "del", "della", "da", "do", "dos", "das", "di", "du", "la", "le", "les", "el",
    "al", "bin", "bint", "ibn", "ben", "von", "van", "der", "den", "y", "e", "et", "und",
];

/// Small words inside a name where a hyphen joins them to the next word: *Jaysh ash-Sham*.
const ARTICLES: &[&str] = &[
    "al", "el", "ul", "ud", "ur", "ar", "as", "ash", "at", "ath", "az", "an", "ad", "adh", "es",
    "et",
];

/// Small words inside the name of a body, once a head word stands before them: *Ministry of Labor and Social Security*.
const BODY_LINKS: &[&str] = &["and", "for", "on", "against", "without"];

/// Second halves of hyphenated pairs whose first half stands behind somebody: *Emirati-backed*.
const PARTNERS: &str = "affiliated aligned allied backed controlled dominated funded led linked run sponsored supported";

/// Words before a place.
const PREPOSITIONS: &str = "in near outside around";

/// What a word is, as far as the lists tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Word(u16);

impl Word {
    const TITLE: u16 = 1;
    const TITLE_ATTRIBUTE: u16 = 1 << 1;
    const NOT_ACTOR: u16 = 1 << 2;
    const NEVER_ALONE: u16 = 1 << 3;
    const STARTER: u16 = 1 << 4;
    const COMMON: u16 = 1 << 5;
    const LINK: u16 = 1 << 6;
    const BODY_LINK: u16 = 1 << 7;
    const ARTICLE: u16 = 1 << 8;
    const CALENDAR: u16 = 1 << 9;
    const PARTNER: u16 = 1 << 10;
    const PREPOSITION: u16 = 1 << 11;
    /// From this bit on: the number of the head word's type, from 1.
    const HEAD: u16 = 12;

    fn has(self, flag: u16) -> bool {
        self.0 & flag != 0
    }

    pub(super) fn is_title(self) -> bool {
        self.has(Self::TITLE)
    }

    pub(super) fn is_title_attribute(self) -> bool {
        self.has(Self::TITLE_ATTRIBUTE)
    }

    pub(super) fn is_no_actor(self) -> bool {
        self.has(Self::NOT_ACTOR)
    }

    pub(super) fn is_never_alone(self) -> bool {
        self.has(Self::NEVER_ALONE | Self::CALENDAR)
    }

    pub(super) fn is_calendar(self) -> bool {
        self.has(Self::CALENDAR)
    }

    pub(super) fn is_starter(self) -> bool {
        self.has(Self::STARTER)
    }

    pub(super) fn is_common(self) -> bool {
        self.has(Self::COMMON)
    }

    pub(super) fn is_link(self) -> bool {
        self.has(Self::LINK)
    }

    pub(super) fn is_body_link(self) -> bool {
        self.has(Self::BODY_LINK)
    }

    pub(super) fn is_article(self) -> bool {
        self.has(Self::ARTICLE)
    }

    pub(super) fn is_partner(self) -> bool {
        self.has(Self::PARTNER)
    }

    pub(super) fn is_preposition(self) -> bool {
        self.has(Self::PREPOSITION)
    }

    /// The number of the type that the word hints at, in [`type_name`].
    pub(super) fn head(self) -> Option<u8> {
        ((self.0 >> Self::HEAD) as u8).checked_sub(1)
    }
}

/// The types that head words hint at, then that of people; a type's place is its number.
pub(super) const TYPES: [&str; HEADS.len() + 1] = {
    let mut types = ["person"; HEADS.len() + 1];
    let mut at = 0;
    while at < HEADS.len() {
        types[at] = HEADS[at].0;
        at += 1;
    }
    types
};

/// How many types there are to guess.
pub(super) const TYPE_COUNT: usize = TYPES.len();

/// The number of the type of people.
pub(super) const PERSON: u8 = HEADS.len() as u8;

/// The name of a type by its number.
pub(super) fn type_name(number: u8) -> &'static str {
    TYPES.get(usize::from(number)).copied().unwrap_or("unknown")
}

/// A quick hash (FNV-1a) for a table that no input adds to.
#[derive(Debug, Clone, Copy)]
struct QuickHasher(u64);

impl Default for QuickHasher {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for QuickHasher {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// All lists in one, with the common words of English.
#[derive(Debug)]
pub(super) struct Words {
    known: HashMap<&'static str, Word, BuildHasherDefault<QuickHasher>>,
}

impl Words {
    pub(super) fn new() -> Self {
        let mut known: HashMap<&'static str, Word, BuildHasherDefault<QuickHasher>> =
            HashMap::default();
        let mut mark = |words: &mut dyn Iterator<Item = &'static str>, flag: u16| {
            words.for_each(|word| known.entry(word).or_default().0 |= flag);
        };
        mark(&mut common_words().into_iter(), Word::COMMON);
        mark(&mut TITLES.split_whitespace(), Word::TITLE);
        mark(
            &mut TITLE_ATTRIBUTES.split_whitespace(),
            Word::TITLE_ATTRIBUTE,
        );
        mark(&mut NOT_ACTORS.split_whitespace(), Word::NOT_ACTOR);
        mark(&mut NEVER_ALONE.split_whitespace(), Word::NEVER_ALONE);
        mark(&mut CALENDAR.split_whitespace(), Word::CALENDAR);
        mark(&mut STARTERS.split_whitespace(), Word::STARTER);
        mark(&mut LINKS.iter().copied(), Word::LINK);
        mark(&mut BODY_LINKS.iter().copied(), Word::BODY_LINK);
        mark(&mut PARTNERS.split_whitespace(), Word::PARTNER);
        mark(&mut PREPOSITIONS.split_whitespace(), Word::PREPOSITION);
        mark(&mut ARTICLES.iter().copied(), Word::ARTICLE);
        for (number, (_, heads)) in (1..).zip(HEADS) {
            for head in heads.split_whitespace() {
                let word = known.entry(head).or_default();
                if word.head().is_none() {
                    word.0 |= number << Word::HEAD;
                }
            }
        }
        Self { known }
    }

    /// What the lists tell of a folded word.
    pub(super) fn get(&self, folded: &str) -> Word {
        self.known.get(folded).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_words_are() {
        let words = Words::new();
        assert!(words.get("president").is_title());
        assert!(words.get("foreign").is_title_attribute());
        assert!(words.get("according").is_starter());
        assert!(words.get("of").is_link());
        assert!(words.get("march").is_never_alone());
        assert!(words.get("security").is_common());
        assert_eq!(words.get("zarif"), Word::default());
        let hint = |word| words.get(word).head().map(type_name);
        assert_eq!(hint("brigades"), Some("militia"));
        assert_eq!(hint("ministry"), Some("agency"));
        assert_eq!(hint("river"), Some("place"));
        assert_eq!(hint("according"), None);
        assert_eq!(type_name(PERSON), "person");
    }

    #[test]
    fn the_lists_are_folded() {
        let heads = HEADS.iter().map(|(_, heads)| *heads);
        let lists = [
            TITLES,
            TITLE_ATTRIBUTES,
            NOT_ACTORS,
            CALENDAR,
            NEVER_ALONE,
            STARTERS,
        ];
        for word in lists
            .into_iter()
            .chain(heads)
            .flat_map(str::split_whitespace)
        {
            assert_eq!(crate::text::fold(word), word);
        }
    }
}
