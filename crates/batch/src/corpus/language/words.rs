//! The commonest words of languages: those that stand in every text, whatever it is about.

/// Languages by their ISO 639-1 codes, with words in small letters. A word may be of several
/// languages, which then do not gain on each other. What has no code is known so that it is not
/// taken for a neighbour.
pub(super) const WORDS: &[(&str, &str)] = &[
    (
        "en",
        "the of and to in that is was for on with as by from at are were his her has have had \
         not but they which their been this an it be he she its who will would after or all \
         there when more about said than into could what you we my our if no so because while \
         most only some such other between before over under these those them how where any \
         many much years now",
    ),
    (
        "fr",
        "le la les des du un une et à au aux en dans que qui pour par sur est sont a ont été \
         avec pas ne se sa son ses ce cette ces il elle ils leur leurs mais ou où plus après \
         selon entre nous vous je était avait avaient fait comme tout d l qu s n c même aussi \
         deux lors contre alors désormais beaucoup depuis ainsi encore toujours très peut sans \
         sous dont chez cet autre autres moins ans jour tous toute toutes celui celle ni car \
         quand peu",
    ),
    (
        "de",
        "der die das und den dem des ein eine einen einem einer eines in im zu zum zur von vom \
         mit auf für ist sind war waren hat haben hatte hatten nicht auch es er sie wir ich \
         dass daß als an am aus bei nach über um wie werden wurde wurden wird noch sich aber \
         oder vor durch mehr sei seien ihre seine nur so weil hätten hätte können kann alle \
         sehr dann wenn bis unter gegen zwischen diese dieser dieses jetzt nun viele man doch \
         da",
    ),
    (
        "es",
        "el la los las de del un una y en que a al se por con para su sus es son fue fueron ha \
         han no lo como más pero o este esta estos estas entre sobre sin le les había habían \
         cuando desde hasta también según dos ser está están contra muy ya porque todo donde \
         quien uno mientras ahora todos mismo parte años dijo tras cada durante así menos sido \
         tiene tienen hace",
    ),
    (
        "pt",
        "o a os as de do da dos das um uma e em no na nos nas que se por com para seu sua seus \
         suas é são foi foram não ao aos à às mais mas ou este esta entre sobre sem como quando \
         também pelo pela pelos pelas ele ela eles já há até muito dois ter tinha tinham contra \
         segundo depois está enquanto agora disse ainda mesmo desde durante anos cada todos \
         sido estão parte onde",
    ),
    (
        "it",
        "il lo la i gli le di del della dei delle degli dello un una e in nel nella nei che a \
         al alla ai alle si per con da dal dalla sul sulla su è sono era ha hanno non più ma o \
         anche come questo questa suo sua suoi loro tra fra dopo aveva avevano stato stati \
         essere contro due se ci cui",
    ),
    (
        "nl",
        "de het een en van in op te dat die is was zijn waren met voor aan er niet ook om door \
         bij naar uit over als maar of dan heeft hebben had hadden werd worden wordt ze hij zij \
         deze dit nog na tot geen hun tegen meer kan zou onder tussen twee al veel wel omdat nu \
         dezelfde tijdens waar zich alle toen sinds volgens",
    ),
    (
        "af",
        "die het en van in op te dat is was nie met vir aan wat sy hy hulle ons ook om deur by \
         na uit oor as maar of dan gesê word sou kan nog geen hul teen meer onder tussen twee \
         baie wel hierdie daar omdat toe deel ná",
    ),
    (
        "sv",
        "och att det som en ett på är av för med den till inte om har hade de i från var vid \
         efter men eller kan ska sig han hon vi jag så också under över mot mellan där när \
         skulle blev blir denna detta sin sina sitt deras två mycket alla enligt eftersom nu \
         många än mer medan bland år flera sedan ut upp någon bara dag innan kunde",
    ),
    (
        "da",
        "og at det som en et på er af for med den til ikke om har havde de i fra var ved efter \
         men eller kan skal sig han hun vi jeg så også under over mod mellem der når skulle \
         blev bliver denne dette sin sine sit deres to meget alle ifølge blevet være hvor fordi \
         nu mange før mere blandt hvis år flere siden ud op nogle dag kun",
    ),
    (
        "no",
        "og at det som en et på er av for med den til ikke om har hadde de i fra var ved etter \
         men eller kan skal seg han hun vi jeg så også under over mot mellom der når skulle ble \
         blir denne dette sin sine sitt deres to mye alle ifølge blitt være hvor ei fordi nå \
         mange før mer mens blant hvis år flere siden ut opp noen dag bare",
    ),
    (
        "fi",
        "ja on ei että se oli ovat mutta kun joka jotka myös hän he niin kuin tai sen ole \
         olivat mukaan jälkeen ollut sekä vain jo nyt ennen siitä tämä tämän kanssa vuonna mikä \
         sitä heidän voi koska kaksi",
    ),
    (
        "pl",
        "w i na z do się nie że to jest są był była było były o od za po przez dla jak ale oraz \
         który która które którzy tym tego jego jej ich już przed ze a też może tylko przy pod \
         także bez między gdy został zostało czy co",
    ),
    (
        "cs",
        "v a na se že je z do s o pro si jsou byl byla bylo byli které který která po ve k ze \
         za i od jako ale nebo jeho jejich podle také už před pod při aby není však má jen mezi \
         již ještě tak když co až dvou uvedl protože než kde bude jsem teď mnoho",
    ),
    (
        "sk",
        "v a na sa že je z do s o pre si sú bol bola bolo boli ktoré ktorý ktorá po vo k zo za \
         aj od ako ale alebo jeho ich podľa tiež už pred pod pri aby nie však má len medzi ešte \
         tak keď čo až dvoch uviedol pretože kde bude som teraz mnoho rovnako",
    ),
    (
        "hu",
        "a az és hogy nem is egy volt van meg ez de csak már mint vagy még pedig után szerint \
         azt ezt ki el fel be között lett voltak két több amely aki ha ami sem kell majd miatt \
         ellen alatt",
    ),
    (
        "ro",
        "și si a în de la cu pe că ca un o din pentru este sunt era au fost nu mai care sau dar \
         după prin ce lor lui său sale iar cei cele între până fi avea aveau către două \
         împotriva al ale unei unui i într",
    ),
    // Croatian, Serbian and Bosnian in Latin letters, which words this common do not tell apart.
    (
        "",
        "je i u na se da su za od s ne što koji koja koje bi nije iz o a kao ali ili te će po \
         do sa bio bila bilo ga mu njegov pred nakon prije poslije između više samo već još \
         protiv prema rekao dva jer",
    ),
    (
        "sl",
        "je in v na se da so za od z s ne ki pa tudi bi ni iz o kot ali ter bo po do bil bila \
         bilo ga mu pred med več samo že še proti pri ko če vse svoje dva ker lahko",
    ),
    (
        "tr",
        "ve bir bu da de için ile olarak olan daha çok en gibi kadar sonra ancak ama ya o ne \
         her iki olduğu olduğunu dedi söyledi göre karşı değil var yok ise ki tarafından önce \
         diye arasında oldu şu veya üzere eden etti edildi ayında birçok bunun bundan artık \
         aynı yeni yıl yapılan üzerinde içinde ediyor oluyor hem bile bunu böyle kendi zaman \
         ilk olduğuna ettiği edilen ettiğini başka çünkü bildirdi",
    ),
    (
        "az",
        "və bir bu da də üçün ilə olan daha çox ən kimi qədər sonra amma ya o nə hər iki \
         olduğunu dedi görə qarşı deyil var yox isə ki tərəfindən əvvəl arasında oldu edib olub \
         etdi edən",
    ),
    (
        "id",
        "yang dan di dengan untuk pada dari ini itu dalam tidak akan telah oleh adalah ke \
         kepada juga sebagai karena para atau mereka ada bisa lebih dua setelah saat sudah \
         bahwa kami kita namun antara secara tersebut hari mengatakan seperti",
    ),
    (
        "vi",
        "và của là các có được cho trong không những người với này một đã để khi từ đến tại về \
         theo trên ở ông sau ra như cũng vào bị còn nhiều năm đó sẽ phải",
    ),
    (
        "sw",
        "na ya wa kwa ni katika la za cha hii huo huyo kuwa lakini pia baada yake wao ambao \
         ambayo alisema watu hiyo hao kama kutoka vya zaidi hakuna siku bila dhidi wengi sasa \
         kwamba hicho kwenye wake ilikuwa yalikuwa mwezi",
    ),
    (
        "so",
        "iyo oo ka ku ee in ay uu waa la si waxaa ayaa soo aan kala leh ah kuwa isaga dadka \
         waxay markii laga lagu loo kale sheegay dhexeeya",
    ),
    (
        "sq",
        "të e në dhe i për një që me nga është si janë më ka do se por pas ishte tha kjo ky u \
         kanë nuk edhe ose gjatë ndaj mes dy tij",
    ),
    (
        "ca",
        "el la els les de del dels un una i en que a al als es per amb no ha han són va van més \
         però o aquest aquesta entre sobre sense com quan també segons dos ser està contra molt \
         ja fins des seva seu d l s",
    ),
    (
        "gl",
        "o a os as de do da dos das un unha e en no na nos nas que se por con para seu súa seus \
         súas é son foi foron non ao aos á ás máis mais ou este esta entre sobre sen como cando \
         tamén polo pola el ela eles xa até moi dous ter contra segundo despois está",
    ),
    (
        "ku",
        "û li ji bi di de ku yê ya ên jî re ew bû kir dike ne ev xwe her lê piştî dibe hatin \
         ber gel",
    ),
    (
        "ru",
        "и в не на что с по как из за от у для о к но его её их он она они это был была были \
         было же бы или при также который которые после до со так уже все если во под чтобы \
         того этом между два двух сообщил свои ещё чем потому теперь можно будет какой этот эта \
         этого только даже через перед когда где кто люди",
    ),
    (
        "uk",
        "і в у не на що з по як із за від для про до та але його її їх він вона вони це був \
         була були було ж би або при також який які після зі так вже всі якщо під щоб того між \
         два двох є повідомив свої ще й ніж бо тепер можна буде яка яке цей ця цього тому лише \
         навіть через перед коли де хто люди",
    ),
    (
        "be",
        "і ў у не на што з па як за ад для пра да але яго яе іх ён яна яны гэта быў была былі \
         было ж бы або пры таксама які якія пасля са так ужо усе калі пад каб таго паміж два \
         ёсць яшчэ",
    ),
    (
        "bg",
        "и в не на че с по как от за у до но го му той тя те това беше са е се да ще или при \
         също който които след със така вече всички ако под между два още към без има",
    ),
    (
        "sr",
        "и у не на да је с по као из за од о али га му он она они то био била су се ће или при \
         такође који која које након са тако већ сви ако под између два још што бити рекао",
    ),
    (
        "mk",
        "и во не на дека с по како од за до но го му тој таа тие тоа беше се е да ќе или при \
         исто кој кои со така веќе сите ако под меѓу два уште има",
    ),
    (
        "kk",
        "және мен бен да де бұл үшін деп болып бар жоқ ол осы сол бойынша туралы кейін болды \
         екі бір еді",
    ),
    (
        "ar",
        "في من على إلى أن إن التي الذي عن مع ما لا هذا هذه كان كانت قد بعد قبل بين أو كما لم لن \
         ثم حتى خلال عند كل غير ذلك تلك وقال قال حيث يوم أي منذ ضد وأن الذين هو هي به",
    ),
    (
        "fa",
        "در به از که این را با است برای آن یک خود تا کرد بر هم نیز شده می شد ها های گفت بود او \
         اند پس و اما یا اگر روز بین باید کند دو ما آنها نمی دارد کرده بوده هر پیش",
    ),
    (
        "ur",
        "کے میں کی ہے اور سے کا کو کہ پر نے ہیں اس یہ ایک بھی نہیں تھا تھے کر وہ گیا کیا ہو ان \
         کہا بعد جو تھی لیے ساتھ رہے لیکن تو ہوئے دو اپنے",
    ),
    (
        "ps",
        "د په او چې کې ته له یې دی دا هم نه سره پر وو شوي شو وي کړي ده هغه کړ دي خو یو لپاره \
         پورې وویل",
    ),
    (
        "ckb",
        "لە بە و کە بۆ ئەو لەگەڵ ئەم یان دوای هەر نە بوو کرد دا هەموو ئەوە سەر پێش هەیە ئەوان",
    ),
    (
        "hi",
        "के में की है और से का को कि पर ने हैं इस यह एक भी नहीं था थे कर वह गया किया हो उन कहा \
         बाद जो थी लिए साथ रहे लेकिन तो हुए दो अपने",
    ),
    (
        "mr",
        "आहे आणि या च्या ने ला हे आहेत होते होता त्या की मध्ये व तर नाही असे करण्यात झाले केली \
         केले त्यांनी",
    ),
    (
        "ne",
        "छ र को मा ले भने पनि यो हो छन् गरेको भएको थियो गर्न एक तथा लागि थिए रहेको गरे बताए",
    ),
    (
        "am",
        "ነው እና ላይ ውስጥ ግን ወደ ነበር መሆኑን ናቸው ከ ጋር ይህ እንደ በኋላ አለ ሲል",
    ),
    ("ti", "እዩ ን ናይ ኣብ ካብ ድማ ከም እቲ እዚ ምስ ነቲ ዝነበረ ኢዩ እዮም"),
];

/// Letters that few languages have: a word that has one counts like a common word of these.
pub(super) const LETTERS: &[(&str, &str)] = &[
    ("tr", "ığş"),
    ("az", "ə"),
    ("ku", "şêîû"),
    ("ro", "ăţțşș"),
    ("pl", "ąęłńśźż"),
    ("cs", "ěřů"),
    ("sk", "ľĺŕ"),
    ("hu", "őű"),
    ("da", "åæø"),
    ("no", "åæø"),
    ("sv", "å"),
    ("de", "ß"),
    ("es", "ñ"),
    ("gl", "ñ"),
    ("pt", "ãõ"),
    ("fr", "œ"),
    ("ru", "ёъыэ"),
    ("uk", "єіїґ"),
    ("be", "ёіўыэ"),
    ("bg", "ъ"),
    ("sr", "ђјљњћџ"),
    ("mk", "јљњџѓќѕ"),
    ("kk", "іғқңүұһәөыэ"),
    ("ar", "إةى"),
    ("fa", "پچژگکی"),
    ("ur", "پچژگکیٹڈڑںھہے"),
    ("ps", "پچژگکیټډړښېځڅ"),
    ("ckb", "پچژگکیێۆەڕڵ"),
];
