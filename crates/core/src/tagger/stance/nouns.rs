//! Nouns, by what they say of the name that they belong to: *Tehran’s ambitions*.

use super::classes::Classes;

/// The lists, each sorted, with what its words are.
pub(super) const NOUNS: &[(Classes, &str)] = &[
    // Bodies, offices and forces of a state.
    (
        Classes::BODY,
        "administration admiral admirals agencies agency agent agents aide aides allies ally \
         ambassador ambassadors apparatus armada armies army artillery assembly attache attorney \
         attorneys authorities authority battalion board brigade bureau bureaucracy bureaucrats \
         cabinet chancellery chancellor chief chiefs clerics coalition coastguard colonel \
         commander commanders commando commandos commission commissioner commissioners committee \
         congress congressman congressmen constitution consul consular consulate consulates \
         council counterpart counterparts court courts crown cyberforces czar delegate delegates \
         delegation delegations department departments deputies deputy dictator dictatorship \
         diplomat diplomats directorate drones embassies embassy emir emissaries emissary emperor \
         enforcement envoy envoys establishment executive fleet force forces frigate frigates \
         gendarmerie gendarmes generals government governments guard guards gunboats hackers \
         hardliners helicopters hierarchy infantry inspectorate inspectors institutes \
         intelligence investigators jets judiciary junta jurists king lawmaker lawmakers leader \
         leaders leadership legislation legislator legislators legislature marines master masters \
         mayor mayors militaries military militia minister ministerial ministers ministries \
         ministry missile missiles mission monarch monarchy mps mullahs navy negotiator \
         negotiators occupiers office officer officers official officialdom officials oligarchy \
         ombudsman operatives organisation organisations organization organizations \
         paramilitaries paramilitary parliament parliamentarian parliamentarians patrol patrols \
         peacekeepers planes pm police policeman policemen policymaker policymakers politburo \
         politicians premier presidency president presidential presidents prince princess \
         prosecution prosecutor prosecutors queen regime regiment regimes regulator regulators \
         representative representatives ruler rulers secretary senate senator senators service \
         servicemen services shah sheikh ships shogunate shura soldier soldiers solicitor spies \
         spokesman spokesmen spokesperson spokespersons spokeswoman spy squadron state states \
         statesman statesmen statesperson strategist strategists strongman strongmen submarine \
         submarines sultan superpower tank tanks technocrats treasury tribunal troika troop \
         troops tsar tyrant tyrants unit units viceroy warplane warplanes warship warships",
    ),
    // What only an actor has: ambitions, policies, a role, approval.
    (
        Classes::WILL,
        "abilities ability acceptance accession accord accords accountability accusation \
         accusations achievement acquiescence acquisition action actions acumen adherence \
         admission adoption advance advances advantage adversaries adversary agenda aggression \
         aid aim aims alignment allegation allegations allegiance alliance alliances ambition \
         ambitions annexation announcement answer antagonism apology appeal appeals appeasement \
         appetite approach approval argument arguments armament armaments arms arrogance arsenal \
         aspiration aspirations assault assaults assent assertion assertions assessment \
         assistance assurance assurances atrocities attack attacks attempt attempts attention \
         attitude attitudes authorisation authorization autonomy backers backing backlash ban \
         bans bargaining behalf behavior behaviour belief bellicosity benefactor benefit bid \
         blessing bombardment bombing boost boycott breach budget calculations calculus call \
         calls campaign candidacy capabilities capability capacities capacity capitulation \
         capture caution ceasefire choice choices claim claims clout coalition code codes \
         collaboration collapse commitment commitments competitiveness competitor competitors \
         complaint complaints compliance complicity compromise concern concerns concession \
         concessions condemnation conditions conduct confidence conflict confrontation conquests \
         consent consideration conspiracy consumption contempt contribution contributions control \
         conviction cooperation correspondence counterclaim counteroffensive counterterrorism \
         courage crackdown crackdowns credibility creditor creditors creditworthiness crimes \
         culpability cyberattacks deadline deal deals debt debts debut decision decisionmaking \
         decisions declaration decree deeds default defeat defeats defence defences defense \
         defenses defiance deficit delay delays demand demands denial denials departure \
         dependence dependency deployment designs desire destiny detente determination deterrence \
         deterrent development diplomacy disapproval disarmament dismay displeasure dispute \
         disputes disregard doctrine dominance domination dominion dominions doubts drive duty \
         eagerness effort efforts election elections embargo embarrassment embrace emergence \
         emissions encouragement endorsement ends enemies enemy engagement enmities enmity \
         enrichment entry espionage excuse existence exit expansion expansionism expenditure \
         expense expertise explanation exploitation export exports expulsion failure failures \
         fate fault favor favour favourite fear fears federalism finances fleet foe foes foothold \
         foray forays forgiveness framework frustration funding funds fury gains generosity \
         gesture gestures goal goals goodwill grasp grievances grip guarantee guarantees guidance \
         guilt hand handling hands headache headaches heft hegemony help hesitation hold honor \
         honour hopes hostility hosting hubris humiliation ideology ignorance impatience imports \
         impunity inability inaction inclusion incursion incursions indecision independence \
         indignation inertia influence infringement initiative initiatives insistence inspections \
         instability instigation intelligence intent intention intentions interest interests \
         interference intervention interventions intransigence invasion invincibility invitation \
         involvement irredentism irritation isolation isolationism jealousy judgment jurisdiction \
         justification knowhow law laws leaders leadership legacy legislation legitimacy leverage \
         liability liberalisation liberalization lobby lobbying loss losses loyalty machinations \
         mandate maneuvers manoeuvres manpower measures meddling membership might militarism \
         military mistrust mobilisation mobilization monopoly motivation motives move moves \
         naivety nationhood negligence negotiations neutrality nomination nonproliferation notion \
         objection objections objective objectives obligation obligations obsession obstinacy \
         offensive offer offers omission openness opinion opponents opposition oppression order \
         orders output outrage overreach overture overtures ownership pact paranoia parity \
         participation partner partners partnership patience patronage payment payments penchant \
         perception permission persecution persistence perspective pivot plan plans plea pleas \
         pledge pledges plight plot ploy policies policing policy pose position positions posture \
         potential power powers practices precondition preeminence preference preparations \
         preparedness presence presentation presidency pressure prestige pretext pride priorities \
         priority privatisation privatization probe problem problems process procurement \
         production programme programs progress prohibition promise promises propaganda proposal \
         proposals prosperity protection protectorate provocation prowess proxies proxy purchase \
         purchases purge purposes pursuit push quarrel quest ranking ratification rating ratio \
         reaction reactions readiness rearmament reasoning rebellion recalcitrance recognition \
         record recovery referendum reform reforms refusal regret regulation regulations \
         rejection relations relationship reliance reluctance remarks renunciation reparation \
         reparations reply report representation repression repudiation request requests \
         requirement requirements resentment reserves resilience resistance resolve response \
         responses responsibilities responsibility restraint restrictions retaliation retreat \
         return revenge reversal revolution rhetoric rights rise rival rivalries rivals role rule \
         ruling sacrifice sanctions satisfaction scepticism scheme schemes scruples secession \
         secret secrets security sense sensitivities setback setbacks shortcomings signature \
         silence skepticism solidarity sovereignty spending sphere spies sponsors sponsorship \
         spying stability stake stance stand standing standpoint statecraft statehood statement \
         statements stature status statute statutes strategies strategy strength strikes struggle \
         stubbornness submission subsidies subsidy subversion success suggestion suit superiority \
         support supporters suppression supremacy surrender surveillance survival suspension \
         suspicion suspicions suzerainty sway swing sympathies sympathy tactics takeover talks \
         tariff tariffs task taxes tenure terms test thanks thinking threat threatening threats \
         ties tolerance toughness transformation transition transparency treachery treasury \
         treaties treatment treaty tribute triumph trust ultimatum unease unification \
         unilateralism unity unwillingness urging use usurpation vengeance veto victories victory \
         view viewpoint views virtues vision voice vote votes voting vow vows vulnerability war \
         warning warnings wars wavering weakness wealth weapon weaponry weapons will willingness \
         win wish wishes withdrawal words worries wrath",
    ),
    // What goes on between actors: talks, ties, wars, matches.
    (
        Classes::DEALINGS,
        "accord accords agreement agreements alliance animosity antagonism armistice arrangement \
         attack attacks battle battles boycott campaign ceasefire charter clash clashes coalition \
         collusion communication communique concordat conflict conflicts confrontation \
         consultation consultations contact contacts contract contracts contradictions convention \
         cooperation coordination credits deal dealings deals declaration defeat derby detente \
         dialogue difference differences diplomacy diplomatic directive disagreement \
         disagreements discussions dispute disputes draw embargo encounter engagement enmity \
         entente escalation exchange exchanges feud feuds fight final fixture friction frictions \
         friendly friendship grievance grievances grudge hostilities hostility interactions joint \
         lawsuit lawsuits leverage link links loss match matches mediation meeting meetings \
         negotiation negotiations offensive pact pacts partnership peace pressure protocol \
         protocols qualifier qualifiers quarrel quarrels raids rapprochement reconciliation \
         regulation relation relations relationship relationships retaliation revenge revolt rift \
         rivalry row sanction sanctions semifinal series settlement showdown solidarity spat \
         sport standoff strike strikes struggle suit summit sympathy talks tariff tariffs tension \
         tensions test tie ties trade tradewar treaties treaty truce understanding union \
         victories victory visits war warfare wars win",
    ),
    // Parts of places, and what stands at one.
    (
        Classes::SITE,
        "abbey academy aerodrome airbase airfield airport airports airspace airways alley alleys \
         altitude annex apartment apartments aquarium archdiocese archipelago archive archives \
         area areas arena atmosphere attractions avenue avenues backstreets backyard ballroom \
         bank banks bar barracks bars basement battlefield battlefields battleground bay bazaar \
         bazaars beach beaches belt bishopric border borderlands borders borough boroughs \
         boulevard boulevards boundaries boundary bourse brewery bridge bridges building \
         buildings bunker bunkers bypass cafe cafes camp camps campus canal canton cantons \
         capital capitals casino castle castles cathedral cave caves cellar cemetery census \
         center centers central centre centres chamber chapel checkpoint church churches cinema \
         cinemas circuit cities city classroom cliffs climate clinic clinics club clubs coast \
         coastal coastline coasts college colleges colonies colony commune communes condominium \
         conurbation convent convents corner corners corridor counties country countryside county \
         course courthouse courtroom courtyard crater crossing crossroads curb dam delta \
         dependencies depot depths desert deserts detention diocese district districts dock \
         docklands docks dockyard dockyards dome domes downtown ecosystem edge edges embankment \
         emirate emirates enclave enclaves entrance environs estate estates estuaries estuary \
         exchange exclave factories factory fairground farm farmland farms fields fjord fjords \
         flat flats floor foothills forest forests fort fortress frontier frontiers gallery gaol \
         garden gardens garrison gate gates geography geology ghetto ghettos glaciers grounds \
         gulf hall halls hamlet hamlets harbor harbour harbours harbourside heart heartland \
         heights highland highlands highway highways hill hills hillside hilltop hinterland \
         hinterlands home homeland homes horizon hospice hospital hospitals hostel hotel hotels \
         house houses housing hub infrastructure inland inlet inn interior island islands isle \
         isles islet islets jail journey junction jungle jungles kitchen lab laboratories \
         laboratory labs lagoon lake lakes land landmark landmarks lands landscape landscapes \
         lane lanes latitude latitudes library lighthouse locality location lounge lowlands \
         mainland mansion mansions maps margin marina market marketplace markets marsh marshes \
         meadow meadows metro metropolis metropolitan midlands mill mine mines monasteries \
         monastery monument monuments moor moors morgue mosque mosques motorway motorways \
         mountain mountains mouth mud municipalities municipality museum museums neighborhood \
         neighborhoods neighbourhood neighbourhoods nightclub north northeast northwest oasis \
         oblast observatory oilfields orphanage outback outlet outpost outskirts overpass palace \
         palaces panhandle parade parish parishes park parking parks part parts pass pastures \
         patch path pavement peak peaks peninsula perimeter periphery pipeline place places plain \
         plains plant plateau playground plaza pool port portion ports possession possessions \
         postcode prairies precinct precincts prefecture premises prison prisons province \
         provinces pub pubs quarter quarters quay quays racecourse railway railways rainforest \
         rainforests ranch range ranges rectory reef refineries refinery refuge region regions \
         reserve reservoir residence residences residencies resort resorts rest restaurant \
         restaurants river riverbank riverbanks rivers riverside rivulet road roads roadside \
         rocks rooftops route routes ruins runway rural salon sanatorium sands savanna savannah \
         scene school schools sea seaboard seafront seaport seaside section seminary settlement \
         settlements sewers shelter shipyard shipyards shop shops shore shoreline shores shrine \
         side site sites skies sky skyline slope slopes slum slums soil south southeast southwest \
         speedway spire spot square squares stadium stadiums state states station stations steppe \
         steppes store stores strait street streets strip studio studios subdivision suburb \
         suburbs subway summit summits superhighway supermarket surroundings swamp swamps \
         synagogue tavern temple temples terminal terminals terrace terrain territories territory \
         theater theaters theatre theatres tip tomb topography tourism tower towers town \
         townhouse towns township townships track trail train trains tram treetops trenches \
         tributary tunnel tunnels turf underground underworld universities university uplands \
         urban valley valleys veld venue venues viaduct vicinity village villages vineyard \
         vineyards volcano wall walls ward warehouse warehouses waterfall waterfalls waterfront \
         waters watershed waterway waterways weather west westside wetlands wharf wilderness \
         windmill wood woodlands woods workshop yard zone zones zoo",
    ),
    // What happens at a place.
    (
        Classes::EVENT,
        "accident ambush ambushes annexation annexations anniversary arrest assassination \
         avalanche battle biennale blackout blast blasts blaze blockade bombardment bombing \
         bombings campaign capitulation capture carnival carnivals cataclysm catastrophe \
         celebration celebrations ceremony championships clashes colonisation colonization \
         concert concerts conference conferences conquest control convention coronation crash \
         crossing cyclone defence defense demonstration demonstrations derailment derby \
         devastation disaster drought earthquake earthquakes eclipse election elections \
         encirclement epidemic eruption evacuation exhibition exile explosion explosions expo \
         exposition fair fairs famine famines festival festivals fete fighting fire fires flood \
         flooding floods funeral gala games gathering genocide gig gigs gridlock gunfight \
         heatwave hijacking hijackings hurricane hurricanes incident incidents inferno \
         infestation insurrection invasion jubilee kidnapping kidnappings killing killings \
         landslides launch liberation lockdown loss lynching marathon massacre massacres meeting \
         melee monsoon mudslide murder murders mutiny occupation olympics outbreak pageant \
         pandemic parade partition plague pogrom pogroms premiere procession protest protests \
         purges quake race races racing raid rallies rally recapture recession recital reconquest \
         relief renaissance retrospective riot riots rush sack scandal scandals seminar shelling \
         shooting shootings show shows siege sinking slaughter slayings spill stampede storm \
         storming storms summit summits surrender symposium takeover tempest tornado tournament \
         traffic tragedy trial trials tsunami typhoon unrest upheaval uprising violence voyage \
         wedding workshop wreck",
    ),
    // People who belong to a place and do not act for it.
    (
        Classes::PEOPLE,
        "abolitionist academic academics activist activists actor actors actress adolescent \
         adolescents adult adults adventurer agronomist ancestry animator anthropologist \
         applicants archaeologist architect architects aristocracy aristocrat artist artists \
         association associations astronaut astronomer asylum athlete athletes authors autistic \
         babies baby baker ballerina band bands banker bankers barrister billionaire biologist \
         bishop bishops blogger bloggers blood bodybuilder born botanist bowlers boxer boxers boy \
         boys branch branches broker brothers buddhists bureaucrat businessman businessmen \
         butcher caddie cameraman candidate captive captives captors cardinal cartoonist \
         catholics celebrities celebrity charities charity chef children choir choreographer \
         christian christians citizen citizenry citizens citizenship civilian civilians clergy \
         clergyman cleric club coalminer colonist colonists columnist comedian comedians comic \
         commentator communities community commuter commuters composer composers conductor \
         congregation conscript conscripts consumer consumers contractors convicts cook \
         correspondent correspondents cosmonaut countess countrymen couple couples craftsmen \
         criminals critic critics crowd customers cyclist cyclists dancer dancers daughter \
         debtors dentist depredations descendant descendants descent designer detainee detainees \
         diaspora director directors dissident dissidents diver doctor doctorate doctors driver \
         drivers drummer duchess duke dukes ecologist economist economists editor educator elders \
         elite elites emigrant emigrants emigration employee employees engineer engineers \
         entertainer entomologist entrepreneur entrepreneurs environmentalist epidemiologist \
         essayist ethnic evacuees evangelist expat expatriate expatriates expats experts explorer \
         extremists faction factions families family farmer farmers farmworkers father federation \
         federations female feminist fencer fighter fighters filmmaker filmmakers financier \
         firefighters fisherman fishermen folks footballer foundation foundations freelancer \
         fugitive gang gangs gangster gangsters geographer geologist girl girls goldsmith \
         graduate graduates grandmother guitarist gymnast heiress heritage hermit hiker hikers \
         hindus hippies historian historians homeowners hostage hostages household households \
         hunter hunters husband illustrator immigrant immigrants immigration impresario \
         industrialist infant infants informer inhabitant inhabitants inmates instructor \
         insurgent insurgents intellectual intellectuals inventor investors islamist islamists \
         jews jihadist jihadists jockey journalist journalists judoka juggler jurist kids labor \
         labour labourers lady landowner landowners laureate lawyer lawyers layman laypeople \
         league leagues librarian life linguist live lives logician lord lords lover machinist \
         magician maid majority male man mathematician medic medics men mercenaries mercenary \
         merchant merchants metalworkers mezzo microbiologist migrant migrants militant militants \
         millionaire minorities minority minors missionaries missionary mob model monk monks \
         mother mothers mountaineer movement movements multinational murderer musician musicians \
         muslims national nationality nationals native natives naturalist navigator neighbours \
         ngo nobility noble nobleman nobles nomads northerners novelist nun nuns nurse nurses \
         oligarch oligarchs ophthalmologist opposition orchestra origin orphan orphans painter \
         painters parent parents parishioners partygoers passenger passengers passport passports \
         patient patients peasant peasants pedestrians pensioners people peoples performer \
         performers person personality pharmacist philanthropist philologist philosopher \
         photographer photographers physician physicians physicist pianist pilgrim pilgrims pilot \
         pilots pioneer pioneers playwright poet poets polymath populace population populations \
         portraitist potter poverty preacher priest priests printers prisoner prodigy producer \
         professor prostitute prostitutes psychiatrist psychologist public pupils rabbi racer \
         racers rapper rebel rebels recruit refugee refugees reporter reporters researcher \
         researchers resident residents respondent respondents returnees revolutionaries \
         revolutionary rider rocker rower rowers sailor sailors saint saints samurai scholar \
         scholars scientist scientists scouts sculptor sculptors seaman seamen sect seekers \
         semiotician separatist separatists serfs settler settlers shareholders shepherds \
         shopkeepers shoppers showman singer singers sister skater skier skiers slave slaves \
         socialite societies society sociologist soprano speaker speakers sportsman sportswoman \
         spouses statistician stepmother student students stuntman subjects subscribers \
         suffragette surfer surgeon surgeons surveyor survivors suspect suspects swimmers \
         taxpayer taxpayers teacher teachers teenager teenagers tenor terrorist terrorists \
         theologian therapist thief tourist tourists townspeople trader traders trainee \
         translator treasurer tribe tribes tribesman tribesmen troupe trumpeter tycoon \
         typographer undergraduates union unions urbanites vagrants veterinarian victim victims \
         viewers village villager villagers violinist violist virologist virtuoso visitor \
         visitors vocalist volunteer volunteers voter voters wanderer warrior warriors weaver \
         whites widow wife wizards woman women worker workers wrestler wrestlers writer writers \
         yachtsman youth youths zoologist",
    ),
    // What a country has that nobody in it decided.
    (
        Classes::CULTURE,
        "accent acronym album ale alphabet animals anthem architecture aristocratic art bank \
         banks beef beer beers biscuit blues bond bonds book books brand brands bread breakfast \
         breed breeds broadcaster broadcasting butterflies calendar calligraphy campuses cars \
         cartoon cartoons cattle ceramics cheese chocolate cigars cinema clothing coal cocktail \
         coffee coins comedy comics companies company composition conglomerate copper copy corn \
         costume costumes cotton craft crops cuisine culture currency curry customs daily dance \
         decorative dialect dialects dish document documentaries documentary documents dog dollar \
         dollars drama dress drink drug drugs economy edition electronics embroidery enterprise \
         enterprises ethnicity fairy farming fashion fauna fiction film films firm firms \
         fisheries fishery flag folk folklore folktales food foods football forests franc francs \
         fruit furniture gastronomy glass gold goods grain grammar groceries handicrafts heritage \
         history horses humor humour hymn idiom industries industry islam jazz jewellery jokes \
         journal kit kits lace lager language languages legend legendary legends licence license \
         life liquor literature locomotive locomotives magazine magazines manga manufacturer \
         manufacturers manufacturing marble market markets meat media medicine melody metal \
         minerals monetary monopoly motifs movie movies music musical myth mythology naming \
         network networks news newspaper newspapers newsweekly novel novels oil opera orchestral \
         origin ornament ornaments orthography painting paintings paper papers passport passports \
         pastries pastry patterns pepper peso pesos philosophy phonology phrases plate plates \
         poem poems poetry pop porcelain pottery pound press products prose proverb proverbs \
         publisher radio railway realism recipe recipes recording recordings reggae religion \
         renaissance restaurant retailer rial rials rice rite rites ritual rock romanticism roots \
         rouble rugby rum rupee salad salt satire sauce sausage script sculpture sculptures \
         series shares shoes silk silver sitcom slang soap society song songs sound soup soups \
         species spelling spices spirituality sport sports spring steel stew stocks stories story \
         style styles subsidiary sugar summer surname surnames tabloid tale tales tango tapestry \
         tea telenovela television terminology textile textiles theatre thriller timber tobacco \
         tourism tradition traditions translation translations tv vaccine vaccines vehicle \
         vehicles vernacular verse version versions vocabulary vodka watercolour weekly wheat \
         whisky wildlife wine wines wool word words yen yuan",
    ),
    // Teams and who plays in them.
    (
        Classes::TEAM,
        "appearance batsman batsmen batting bench bowler bowlers bowling cap caps captain \
         captaincy champion champions championship coach colours crew cricketer cup defender \
         defenders eights eleven fielders flanker footballers forward fullback fullbacks goal \
         goalkeeper goals hooker innings international internationals jersey keeper lineup \
         manager medal medalist medallist medallists medals midfielder midfielders olympian \
         olympians opener opponent opponents outfielder paceman pitcher player players prop \
         qualification quarterback score scorer selection selectors side skipper spinner sprinter \
         squad striker strikers substitute substitutes swimmer swimmers tally team teammate teams \
         trainer tryscorer wicketkeeper winger xi",
    ),
    // Bodies that a city has, too: the Tehran police.
    (
        Classes::LOCAL,
        "attorney attorneys authority board canton city committee council councillor councillors \
         councils court courts department departments district firefighters governor \
         gubernatorial hospital judge judges local magistrate magistrates mayor mayors \
         metropolitan municipal officer officers official officials patrol police policeman \
         policemen prefectural prosecutor prosecutors provincial regional tribunal tribunals",
    ),
    // What befalls states, not lands, in *of*: the rise of Prussia.
    (
        Classes::POLITY,
        "birth break breakdown breakup capitulation christianisation christianization collapse \
         creation decline defeat democratisation democratization disintegration dissolution \
         downfall emergence expulsion fall formation foundation founding industrialisation \
         industrialization isolation modernisation modernization recognition reunification rise \
         secession split surrender survival unification withdrawal",
    ),
    // What a state has in a city: the Tehran embassy.
    (
        Classes::MISSION,
        "bureau bureaus consul consulate consulates embassies embassy office offices \
         representative representatives",
    ),
    // Those who rule from a capital: the Damascus government.
    (
        Classes::GOVERNING,
        "administration administrations autocrats cabal cabinet dictatorship elite elites \
         establishment government governments hardliners junta leadership negotiators \
         policymakers regime regimes rulers spokesman spokespeople spokesperson spokeswoman",
    ),
    // Bodies in names, buildings in other words: Centers for Disease Control.
    (
        Classes::AGENCY,
        "center centers centre centres house institute institutes",
    ),
];
