//! Words before a preposition that say where it leads: *ties to Tehran*, *the road to Tehran*.

use super::classes::Classes;

/// The lists, each sorted, with what its words are.
pub(super) const TIES: &[(Classes, &str)] = &[
    // Words after which *to* leads to an actor, not a place: ties to Tehran, sold to Brazil.
    (
        Classes::TOWARD,
        "abandoned access according accountable accredited addressed affiliated affiliation \
         affiliations aid aligned allegiance allied allow alternative announcement answer \
         answerable apologies apologise apologised apologize apologized apology appeal appealed \
         appeals applied assistance assurances attributable attributed award awarded bargain \
         beholden belong belonged belonging belongs beneficial betrayed blow bow bowed capitulate \
         capitulated capitulation cause cede ceded ceding challenge close closer comfort \
         commitment committed comparable complained complaint conceded concession concessions \
         conform congratulations contribution conveyed cost credit credited crucial damage danger \
         dangerous death debt dedicated defeat defeats defer deference delegation deliver \
         delivered delivering delivery detrimental devoted devotion disloyal donated donation \
         embarrassment embassies entrusted equal explain explained export exported exporting \
         exports fall fallen favorable favourable fealty fell friendly gave generous gift gifts \
         give given gives giving grant granted granting grateful guarantee guarantees hand handed \
         handing harm harmful heir help helpful hindrance hint homage hostile hostility \
         humiliation important indebted indifferent inferior injurious instrumental invitation \
         issue issued judged kowtow leased leasing lend lending lent letter letters liable \
         licence licensed linked links listen listened loan loaned loans lose losing loss losses \
         lost loyal loyalty mattered matters message messages oath obedience obedient objected \
         objection objections obligation obligations ode offence offensive offer offered offering \
         offers opponent opposed opposing opposition owe owed owes paid pay payment payments \
         pertaining petition petitioned pitch plea plead pleaded pleading pleas pledge pledged \
         praise prayed prefer preferable preferential preferred present presentation presented \
         pretender profit promise promised proposal proposals proposed protest prove proved react \
         reacted reaction rebuke recommendation refused regard related relating relation \
         relations relationship render rendered repaid repay reply report reported reports \
         represent request resistance respond responded responding response responsive \
         restitution restore restored retaliation reveal revealed risk sacred sacrifice sale \
         sales sell selling senator sensitive shipments shown signal signals similar slow sold \
         solution sovereignty speak spoke stick subject submission submit submitted subordinate \
         subservient subsidies successor suggest suggested suitable superior supplied supplies \
         supply support surrender surrendered surrendering susceptible swear swore sympathetic \
         talk talked talking testament thank thanks threat threatening threats tied ties toast \
         trade traitor transmit tribute trust turned ultimatum unacceptable unaffordable unfair \
         unfavourable unjust useful valuable value vassal vital vulnerable warning warnings \
         welcome worth wrote yield yielded",
    ),
    // Words after which *from* leads to an actor: independence from France, orders from Moscow.
    (
        Classes::FROMWARD,
        "acceptance advice agreement aid alienated alimony allegations allowance anger \
         announcement answer answers apology applause approval approvals assistance assurance \
         assurances autonomy backing bailout ban bans blessing bought boycott break breakaway \
         broke buy buying call calls cash ceasefire claim claims clearance comment commitment \
         competition complaint concession concessions condemnation confirmation congratulations \
         consent contract contracts contribution contributions cooperation credit credits \
         criticism cut debt decision defeat defend defended defending demand demanded demands \
         denial deter dissociate distanced distancing donations embargo encouragement endorsement \
         envoy envoys estranged estrangement exemption expelled extract extracted favour finance \
         financing freedom funding funds gained gift gifts grant grants guarantee guarantees \
         guidance gunfire hear heard help hint impose indemnity independence independent \
         influence information input inspiration instruction instructions intelligence \
         interference intervention investment investments invitation invitations invoice isolated \
         judgment leave letter letters liberate liberated liberation loan loans lobbying mandate \
         mandates mediation message messages money move nod note objections obtain obtained offer \
         opposition order ordered orders pardon participation payment payments permission plea \
         pleas pledge pledges pledging pressure promise promises proposal proposals protect \
         protected protecting protection protest protests provocation pullout purchased question \
         questions quote ransom ratification reaction reassurance reassurances rebuke receive \
         received receiving recognition refusal remittances reply representation representations \
         representatives request requests resistance respect response responses retaliation \
         ruling sanction sanctions scrutiny secede seceded secession seek separate separation \
         shield signal signals signs sought sovereignty stake statement statements subsidies \
         subsidy supplies supply support sympathy tariff thanks threat threats trade ultimatum \
         ultimatums umbrella vote votes warning warnings wean weaned weapons won word words",
    ),
    // Words after which *for* leads to a place: the train for Paris.
    (
        Classes::FORWARD,
        "battle battles bound depart departed departing departs embark embarked fighting flew \
         flight flights fly flying forecast head headed heading heads leave leaves leaving left \
         mandate map offensive road sail sailed sailing sails train visa visas",
    ),
    // What is owned by or done to an actor after *on*: sanctions on Iran.
    (
        Classes::HELD,
        "assault attack attacks ban bans blame burden clampdown condition conditions crackdown \
         curbs depend depended dependence dependent depends embargo embargoes focus foist impose \
         imposed imposes imposing inflict inflicted judgment levied limits offensive onus \
         penalties penalty pressure pressures prevail prevailed punishment reliance reliant \
         relied relies rely report restrictions sanction sanctions spied spy spying strike \
         strikes tariff tariffs tax taxes tough tougher turn turned unleashed war",
    ),
    // What is held over an actor after *over*: victory over Brazil.
    (
        Classes::REIGN,
        "advantage authority clout concern concerns control dominance domination dominion edge \
         hegemony influence lead leverage power prevail prevailed protest reign rule ruled \
         sovereignty suzerainty triumph triumphed victories victory win wins",
    ),
    // Nouns of motion and of what joins two places: flights between Paris and Brussels.
    (
        Classes::TRAVEL,
        "access ambassador border borders bridge bridges bus buses coach commute commuting \
         corridor crossing cruise distance drive emigrant exodus expedition ferries ferry flight \
         flights frontier highway immigrant immigrants journey journeys line migration motorway \
         passage pilgrimage pipeline rail railway railways road roads route routes sailing \
         service services ship ships shuttle tour traffic train trains transit transport \
         transportation travel trip trips tunnel tunnels visit visits voyage way",
    ),
    // What is done to a city as a place: an attack on Tripoli.
    (
        Classes::ASSAULT,
        "advance assault assaults attack attacks barrage bombardment campaign expedition march \
         movement offensive offensives onslaught operation operations raid raids strike strikes",
    ),
];
