//! Small words, and words of few uses.

use super::classes::Classes;

/// The lists, each sorted, with what its words are.
pub(super) const SMALL: &[(Classes, &str)] = &[
    // Articles and their like.
    (
        Classes::DETERMINER,
        "a all an another any both each eight either every fellow five four her his its many \
         most much my neither nine no our seven several six some ten that the their these this \
         those three two your",
    ),
    // What may stand between a preposition and a name, and tells nothing.
    (
        Classes::ADJECTIVE,
        "agrarian ancient authoritarian autocratic backward beautiful beleaguered big broader \
         central civil coastal cold communist contemporary continental day democratic distant \
         downtown early east eastern entire faraway fascist feudal former greater greatest \
         heartland historic hot imperial independent industrial inland inner islamic landlocked \
         large late mainland many medieval metropolitan mid mighty modern mountainous much nazi \
         nearby neighboring neighbouring new newly nonaligned north northeast northeastern \
         northern northwest northwestern nuclear old outer own peaceful poor powerful present \
         remote reunified rich rural secular small socialist south southeast southeastern \
         southern southwest southwestern sovereign soviet sunny surrounding tiny today tropical \
         unified unincorporated united upper urban various victorious warring wealthy west \
         western whole wider young",
    ),
    // What may stand between a subject and its verb.
    (
        Classes::ADVERB,
        "abroad actually again alike allegedly almost alone already also always angrily \
         apparently automatically away back basically bluntly both briefly calmly categorically \
         clearly closely consistently constantly continually currently deliberately directly \
         duly each earlier effectively either elsewhere equally especially even eventually ever \
         evidently explicitly fiercely finally firmly first flatly forcibly formally freely \
         frequently fully further furthermore generally gradually greatly grudgingly hardly \
         hastily heavily here historically hitherto however immediately increasingly indeed \
         initially instead jointly just largely lately later legally likewise long loudly \
         mainly meanwhile merely militarily mostly narrowly never nevertheless next nonetheless \
         not now obviously officially often once only openly originally otherwise \
         overwhelmingly partly perhaps politically poorly possibly predictably presumably \
         previously privately probably promptly proudly publicly quickly quietly quite rarely \
         rather readily really recently regularly reluctantly repeatedly reportedly reputedly \
         respectively rightly secretly seldom separately seriously sharply shortly similarly \
         simply simultaneously since slowly so solemnly sometimes somewhat soon still \
         strenuously strictly strongly subsequently successfully suddenly swiftly tacitly \
         temporarily then there thereafter thereby therefore thoroughly thus today together too \
         traditionally twice ultimately unanimously unexpectedly unilaterally unofficially \
         unsuccessfully usually vehemently very vigorously voluntarily well widely willingly \
         yesterday yet",
    ),
    // Forms of *to be*.
    (
        Classes::BE,
        "am are arent be been being is isnt remain remained remains was wasnt were werent",
    ),
    // Forms of *to have*.
    (Classes::HAVE, "had hadnt has hasnt have havent having"),
    // Forms of *to do* before another verb.
    (Classes::DO, "did didnt do does doesnt dont"),
    // Before a verb: will, may, must.
    (
        Classes::MODAL,
        "can cannot cant could couldnt may might must ought shall should shouldnt will wont \
         would wouldnt",
    ),
    // Joins names to lists, and clauses.
    (Classes::CONJUNCTION, "and nor or"),
    // Opens a clause: what follows is its subject.
    (
        Classes::CLAUSE,
        "after although as because before but how if lest once provided since so than that then \
         though unless until what when whenever where whereas whereby whether while why",
    ),
    // Opens a clause about the name before it.
    (Classes::RELATIVE, "that which who whom whose"),
    // Words for a person or thing that was named.
    (
        Classes::PRONOUN,
        "anyone everyone he her him i it me nobody she somebody someone them they us we who you",
    ),
    // Prepositions of place.
    (
        Classes::INSIDE,
        "across around at beyond in inside into near off outside through throughout via within",
    ),
    (Classes::TO, "to"),
    (Classes::FROM, "from"),
    (Classes::OF, "of"),
    (Classes::FOR, "for"),
    // Before one who acts, or against whom.
    (
        Classes::BY,
        "against alongside by despite toppling v versus vs without",
    ),
    (Classes::WITH, "with"),
    (Classes::BETWEEN, "among between"),
    (Classes::ON, "on upon"),
    (Classes::OVER, "above beneath over under"),
    (Classes::TOWARDS, "toward towards"),
    // Before the members of a kind.
    (
        Classes::CALLED,
        "besides except excluding following include included includes including like minus \
         namely unlike",
    ),
    // Before a topic.
    (Classes::ABOUT, "about concerning on re regarding"),
    // Capitalised words that are no names.
    (
        Classes::TIME,
        "april august december february friday january july june march may monday november \
         october saturday september sunday thursday tuesday wednesday",
    ),
    // What one is who has a will.
    (
        Classes::ATTITUDE,
        "able afraid alarmed angry anxious averse aware bent bound careful cautious certain \
         concerned confident content convinced critical dead deeply defiant desperate \
         determined dissatisfied eager entitled fearful furious glad guilty happy hesitant \
         hopeful hostile inclined indifferent intent isolated keen liable loath mindful neutral \
         obliged opposed optimistic party pleased poised prepared proud ready reluctant \
         responsible right satisfied sceptical serious set signatory skeptical sorry sure \
         suspicious sympathetic threatened unable unaware uneasy unhappy unlikely unprepared \
         unwilling upset wary willing worried wrong",
    ),
    // What a state is as an actor, after *is*: an ally, the winner.
    (
        Classes::PARTY,
        "adversary aggressor ally autocracy backer belligerent champion champions colony \
         competitor confederation contender contestant contributor defender democracy \
         dictatorship donor economy enemy exporter finalist finalists foe founder friend \
         guarantor guest hegemon heir host importer initiator instigator leader lender mediator \
         member members monarchy neighbor neighbour nominee observer opponent participant \
         partner patron player power producer protectorate republic runner signatories \
         signatory sponsor state successor superpower supplier supporter threat union user \
         victim victor winner winners",
    ),
    // After a name and a hyphen: the name is an actor.
    (
        Classes::HYPHEN_ACTOR,
        "affiliated aligned allied appointed approved armed backed brokered built controlled \
         directed dominated drafted equipped financed friendly funded imposed initiated \
         inspired installed led linked made mediated negotiated occupied orchestrated organised \
         organized owned proposed proxy run sanctioned sponsored supplied supported trained",
    ),
    // After a name and a hyphen: the name is a place.
    (
        Classes::HYPHEN_PLACE,
        "area based born bound bred datelined educated resident wide",
    ),
    // Before a name, of a part of a place: northern Mali, Greater Amman.
    (
        Classes::REGIONAL,
        "central coastal downtown east eastern greater inland inner lower mainland midtown \
         north northeast northeastern northern northwest northwestern outer rural south \
         southeast southeastern southern southwest southwestern suburban upper west western",
    ),
];
