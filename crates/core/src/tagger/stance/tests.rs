use super::*;
use Reading::{Actor, Place};
use proptest::prelude::*;

const ACTOR: Option<Reading> = Some(Actor);
const PLACE: Option<Reading> = Some(Place);

/// A text with the name between stars; other names stand between `<` and `>` if they are places,
/// between `[` and `]` if they are states.
fn read(marked: &str, sort: NameSort) -> Stance {
    let mut text = String::new();
    let mut name = [0; 2];
    let mut seen = 0;
    let mut neighbours: Vec<Neighbour> = Vec::new();
    for c in marked.chars() {
        match c {
            '*' => {
                name[seen] = text.len();
                seen += 1;
            }
            '<' | '[' => neighbours.push(Neighbour {
                start: text.len(),
                end: 0,
                sort: if c == '<' {
                    NeighbourSort::Place
                } else {
                    NeighbourSort::State
                },
            }),
            '>' | ']' => neighbours.last_mut().unwrap().end = text.len(),
            c => text.push(c),
        }
    }
    assert_eq!(seen, 2, "{marked}");
    let [start, end] = name;
    let around = Around {
        text: &text,
        start,
        end,
        previous: neighbours.iter().rfind(|one| one.end <= start).copied(),
        next: neighbours.iter().find(|one| one.start >= end).copied(),
    };
    stance(&around, sort)
}

fn check(sort: NameSort, cases: &[(Option<Reading>, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .map(|&(want, text)| (want, text, read(text, sort)))
        .filter(|(want, _, found)| found.reading() != *want)
        .map(|(_, text, found)| format!("{text}: {found:?}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn datelines() {
    check(
        NameSort::Metonym,
        &[
            (PLACE, "*WASHINGTON* (Reuters) - Rebels attacked."),
            (PLACE, "*BEIRUT*, June 15 (Reuters) - The army said."),
            (PLACE, "*MOSCOW*/KIEV, Aug 3 (Reuters) - The army said."),
            (PLACE, "MOSCOW/*KIEV*, Aug 3 (Reuters) - The army said."),
            (PLACE, "*LIMA* (Andina) - Peru said."),
            (PLACE, "*Washington* — Rebels attacked."),
            (PLACE, "*TEHRAN*, Iran (AP) _ The government said."),
            (PLACE, "*BAGHDAD* -- The government said."),
            (PLACE, "*ANKARA*, Turkey – Police arrested ten."),
            (PLACE, "*Cairo*, 12 March 2011 (IRIN) - Protests went on."),
            (PLACE, "*PARIS* (AFP) — A man was held."),
            (PLACE, "*GENEVA*, 4 May - The talks ended."),
            (PLACE, "Headline\n\n*NAIROBI*, Kenya (AP) — Gunmen fled."),
            (PLACE, "*WASHINGTON*, D.C. (AP) -- The army said."),
            (PLACE, "*PORT-AU-PRINCE*, Haiti, Jan. 12 (AP) — Ten died."),
            (PLACE, "*SEOUL*/TOKYO, March 3 - The North said."),
            (PLACE, "  *Kabul* — “We deny it,” he said."),
            // No datelines: a sentence, a pair, a range, a line that goes on.
            (ACTOR, "*Tehran* — which denied it — wants talks."),
            (ACTOR, "He asked. *Moscow* - Putin said - wants it."),
            (PLACE, "from *Paris* - Dakar is far"),
            (ACTOR, "*Moscow* - which denied it - said no."),
            (ACTOR, "*Washington* said - Rebels attacked."),
            (PLACE, "the *Paris*-Dakar rally"),
        ],
    );
}

#[test]
fn cities_and_what_they_have_themselves() {
    check(
        NameSort::Metonym,
        &[
            (PLACE, "by *Tehran*’s gubernatorial office"),
            (PLACE, "the *Tokyo* Prefectural Government enacted it"),
            (PLACE, "a complaint by the *Ankara* provincial command"),
            (PLACE, "*Jerusalem* municipal and national policies"),
            (PLACE, "the *Beijing* Health Bureau spokeswoman"),
            (PLACE, "*Bangkok*’s 11th Military Circle"),
            (PLACE, "*Vienna*’s Ludwig Boltzmann Institute said"),
            (PLACE, "*Moscow*’s Interpol office asked"),
            (PLACE, "In January, *Amman*’s attorney general charged him"),
            (PLACE, "without *Ashgabat* license plates"),
            (PLACE, "apply for a *Beijing* hukou"),
            (PLACE, "during the January 25 *Tripoli* protests."),
            (PLACE, "blamed the *London* faction of the movement"),
            (PLACE, "the divisional officer for *Yaounde* 1 banned it"),
            (PLACE, "the officer for *Yaounde* IV banned it"),
            (PLACE, "the court of Dar El Beida (*Algiers*) acquitted him"),
            (PLACE, "the Interim *Juba* Administration said"),
            (
                PLACE,
                "the chief of the gendarmerie of *Antananarivo* denied it",
            ),
            (PLACE, "*Nairobi* had only three"),
            (PLACE, "*Zagreb* hosted its parade"),
            (PLACE, "with *Cusco* registering the highest number"),
            (PLACE, "access to *Kyiv*"),
            (PLACE, "its distance from *Bangui*"),
            (PLACE, "move its U.S.-accredited programs to *Vienna*"),
            (PLACE, "more troops to secure *Baghdad*"),
            (PLACE, "a new police force for *Kabul*"),
            (PLACE, "*Lima*, <Cusco>, and <Loreto> have passed it"),
            (PLACE, "*Hanoi* and <Haiphong> police blocked it"),
            (PLACE, "each province and *Ashgabat*, and others"),
            (PLACE, "*Abu Dhabi* and other emirates maintained courts"),
            (PLACE, "in *Jerusalem* and the [Israeli]-controlled heights"),
            // What is the government’s all the same.
            (ACTOR, "*Tehran*’s Foreign Ministry said"),
            (ACTOR, "*Beijing*’s Communist leadership"),
            (ACTOR, "*Moscow*’s interests"),
            (ACTOR, "support for *Kyiv*"),
            (ACTOR, "*Tehran* has no intention of leaving"),
            (ACTOR, "*Moscow* and [Kyiv] have agreed"),
            (ACTOR, "the regime’s ties to *Tehran*"),
            (ACTOR, "On 6 May *Berlin* appealed the case"),
        ],
    );
}

#[test]
fn palaces() {
    check(
        NameSort::Palace,
        &[
            (ACTOR, "the *Kremlin*-backed group"),
            (ACTOR, "accused the *Kremlin* of it"),
            (PLACE, "met in the *Kremlin*"),
        ],
    );
}

#[test]
fn capitals_that_act() {
    check(
        NameSort::Metonym,
        &[
            (ACTOR, "*Tehran* said it would not bow."),
            (ACTOR, "*Moscow* has repeatedly denied the claim."),
            (ACTOR, "*Ankara* will never accept a corridor."),
            (
                ACTOR,
                "*Washington*, which backs the rebels, warned against it.",
            ),
            (ACTOR, "*Beijing* flatly rejected the ruling."),
            (ACTOR, "On Monday *Damascus* accused the observers of bias."),
            (ACTOR, "if *Pyongyang* agrees to inspections"),
            (ACTOR, "*Paris* and London want a ceasefire."),
            (ACTOR, "Paris and *London* want a ceasefire."),
            (ACTOR, "*Riyadh* recalled its ambassador."),
            (ACTOR, "*Islamabad* did not reply."),
            (ACTOR, "*Kyiv* is determined to hold the line."),
            (ACTOR, "*Brussels* is considering new tariffs."),
            (ACTOR, "*Tehran*’s nuclear ambitions"),
            (ACTOR, "*Moscow*'s demands were refused"),
            (ACTOR, "*Beijing*’s policy towards its neighbours"),
            (ACTOR, "sanctions on *Tehran* bite"),
            (ACTOR, "pressure on *Khartoum* to disarm them"),
            (ACTOR, "the group’s ties to *Tehran*"),
            (ACTOR, "according to *Baghdad*, none was killed"),
            (ACTOR, "relations with *Cairo* soured"),
            (ACTOR, "a war against *Kabul*"),
            (ACTOR, "talks between *Moscow* and Washington"),
            (ACTOR, "talks between Moscow and *Washington*"),
            (ACTOR, "accused *Moscow* of meddling"),
            (ACTOR, "urged *Beijing* to release them"),
            (ACTOR, "told *Ankara* to leave"),
            (ACTOR, "*Tehran*-backed militias"),
            (ACTOR, "pro-*Moscow* separatists"),
            (ACTOR, "anti-*Damascus* fighters"),
            (ACTOR, "a decision by *London*"),
            (ACTOR, "orders from *Moscow*"),
            (ACTOR, "the *Damascus* government"),
            (ACTOR, "the *Tehran* regime"),
            (ACTOR, "loyal to *Kinshasa*"),
            (ACTOR, "protests against *Tehran*"),
            (ACTOR, "the government of *Tehran*"),
            (ACTOR, "He is in. *Tehran* said no."),
            (ACTOR, "*Tehran*’s embassy in London"),
            (ACTOR, "*Moscow*’s invasion of its neighbour"),
            (ACTOR, "the *Kremlin* said no"),
            (ACTOR, "the *Kremlin* spokesman Dmitry Peskov"),
            (ACTOR, "a deal between *Ankara* and the rebels"),
            (ACTOR, "a setback for *Riyadh*"),
            (ACTOR, "*Beijing* and Taipei, which disagree, are talking."),
        ],
    );
}

#[test]
fn capitals_that_are_places() {
    check(
        NameSort::Metonym,
        &[
            (PLACE, "He lives in *Tehran*."),
            (PLACE, "In central *Tehran* they said no."),
            (PLACE, "He is in, *Tehran*"),
            (PLACE, "officials in *Tehran* said"),
            (PLACE, "flew to *Washington* on Sunday"),
            (PLACE, "left for *Cairo* at dawn"),
            (PLACE, "the minister arrived in *Moscow*"),
            (PLACE, "before leaving *Baghdad*"),
            (PLACE, "trains between *Paris* and Brussels"),
            (PLACE, "trains between Paris and *Brussels*"),
            (PLACE, "in *Washington*, London and Paris"),
            (PLACE, "in Washington, *London* and Paris"),
            (PLACE, "in Washington, London and *Paris*"),
            (PLACE, "a *Madrid* cafe"),
            (PLACE, "the *Kabul* airport bombing"),
            (PLACE, "the *Baghdad* bombings"),
            (PLACE, "the *London* stock exchange"),
            (PLACE, "the *Moscow* metro"),
            (PLACE, "the *Berlin* marathon"),
            (PLACE, "the *Tehran* embassy"),
            (PLACE, "the *Geneva* talks"),
            (PLACE, "the *Athens* police"),
            (PLACE, "*Tehran*’s streets were empty"),
            (PLACE, "*Damascus*’s old city"),
            (PLACE, "*Beirut*, <Lebanon>"),
            (PLACE, "*Beirut*, [Lebanon]"),
            (PLACE, "on the outskirts of *Damascus*"),
            (PLACE, "the capital *Tripoli*"),
            (PLACE, "the streets of *Sanaa*"),
            (PLACE, "a suburb of *Algiers*"),
            (PLACE, "the siege of *Khartoum*"),
            (PLACE, "*Tehran*-based analysts"),
            (PLACE, "*Kabul* lies in a valley"),
            (PLACE, "*Amman* is a city of hills"),
            (PLACE, "*Nairobi*, where the talks are held"),
            (PLACE, "shells hit *Kyiv* overnight"),
            (PLACE, "visited *Ankara* last week"),
            (PLACE, "near\n*Tehran*"),
            (PLACE, "a *London* lawyer"),
            (PLACE, "the road from *Homs* to Hama"),
            (PLACE, "the road from Homs to *Hama*"),
            (PLACE, "the fall of *Kabul*"),
            (PLACE, "*Kyiv*’s mayor spoke"),
            (PLACE, "the *Minsk* agreements"),
            (PLACE, "*Moscow*’s Red Square"),
            (PLACE, "*Kabul* fell within days."),
            (PLACE, "a *Tehran* court sentenced them"),
            (PLACE, "the *Paris* climate summit"),
            (PLACE, "shops in <Aleppo> and *Damascus*"),
            (PLACE, "according to the *Madrid* Foundation for Peace"),
            (PLACE, "the *Prague* city government"),
            (PLACE, "the provincial government of *Jakarta*"),
            (PLACE, "the *Oslo* chief magistrate"),
            (PLACE, "the treaty of *Vienna*"),
            (PLACE, "the mayor of *Lisbon*"),
            (PLACE, "an offensive on *Tripoli*"),
            (PLACE, "moved from Kano to *Abuja*"),
            (PLACE, "withdrew from *Kabul*"),
            (PLACE, "the *Dublin* Regulation"),
            (PLACE, "the *Jakarta* Post"),
            (PLACE, "Central Hospital *Bamako* opened a ward."),
        ],
    );
}

#[test]
fn states_that_act() {
    check(
        NameSort::Own,
        &[
            (ACTOR, "*Syria* said it had shot down a drone."),
            (ACTOR, "*Alabama* sued the agency."),
            (ACTOR, "*Chad*, along with its neighbours, sent soldiers."),
            (ACTOR, "*Kenya* and Uganda signed a pact."),
            (ACTOR, "Kenya and *Uganda* signed a pact."),
            (ACTOR, "Kenya, *Uganda* and Rwanda have signed it."),
            (ACTOR, "The *Netherlands* beat Chile 2-0."),
            (ACTOR, "the treaty with *Norway*"),
            (ACTOR, "a goal against *Ghana*"),
            (ACTOR, "was occupied by *Japan*"),
            (ACTOR, "the government of *Malawi*"),
            (ACTOR, "the independence of *Algeria*"),
            (ACTOR, "independence from *Portugal*"),
            (ACTOR, "tariffs on *Canada*"),
            (ACTOR, "attacks on *Israel*"),
            (ACTOR, "*Iran*’s supreme leader"),
            (ACTOR, "*Qatar*’s role as a mediator"),
            (ACTOR, "the *Iran* sanctions"),
            (ACTOR, "the *Brazil* captain"),
            (ACTOR, "the *US* government"),
            (ACTOR, "*U.S.* Secretary of State John Kerry"),
            (ACTOR, "The *U.S.* Food and Drug Administration"),
            (ACTOR, "he represented *Latvia* in chess"),
            (ACTOR, "sold the ships to *Chile*"),
            (ACTOR, "*Russia*-led forces"),
            (ACTOR, "anti-*Israel* posters"),
            (ACTOR, "relations between *Serbia* and Croatia"),
            (ACTOR, "*Japan* was at war with China"),
            (ACTOR, "when *Iraq* invaded"),
            (ACTOR, "the day *Germany* surrendered"),
            (ACTOR, "TRUMP WARNS *IRAN* OVER MISSILES"),
            (ACTOR, "*IRAN* DENIES CLAIM"),
            (ACTOR, "*Mali* asked for help, and got it."),
            (ACTOR, "a victory over *Scotland*"),
            (ACTOR, "THE UNITED STATES AND *TURKEY* AGREED."),
            (ACTOR, "THE *US* AND TURKEY AGREED."),
            (ACTOR, "In [Yemen], *Iran* and Oman agreed to talk."),
            (ACTOR, "In Yemen, Iran and *Oman* agreed to talk."),
            (ACTOR, "*US* health officials"),
            (ACTOR, "The *UN* and its partners accused the army."),
            (ACTOR, "The *United Nations* (UN) health officials said"),
            (ACTOR, "The *European Union* (E.U.) refused."),
            (ACTOR, "The *U.S.* Centers for Disease Control said"),
            (ACTOR, "*Israel* has a blockade on it."),
            (ACTOR, "The WHO and *Britain* agree."),
            (ACTOR, "after the war in Gaza, and *Egypt* said no"),
            (ACTOR, "*Tonga* is a constitutional monarchy."),
            (ACTOR, "After talks in Larnaca, *Cyprus* agreed to it."),
            (ACTOR, "According to Bauer, *Austria* is studying it."),
            (ACTOR, "Countries such as Ghana and *Togo* have agreed."),
            (ACTOR, "the *European Union*’s humanitarian aid"),
            (ACTOR, "*Iraq* torpefies its rivals."),
            (ACTOR, "However, *Iran* and Iraq refused."),
            (ACTOR, "the *Sudan* peace deal"),
            (ACTOR, "*Egypt* was blamed for the delay."),
            (ACTOR, "a nuclear deal with *Iran*"),
            (ACTOR, "*Latvia* is a member of the alliance."),
        ],
    );
}

#[test]
fn states_that_are_places() {
    check(
        NameSort::Own,
        &[
            (PLACE, "troops in *Syria*"),
            (PLACE, "was born in Larnaca, *Cyprus*"),
            (PLACE, "in <Larnaca>, *Cyprus*, last year"),
            (PLACE, "throughout northern *Mali*"),
            (PLACE, "in what is now *Ghana*"),
            (PLACE, "in sunny *Spain*"),
            (PLACE, "emigrated to *Canada*"),
            (PLACE, "a flight from *Kenya*"),
            (PLACE, "left *Zambia* for good"),
            (PLACE, "toured *Japan* in May"),
            (PLACE, "*Nepal* borders China"),
            (PLACE, "*Chad* is a landlocked country"),
            (PLACE, "*Iraq*’s deserts"),
            (PLACE, "*Peru*’s population"),
            (PLACE, "the *Turkey* border"),
            (PLACE, "the *Haiti* earthquake"),
            (PLACE, "a *New Zealand* singer"),
            (PLACE, "the people of *Laos*"),
            (PLACE, "the north of *Ireland*"),
            (PLACE, "the invasion of *Kuwait*"),
            (PLACE, "invaded *Kuwait* in August"),
            (PLACE, "the border between *Iran* and Iraq"),
            (PLACE, "across *France* and Spain"),
            (PLACE, "across France and *Spain*"),
            (PLACE, "refugees from *Burundi*"),
            (PLACE, "*Niger*, where the convoy halted"),
            (PLACE, "*Togo*, a small country on the coast, said no"),
            (PLACE, "a border with *Libya*"),
            (PLACE, "*Kenya*-born runners"),
            (PLACE, "In *Yemen*, Iran and Oman agreed to talk."),
            (PLACE, "in *Yemen*, Iran and Oman"),
            (PLACE, "in Yemen, *Iran* and Oman"),
            (PLACE, "the countryside of *Uganda*"),
            (PLACE, "sent back to *Eritrea*"),
            (PLACE, "Hundreds fled *Burundi*."),
            (PLACE, "*Somalia* lies on the Horn of Africa."),
            (PLACE, "the US/*Mexico* border"),
            (PLACE, "Save the Children *Mali* said"),
            (PLACE, "A hospital in Larnaca, *Cyprus* admitted them."),
            (PLACE, "In *Benin* officials said no."),
            (PLACE, "news that persons from *Gabon* took part"),
            (PLACE, "northern *Mali* said to be calm"),
            (PLACE, "fees for Greater *London*"),
            (PLACE, "*Peru* has three deserts."),
            (PLACE, "the countries included *Chad* and Togo."),
            (PLACE, "countries such as *Yemen*, which"),
        ],
    );
}

#[test]
fn adjectives() {
    check(
        NameSort::Adjective,
        &[
            (ACTOR, "*Iranian* officials"),
            (ACTOR, "the *Syrian* army’s advance"),
            (ACTOR, "*Russian* and Chinese warships"),
            (ACTOR, "*Turkish* Foreign Minister Hakan Fidan spoke"),
            (ACTOR, "*Israeli* air strikes"),
            (ACTOR, "the *Iranian* nuclear programme"),
            (ACTOR, "*Iranian*-backed militias"),
            (ACTOR, "the *French* parliament voted"),
            (ACTOR, "*British* policy"),
            (PLACE, "the *Syrian* border"),
            (PLACE, "the *Libyan* coast"),
            (PLACE, "the *Iraqi* city of Mosul"),
            (PLACE, "*Syrian* refugees"),
            (PLACE, "an *Egyptian* journalist"),
            (PLACE, "the *Libyan* desert"),
            (PLACE, "*Italian* food"),
            (PLACE, "every *American* who wants it"),
            (PLACE, "*Kenyan*-born runners"),
        ],
    );
}

#[test]
fn other_places() {
    check(
        NameSort::Site,
        &[
            (PLACE, "*Aleppo* fell in December."),
            (PLACE, "in *Aleppo*"),
            (PLACE, "the battle for *Aleppo*"),
            (PLACE, "*Aleppo* was shelled"),
            (ACTOR, "*Barcelona* beat Madrid"),
        ],
    );
}

proptest! {
    #[test]
    fn any_text_has_a_stance(before in HARD, name in HARD, after in HARD) {
        let text = format!("{before}{name}{after}");
        let start = before.len();
        let end = start + name.len();
        for sort in SORTS {
            let around = Around { text: &text, start, end, previous: None, next: None };
            let found = stance(&around, sort);
            prop_assert!(!found.is_empty() && (found.actor > 0 || found.place > 0));
        }
    }
}

/// Words and signs that the rules look at.
const HARD: &str = "(Iran|said|in|the|of|and|US|Kyiv|’s|'s|\\(AP\\)|—|--|-|_|, |/|\\. |\n|\u{301}\
    |é| | |talks){0,7}";

const SORTS: [NameSort; 4] = [
    NameSort::Own,
    NameSort::Adjective,
    NameSort::Metonym,
    NameSort::Site,
];

/// What is read is bounded, however long the words and the gaps are.
#[test]
fn far_words_do_not_matter() {
    for filler in [" ", "x", "(", "’", "\u{301}", "-", "A "] {
        let near = filler.repeat(200);
        let far = filler.repeat(100_000);
        let [near, far] = [near, far].map(|filler| {
            let text = format!("said{filler} *Iran* {filler}said");
            read(&text, NameSort::Own)
        });
        assert_eq!(near, far, "{filler:?}");
    }
}

#[test]
fn nothing_breaks_it() {
    for text in [
        "**",
        "*é*",
        "\u{301}*x*\u{301}",
        "’*s*’s",
        "a.*b*.c",
        "*x*’",
        "—*x*—",
        "(*x*",
        "、*中*国",
    ] {
        for sort in SORTS {
            read(text, sort);
        }
    }
}
