//! Verbs, as they stand in a dictionary; [`inflect`](super::inflect) makes their forms.

use super::classes::Classes;

/// The lists, each sorted, with what its words are.
pub(super) const VERBS: &[(Classes, &str)] = &[
    // What only people and states do: say, want, know, decide. Their subject is an actor.
    (
        Classes::SPEECH,
        "accuse acknowledge admire admit advise advocate affirm agree allege announce apologise \
         apologize appeal applaud argue ask aspire assert assess assume assure attribute aver \
         believe blame boast caution challenge claim clarify comment complain concede condemn \
         confess confirm congratulate consent consider contemplate contend contest convince \
         counter criticise criticize decide declare decline decry defend demand denounce deny \
         deplore desire disagree disapprove disavow disclose dismiss dispute doubt dream echo \
         emphasise emphasize estimate evaluate expect explain express fear fret fume gloat \
         grumble hail heed hesitate hint hope ignore imply inform insinuate insist insult intend \
         interpret invoke joke know lament mistrust mock mourn mull note notify object oppose \
         perceive plead pledge ponder praise preach predict prefer proclaim profess promise \
         propose protest question react reaffirm realise realize reassure rebuff rebuke recall \
         reckon recognise recognize recommend reconsider refuse refute regard regret reiterate \
         reject rejoice remark remind repeat reply report repudiate request resent resolve \
         respond retort reveal salute say scoff scold seek shrug signal specify speculate stress \
         suggest suspect swear sympathise sympathize tell thank think threaten trust understand \
         urge voice vow wait want warn welcome wish wonder worry",
    ),
    // What governments do with each other and with those they rule.
    (
        Classes::DEALING_VERB,
        "abandon abolish abstain accede accept accommodate accredit acquire adapt administer \
         adopt aid aim align allocate allow ally amend annul appease appoint approve arm arrange \
         arrest assist attend authorise authorize award back backtrack ban bar bargain befriend \
         benefit betray block blockade boycott brand brief broker build buy campaign cancel cave \
         cede cheat choose circumvent classify coax coerce collaborate collude commission commit \
         compel compensate complete comply compromise conclude conduct conspire construct consult \
         contravene control convene convict cooperate coordinate court criminalise criminalize \
         crush curb curtail cut deal decree decriminalise decriminalize default delay delegate \
         deliver demarcate deport deprive designate detain deter devalue develop dictate dilute \
         disarm discuss dispatch dissolve donate ease elect embargo embark embrace enact \
         encourage endorse enforce engage enlist enrich equip espouse establish evade execute \
         exempt exert exile expand expel exploit export extend extradite favor favour finance \
         flout forbid force forge form fortify foster free freeze fulfil fulfill fund gain give \
         grant guarantee halt hand harass harbor harbour help honor honour hurry imitate impeach \
         implement import impose imprison inaugurate influence initiate insert install instruct \
         interfere intervene introduce invest investigate invite isolate issue jail join legalise \
         legalize legislate lend levy liberalise liberalize lift loan lobby loosen maintain \
         manage manipulate manufacture meddle mediate meet merge modernise modernize monitor name \
         nationalise nationalize negotiate nominate normalise normalize obey oblige obstruct \
         obtain offer operate orchestrate order organise organize oust outlaw oversee own pardon \
         participate pass pay permit persuade plan plot postpone prepare press pressure \
         pressurise pressurize privatise privatize procure prohibit promote prosecute protect \
         provide provoke publish punish purchase pursue push put ratify rebuild recruit refrain \
         regulate rehabilitate relax release relent relinquish rely renew renounce repatriate \
         repay repeal request require reschedule rescind respect restore restrict resume retain \
         retaliate revise revoke reward rush sabotage sanction schedule scramble scrap scrutinise \
         scrutinize secede secure select sell send sentence serve set settle sever shelter shun \
         side sign smuggle snub soften spend sponsor spy stage stall station stop strengthen \
         strive subsidise subsidize sue summon supply support suppress surrender suspend tax \
         terminate tighten tolerate toughen trade train transfer treat trigger try undermine \
         undertake unveil uphold use veto violate vote waive weaken withdraw withhold work yield",
    ),
    // What armies do.
    (
        Classes::FIGHTING,
        "advance aggress ambush annex annihilate attack battle besiege bomb bombard capitulate \
         capture clash colonise colonize conquer counterattack decimate defeat deploy destroy \
         dislodge dominate eject encircle evict fight fire govern infiltrate invade launch \
         liberate massacre menace mobilise mobilize occupy outgun overrun overthrow overwhelm \
         plunder raid ram recapture reconquer regain reoccupy repel repulse retake retreat rout \
         rule sack seize shell shoot sink smash squash stockpile storm strafe strike subdue \
         subjugate target test topple torpedo torture wage withstand",
    ),
    // What teams do.
    (
        Classes::CONTEST,
        "beat bowl box compete contest debut draw edge eliminate equalise equalize face field \
         finish hammer hit kick lose outplay outscore overcome play progress qualify reach row \
         sail score tackle thrash tie trail triumph trounce upset win",
    ),
    // What many things do, actors more often than places.
    (
        Classes::DOING,
        "absorb accelerate account accumulate achieve act add adhere admit advertise affect \
         aggravate air allow alter amass answer anticipate appeal appear apply approach arrive \
         assemble assimilate assume attain attempt attract average await balance begin benefit \
         bid bolster boost borrow bounce brace break bring broadcast bustle call capitalise \
         capitalize care carry catch cause celebrate centralise centralize change characterise \
         characterize choose clamour clamp clear climb clinch close codify coin collapse collect \
         combine come commemorate commence compare compensate compile comply concentrate confer \
         confront connect conserve consolidate constitute consume continue contract contribute \
         convert cope correct cost count crack crash create creep cross dare decline decrease \
         dedicate deepen define demonstrate depend derive deserve design deteriorate devise \
         devote differ diminish disappear discontinue discover display disqualify distance \
         distribute diversify do double downgrade draft drop dwarf earmark earn eat edge end \
         enjoy enter erect err escape evolve exceed excel exchange exhibit exit expand experiment \
         face fail feed fight file fill find fit fix flex focus follow forget gather gear \
         generate get glance glorify go grab halt hang happen hear hide hire hold hunt identify \
         immortalise improve incorporate increase incur industrialise inherit innovate inspire \
         intend intensify invade invent jump justify keep kick label labour lack lag languish lay \
         lead lean leap learn leave let license like limit list live look loom love lower \
         maintain make mandate march mark market match mean mine mint miss motion move multiply \
         narrow near need net number observe occur open oppress opt originate outlast outnumber \
         owe pace pack pardon part patent peak perform persecute persist phase pick pin plough \
         plummet plunge popularise portray possess pour practice practise precede present prevail \
         price print prize probe process produce profit prolong prosper prove pull quit quote \
         race radiate raise rally reassert rebel rebound rebrand recede receive reclaim reconcile \
         record recoup recover redeem redefine redirect redouble reduce reel refer reform reign \
         reinforce reinstate rejoin remake remember remove rename render reopen reorganise repair \
         replace reply represent reproduce rescue research reserve reshape reside resign resort \
         respect respond rest return revalue reverse revert revive revolt rewrite ride risk round \
         ruin ruminate run sacrifice safeguard save scale scan schedule secure sell separate \
         share shed shift show shut simplify slash slide slip slow slump smell soar solve sort \
         spare spark speak split spread spring spur squander stamp stand start starve stay steal \
         steer stem step stick stimulate stir stock stretch strip structure study stumble stun \
         submit subscribe succeed succumb suit sum surge surpass surprise survive swallow swap \
         sweep swing switch swoop take talk teach tear tend tender throng throw thwart tilt time \
         tip top total tout trace transcend transform triple trump tumble turn twist undergo \
         unify unite unleash update upgrade urge usher vacate value vanish vary venture vie view \
         visit wade wake walk wane watch waver weather welcome widen wield win wind wipe witness \
         woo worsen worship wrap wrest write yearn",
    ),
    // What places do: they lie, border, contain. Their subject is a place.
    (
        Classes::LYING,
        "abut adjoin border bustle comprise consist contain cover encompass feature house lie \
         measure nestle overlook sit span sprawl straddle stretch swelter teem",
    ),
    // Verbs whose object is spoken to or dealt with, a capital for its government: urge, accuse,
    // help.
    (
        Classes::ADDRESSING,
        "absolve accommodate accuse address advise aggrieve aid alarm alienate align allow anger \
         antagonise antagonize appal appease applaud arm ask assist assuage assure authorise \
         authorize avenge back bail barter befriend beg berate betray blacken blackmail blame \
         blast bless bribe brief bully cajole caution censure challenge chastise cheer chide coax \
         coerce comfort compel compensate compliment condemn condone confront congratulate \
         consult contact contradict convince counsel court credit cripple criticise criticize \
         cultivate damn dare deceive decry defame defraud defy demonise demonize denigrate \
         denounce depose deprive deter detest dictate dignify disappoint disarm discourage \
         dislike displease disrespect dissuade distrust doubt dupe embarrass embolden empower \
         emulate enable encourage endorse enlist enrage ensnare entice entreat equip excuse \
         exhort exonerate extort fault flatter fool forbid force forgive frustrate fund gall goad \
         grill harangue harass harm hector help horrify humiliate hurt ignore impeach impel \
         implicate implore impress incite indict induce indulge inform infuriate inspire instruct \
         insult intimidate invite irk irritate isolate jolt lambast lambaste lash laud lecture \
         loathe lobby misjudge mislead mistrust mock mollify neglect nominate notify nudge obey \
         obligate oblige offend oppose ostracise ostracize outrage overawe overrule overtake \
         pacify permit persuade pester petition pity placate plague please pledge praise press \
         pressure pressurise pressurize prevent prod prohibit prompt provoke punish push query \
         quiz quote rattle reassure rebuff rebuke recompense reject remind repay reprimand \
         reproach reprove resent revile reward ridicule rile rob salute sanction satisfy scare \
         scold shame shield shock shun slam slander snub sour spare spite spook spur startle stun \
         subsidise subsidize sue summon supplant supply support surprise suspect sway taunt tax \
         tease tell tempt terrify thank threaten thwart toast trick trouble trust undercut \
         underestimate undermine unnerve unsettle upbraid upset urge usurp vex vilify warn \
         wheedle win woo worry wrong",
    ),
    // Verbs whose object is a state as another party or a team, if it is a capital rather the
    // place.
    (
        Classes::OPPOSING,
        "admire aid allow ally appoint arm assist attack await ban battle beat befriend blockade \
         boost boycott bring buy captain chase christianise christianize claim coach conscript \
         consider contain contest control cost counter create crush deal declare defeat deny \
         deport deprive destroy detest develop disarm disband dominate draft draw dwarf edge \
         elect elevate eliminate exclude expel face favor favour fear fight force form found give \
         govern grant guide hammer hand harm hate hold host ignore imitate inherit inspire \
         install intrigue invite join keep kick know lead love make manage meet mentor model \
         modernise modernize monitor motivate name need outplay outscore overcome own partition \
         pick place play prefer prepare prevent promote propel protect pursue put rank rebuild \
         recognise recognize reform regard reject relegate remind replace represent rescue resist \
         restore reunite rival rout rule run save search see select send serve shape shield show \
         side sign stop strengthen succeed suit support surprise tackle target teach test thrash \
         top trail train transfer transform trounce trust turn understand unify unite use value \
         view want war weaken welcome win",
    ),
    // Verbs whose object is a place: visit, reach, invade, bomb.
    (
        Classes::LOCATING,
        "abandon annex approach batter besiege blanket bomb bombard capture circle circumnavigate \
         colonise colonize conquer cross depart devastate divide drain encircle enter evacuate \
         exit explore flee flood hit infiltrate inhabit invade leave liberate loot map near \
         occupy overlook overrun pass patrol penetrate pillage plunder populate pound quit ravage \
         reach recapture reconquer regain relieve reoccupy retake roam rock sack secure seize \
         separate settle shake shell skirt storm strafe strike surround survey sweep take tour \
         transit traverse vacate visit walk",
    ),
    // Verbs of motion: what follows them after a preposition is a place.
    (
        Classes::MOVING,
        "arrive bring climb come commute cruise cycle defect deliver depart deploy deport descend \
         dispatch drag drive emigrate escape escort evacuate exile expand extend extradite ferry \
         flee flock fly go hasten head hitchhike hurry immigrate invite jet journey land lead \
         leave march migrate move parachute post pour proceed pull relocate resettle retire \
         retreat return ride roll rush sail send ship smuggle sneak spread stream swim tow \
         transport travel trek venture walk wander withdraw",
    ),
    // Participles that say where a thing is, or what befell a place.
    (
        Classes::RESIDING,
        "address base bear bomb bound build bury connect damage devastate divide encircle enclose \
         find flatten flood found headquarter hit house incorporate inhabit know lay link list \
         locate mention name nestle perch populate pronounce raze rebuild reckon regard rename \
         ring rock ruin separate serve shake situate spell split station strike surround twin",
    ),
    // What happens to states and to places alike.
    (
        Classes::HAPPENING,
        "awake become boom burn bustle collapse crumble decay decline die disappear emerge \
         experience explode fall fill flourish freeze glow grow heat look quieten recover rise \
         see seem shake shrink sink slumber smell suffer swell thrive tremble turn",
    ),
];
