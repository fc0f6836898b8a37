"""English words that would be taken for a slip of the finger in a word of the vocabulary.

Of the words of SCOWL size 35, American and British, those within the corrector's reach of a word it
knows. Copyright 2000-2011 by Kevin Atkinson: permission to use, copy, modify, distribute and sell these
word lists, the associated scripts, the output created from the scripts, and its documentation for any
purpose is hereby granted without fee, provided that the above copyright notice appears in all copies
and that both that copyright notice and this permission notice appear in supporting documentation.
Kevin Atkinson makes no representations about the suitability of this array for any purpose. It is
provided "as is" without express or implied warranty.
"""

from bot.agent.language.wordlists import words

LOOKALIKES: frozenset[str] = frozenset(
    words(
        """abandons aborting abrasives acceding accelerate accelerated accelerator accelerators accenting acceptable
        acceptances accessing accident according accosting acoustics adhering admiring adopting adorning adventured
        adventurer adventures aesthetic affectation affecting affections affixing affliction affording aggressor
        agitates agitation agitator agitators agonising aliens align alike allaying alleging allegory alliance allowing
        alloying alluding altering alternate alternating alternation alternatively alternatives altitude altitudes
        ambiances ambiences ambulance american americans amorphous analogies analogous analogy anathema ancienter
        ancients angel angers angler anguishes animate animates anthems anticipations apprehension aptitude aptitudes
        arcade arenas armoring ashed ashes aspen asserted assorted assumed assure assureds assures assuring atmospheres
        attitudes audience austerer austerest autumns babbling backings badger baggiest bagging baiting baking balking
        ballasts balled ballistics balloons balls bandaging banding bandying banged banjoes banker banner banning
        banter barbeque bared barging baritones barking barley barred barrel barrens baseline basking basses batching
        batter battled battles baulking beaching beads beams beans bearding bearing bearings bears beasts bedrooms
        beets belly bents beret bests betrayals better bewaring biding biking bills bingo birthdays birthing bitching
        bitten bittersweets blacking blacks blank blasts bleat bleats bless blest blight blinding blinkering blips
        blobbing blobs block blocking blocs blogs blooding bloodying blooming blots blown blued blurs blushed blushes
        blustering boast boasting boats bobbin bobbins boded boding bolstering bombing bombings boned boning booed
        booking bookings bootie booting bores bossy bottle bottoming bounce bounty bowed bowing boxed boxing brace
        bragging brags braiding braises brake brash brassier brassiest brassy brats braved braves bravo brays bread
        breading breads breakdowns breathers breathes breeding breeze brick bricking bride bridged bridges bridle
        bridling brighten brightens bringing brink brisks brittler brocading broiling broke broker bronzing brooking
        browning brows browsing brunched brunches brushing brusk bruskest bubble bubbling bucking buckling buggiest
        builders buildings built bulls bullying bundling bungling burdening burnt burping burring burying bushed bushes
        busting bustling busts butter bypasses cabinets calfs calibrating calibration calking calkings calks calling
        callings calls cannibal canon careered careering caribous carnivals carouses carousing carrying cartooning
        cartoonist cartoonists cartoons catch caulking cautious cease celebrations cells censused ceremonials
        ceremonies chafe chaffing chaining chair chairing chairs chambers champing chancing changing chant chanting
        chapping chapt charging charms charring charting charts chased chases chaste chats chatting check cheep cheers
        cheese chemical cherry chicano chides child chile chiles chili chilli chills chilly chime chimed chimneys
        chimps chinking chinning chipmunk chipmunks chipping chiseled chiseling chiselled chiselling chopping chores
        chortle chortled chortles chorused chorussed chose christens christian christians christmases chroming chumming
        churches churning citruses clamber clambers clamps clanked clans clashing clasp clasps classics classing
        claustrophobia claws cleans clear cleat clicking climates climaxed climaxing climbers clime clinched clinches
        clinging clinking clipping clips closures clubbing clumping coals coils coincidence colic collusion colonial
        combating comforted comforts comics commented compared compassed competed compiled complied composer composers
        composes composted composting composts compound comprised computed conceited conceits concentrate concentrates
        concentrating concentrations concepts concerning concerns concert concerti concerting concertos concerts
        conclusion concrete concreting concurring concussion condensed condiment conference confessed confession
        confidant confidants confidences confides confiding confined conflicts conforming confuse confuses confusing
        congeals congested conical conjured conjuring connected consent consented consents consorting constant consumed
        contacted contemplate contemplatives contempt contend contended contender contends contents contest contested
        contests context contexts continued contorted contorting contraband controls convened convent convents
        converted converting convertor converts convicted convulsed convulsion cooks coops coral corals cordials cornea
        corned corner cornets corns corset cosmetic couching coughing counters county coursed courteous cracked
        crackled craned crankier crashing craze creasing creek creep creeps crescendi crescent cribbing crimes crinkled
        crisping crocuses crony crouching cruising crunched crunches crunching crunchy crusading crusting crutch
        culmination culminations cultivate cultivates cultivating curbed cured curios curled currying curse curses
        curtsied curved cymbal dabbling dagger damning dampness dangers danker darning dawns deadening dearth deaths
        decimate decorate decoration decorous decreased decreasing dedicate dedicated dedicates deducted deepening
        defaming defecate defecated defected defencing defending defensing deferred defining deflation deflected
        deifying delegate delegated deletion delicacy delicious delights delimited delirium deliriums deltas demolition
        demoted demotion demotions denoted departed depicted depresses depression depressions depriving depth deriding
        deriving desecrate desecrated desecration deserter deserters deserved deserves desiring desirous desisted
        desolated desolates desolating despaired despairs despising detected determinations determine determines
        deterred detonate detonation devastate devastates devastation deviant deviated deviation devolved devote
        devotee devotees devotes devoting devotions devoured devouter digressed digressing directed disappear
        disappeared disappoint disappoints disbursing discorded discos discs dismay disparate dissolute distorter
        distortions distorts disturbed ditty diverted diving dizzying dogmatic doing domed dooms doted doubled doubles
        doubly doubts downing downy drafting dramas dramatise dramatist dramatize drawling dreading dreamers dredging
        drills drily dripping drips driveling drizzling droll drooling drooping droops droppings dross drove droves
        drowns drowse drowsing drudging drugging drugs drummed drummers drying dunce duplicate dusty dyeing dyking
        dynamical dynamics dynamite earliest earnests earth earthly earths eccentrics eclectic edger edges egged
        egocentric elaborates elector electors electrical electrify electrode electron electronics elephant elevated
        elevation elicited eliciting elude emergence emergent emotions employes emptiest emulated emulation enchants
        engaged englisher englishes engraved enhanced enhancing enlarged enrage enrages environs equating equation
        erecting erotic eruption eruptions escalation escalators escapade escapades evaporate evaporated evenings
        evicting exacting exalting excavate excavates excavating excepted excepting excessive exchanged exchanging
        excised excising excite excitements excites excludes excluding exclusion exclusive excrement excreted excreting
        excusing executed executing exercised exerting exhausts exhilaration existing exited exiting exotics expanding
        expansion expansive expending expletive exploits explore explorers explores explosions explosives exporting
        expressing expression expulsion exuberance exude faced faces facing fails faints fairs faithfuls faiths faked
        fakes faking falter famed fanatical fanfares fantastic fared fares faring fasted fasten fastener fated fates
        fatherly fatigued fatigues fating fatter fazed fazes fazing feather feathered feathers feeder feint felled
        fells females fended fenders fends ferment ferments fester festivals fiddlers fiddly fidget fidgeting fidgets
        fiends fights figuring filed filler fillet filleted fills filmed filtered filth fines flamingo flattery
        flatting flaws fleeting flicking flight flint flirt flirtation flirtations flirting flirts flitting float
        floats flocking flogging flogs flood flooding flooring floors flopping flops floss flossing flour flouring
        flouting flown flues fluke flukes flunky flusters fluted flutters fluxes focuses focussed focusses fogey folly
        fonder forborne force forebodings foregoing forewarn foreword forge forgetful forgiven forgoing forsake
        forsakes forsaking forsworn fortes forth forts forwarded forwarder forwards foster freedoms freighting frenzies
        friended fright frighting fronting frosting froze fruitless frustrate frustrates frustrating frustrations
        fulled fulls funds funerals futures gaits garaged garages garbage gaudy gauze gentile gentiles gentled gentles
        ghastly gladdens gland glimmering glinting glistening gloating glorying glossing gloving glowering glows
        glutted goodness goody gooey goofs gospels graced graces graduate grains grands grant granting graphing
        grappling grasping graved gravel graven graver graves gravy greening greeting griefs grimed grimes grind
        grinning grins gripe griping groom grooming groove groping gross grounding grove growl growling growls grown
        grudge grueling grunting guild guile guitarist gusted gutter guttered guttering haling halloweens haltering
        hamming hammocks hampering hamstring handicaps hangover hangovers hankering hardening hardware hardy hares
        harks harmonises harmonizes harms harts hashed hastening hated hatting headed heading headings headline
        headlong heady healed heaped heaping hearing hearings heartbreaks hearten heartened heartens heartier hearties
        heartiest heater heating heave heaved heaving heckling heeling hemming heralding heroin hinting hippy hitching
        hoisting holidayed holidays hollowed hollows homeless homey hones honesty honey honks hooks hoped hopefuls
        horniest horny horrified horrifies horrors horse hosteled hostiles hounding housed houses humbled humbles
        humbling humoring humping hungrier hunted hunting hurry hushes husked hymnals hypnosis hypnotics hypnotise
        hypnotising hypnotism hypnotist hypnotize imitated immensity immerse immersed immerses immunise impatience
        impotent impressions inane inanimate incense incensed incensing indecent indexing indicate indicting indolence
        indolent inducting indulging industries infection infections inflated inflation inflections infusing ingenuity
        initiate injections injuring innocents inquired inquiring insolence insolent inspiration inspirations inspire
        inspires instance instigate instrumented insulated insulation integrity intended intenser intensest intensified
        intensities intensives intercede interluded interludes internes intimated intimates intimidate intricacy
        inwards irrigate irrigated irrigates irritate irritates isolate isolates isolating jades jangle jaunt jaunts
        jawed jealousy jelly jingle jitters juggle jungles kettles keywords kinks lacerated lacerating lager lamented
        laments lamest larges latent latins lefts lethargy liberate liberates liberation ligament lights likely
        likeness lilts limitless lists literate literates littlest living lodging lodgings lofts logging longings
        loosed loosen looser looses loping losing lounged lounges lounging louse lowing lunge lunging machetes
        machinist magician magnificence majesties majors malevolence mallet malts manacling managing mania maniac
        maniacal marbling marital marry marrying marsh master masterly mastery match matching mated matte matted
        mattered matters mattes mayor measure measured meats mechanic mechanics medal mediaeval mediation medication
        medications meditate meditations mediums meets mellowed mellows menaced menaces mental mercy metabolic metals
        meted meteoric militancy militants military militate miner minors minuets minuses minutest minuting miser
        miserly misers missive missives mists mitigating moaning moderated moderates moderation moderator moderators
        modulate moldy molts momentous moments monastics month monuments mooing mooning moonlighted moonlights moose
        moping mornings motoring motorise motorist motorize moulting moults mounding mounds mount mountain mountains
        mouthful mouths movement movies mowing muffed muffle muffler mufflers muffles mulching munching murmured
        murmurs mused musty muter mutes mutilating mutter mysteries mythical naturals neural neutrals nightmares nobles
        noise noodling operas operated operates operating operation operative operator optimise optimised optimises
        optimist optimize optimums orchestrates organics organise organism organist outdated outdo outlaws outlay
        outrage outrages overcame overcasts overcoat overcoats overdosed overeats overpass paces packing packs paged
        paining paint painting paled palls pandering panicked panicking panty parading parching pared parity parodying
        paroling partaking parting partings partly passions pastorals pasty patent patty paunchy paved pawed payed
        peaces peach peals pears pease pecked pecking pedals peeks penal pence peony periodic periods permission
        permissions permissive persisted persistence persisting persuasion persuasions persuasive perusing pesky petal
        pickaxed pickaxing picket picketed picketing pickled pickling picky piked pikes piles piling pills pines pinked
        pinks pinning pioneering piped piping pitching place plaid pleaded pleases pleasing pleasured pleated plucking
        plumbing plumped plumping plundering plunging poignancy points poker polkas polls portent portents position
        positives positivism pottering pouching pouncing powder powdering powering powers preclude precluded precludes
        preening pregnant preludes premising presiding pressings pressuring presuming price pricked pricking prickled
        prickling pricks prided prides pried prime primping print printing prise prize processing procession professing
        profession profiling profiting programed programer programme programmer programmers programmes progressing
        progressions progressively progressives promoting promptest prompting proposing propulsion protect protects
        protested protestor protests providing prude psychedelics pucks pulped pulping pulps pumpkins punch punitive
        punks pupped pupping puttying quack quainter quarrels quartered quarterly quarters quartettes quashing queening
        queering quelling querying question questions quests queueing quickens quieted quilt quilting quilts quirks
        quits quitters quitting rabid racing radiance radii radios radishes radiuses ragging railing railings rains
        raising raking rambling ramming rampaging ranging raped rapids raptures rasps rating ratio ravaging raving
        ravishes razing reactive reads realises reaming rearing rebating rebelling recapping recapture received
        reception receptive recessed recesses recipient reckless reclamation reclined recoiling recorded recourse
        recovers redefined redesigned reefs reeks reels reference referenced references refilled refine refinery
        refines reflections reflector reflexes reflexive reformer reformers refraction refrained refrains refunded
        regained regale regaling regrets rehearse rehearsed rehearses reigned reined rejection rejoined relapsing
        related relates relating relation relative relaxations relayed relaying releasing relegate relegated relegates
        relented relied reliefs relies relieve relieves relished relived reliving reloading relocation remained
        remaking remembrances reminded reminisce reminisced reminiscence reminisces removing rends reparation repaying
        repealed repeated replaced replaces replacing reporter reporters reprieved required requires resemblance
        resentful reserved reserves reserving resident resilience resisted resolutions resorted resorting respective
        restrain resulted resulting resumption retained retrieved retry revamping revealed revenged revenges revenue
        revenues reverenced reverences revering reversed reverses reviewed reviling revising revolted revolting
        revolution revolutions revolve revolved revolvers revolves revolving rhythms rices ricing rides riding riles
        rinses rinsing riots ripping rippling risen riser risers risking risks rites rituals robots rocks rolling
        romanced romances romantics romping romps roofs rooks rooming rooms roost roosts roses routs royals rumpling
        rumps rupture ruptured ruptures ruses rustics rustlers saber sacked sades safes sages sailing sales sallower
        sally saluting salvage salvaged salvages sameness sames sampling sanitary sapped satisfies savaged savagery
        savages saves sawing scabbing scabs scalding scalping scaly scanning scantier scanties scantiest scanting
        scanty scared scares scarf scaring scheming schooled schools scope scored scorer scores scorn scouting scram
        scrammed scramming scraping scrapped scratching screamed screams screening screwing scuffle scuffled scuffles
        scuttled scuttles scything searing sears seasides secrete secreted secretes secreting secretion secrets
        securest sedative seduction seedling seedy seeping seized selective selling sells sentiment sentiments
        sepulchre sepulchred sepulchres serenade settings settlers sever severed severity severs sewing sexes shackling
        shade shadow shadowed shadows shafting shaggier shaken shakier shamed shames shams shape shares sharing
        sharping shatters shaver shavers shearing sheathing sheep sheering sheet shell shelling shells shelving
        shifting shimmer shimmered shimmers shingling shinning shirting shivering shocking shoelace shooting shopping
        shops shore shorting shower shrouding shrugging shuffled shuffles shunting shuttled shuttles sided signer
        signing silenced silences silents silks sills simmer simmering sincerer sincerest singe singed singeing
        singling sinking sinner sinners sinning sired siring sissy sited sixes sixpence sizer sizes skinning skylight
        slabs slack slakes slashing slave sleeking sleeks sleeping sleeting slicks slides slily slime sling slinging
        slinking slinks slipped slobbering slopped slops sloshing slowed slugging slumbered slumbers slung smarting
        smashing smearing smell smelling smells smirking smiting smoke smoothed smoothes smoothing smooths smudging
        smuggling snailing snails snake snapped snaring snarls snatching sneakers sneering sneezing snide snores
        snorting snuggling soaking soaks soaping soaps sobering sobers soiling solacing solitaire sonatas sophisticate
        sophisticates sopranos sorer sorrowed sorrows sourcing souring sours sowing spade spangling spanking spares
        sparing sparking sparkle sparkled sparkler sparkles spars spate spatting speakers spearing specious speeding
        speeds spell spelling spellings spells spice spicy spinning spinster spiraled spiraling spirit spiritually
        spirituals splendider splendor spoiling spoke spokes sponging spook spooks spore sporting spouting sprained
        sprawling spreading spring springing springs springtime sprinted sprouting spurious squared squarely squarer
        squares squarest squaring squire stabled stables stadiums stages stagger staggering staggers stags staid
        stained staining stake staked stale stales stalling stammering standards stands stank staple stare starkest
        startling states stave staves steadying steal stealing steam steaming steams steels steep steeping steer
        stepping steps sterns stick stiffness stifling stillest sting stinger stingers stingier stinging stings
        stinking stinting stokes stomps stoops storey storing stork storming stows straggle straggled straggler
        straggles straggling straighten straighter straights strainer strainers straining strait straits strand
        stranger strangers strangest strangle strangled strangles strangling strategy stratums straw straws stray
        strays streaked streaking stream streaming strengthen strengths stresses stricter stridden striding striking
        strikings stringy stripes striping stripping struggled struggles strumming strut struts strutted stubbing
        stubborner stubs studding studs stuffing stumping stung stunning sturdy subdue subdues sublimes subsidies
        subsidises subsidize subsidizes subsidy subsists suckering sufferings sufficing suffixing sugaring suicides
        suing suitable sulky summary summed sundries sunrises surviving suspended suspender suspends swabs swaggered
        swaggerer swaggers swamping swapped swapping swarming swathing swatting sweat sweepings sweets swellest
        swellings swept swigging swill swilling swills swine swinging swings swivelling swooping swore symmetry
        symphonies synthesis synthesise synthesised synthesize synthesized synthetize synthetized syringes syringing
        syrup syrups table taillight tails tambourines tampered tangos tangs taping teaks teaming teams tearing tease
        teats teetered tempi tempos tempt tended tendering tenderises tenders tenors tensed tenses tensing tensions
        terrific terrifies terrors terse testified testifying tethered therein thinking thrashed thrashes thresh
        thriller thrillers thriving throttled throttles throwbacks thumbs thump thundered thunders tickling tided tiled
        tilled tilted timbered timed times tinder tingling tinkling tipping tires titles toasting tongued tongues
        topping toppling torching tottering touchier touchings toughs tousling toweling towelling trace trailed
        trailers train trainer trainers trains trait traits tramping trances tranquiler tranquilize tranquillity
        trapping trappings trash trashing traveler trawl trawler trawlers trawls treading treating trendier trial
        trialing trialled trialling trials trickling tried trifling trilled trilling tripling tripping triumphing
        triumphs trolling trough troweling trucking trumped trumpeted tsars tubes tunas turbulence turmoils tweaking
        twelves twiddling twingeing twinging twinning twirling tzars unchanged underrate underrates understand
        understate understates undertaker unerring unmarried unseating unsigned unsolved unwashed unwilling upbeats
        uprights upsetting uptight valentines valeting valise value valve vampires vanished vanities vanquishes variant
        variants varnished varnishes velvet venerable verge verges versus verve vices victor victories victors videos
        villa villainies villas vintages violates violence violet virulent vocalist voiced volumes voracious vortices
        wadding waddling wades wagering wages waistline waistlines waives wakes waking walling waltzed waltzing wander
        wands wanes warriors wasteful wastelands watchful watering waved waver wavering wavers waxes weakling wears
        weaves weddings wedging weeing weightiest weirdo welding westerly westerns whacking wheeling wheezing whimper
        whimpered whimpering whimpers whinnying whirling whisker whiskered whiskers whiskeys whiskies whisking whistled
        whittle whittled whittles whittling wholesale whoppers wicker wicket widening wilds windowing windy wines wings
        winked winks winnings wintering wintery wishful wives wondered wondering wonders woodland woodlands woolie
        wordiest wordy worlds worries worthless wounding wreath wrestles wrestling yearling yearlings yearnings yearns
        years
        """
    )
)
