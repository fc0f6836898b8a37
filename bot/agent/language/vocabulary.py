"""The words of music and of conversation that a mistyped word is most likely to have been."""

from bot.agent.language.wordlists import by_phrase, words

CORE: frozenset[str] = frozenset(
    words(
        """verse verses chorus choruses bridge bridges intro intros outro outros interlude interludes solo solos
        refrain section sections part parts ending endings
        breakdown build hook drop bar bars measure measures beat beats
        note notes bpm tempo metre meter key keys octave octaves semitone semitones tone tones step steps half
        double second seconds minute minutes time melody melodies tune chord chords harmony harmonies progression
        progressions rhythm rhythms groove grooves bass bassline bassist drum drums drummer drumming percussion kick
        snare cymbal cymbals hihat hats fill fills piano pianos guitar guitars guitarist strings violin violins
        viola cello trumpet trumpets saxophone sax organ flute clarinet oboe bassoon trombone tuba horn horns brass
        synth synths ukulele banjo mandolin harp harmonica accordion vibraphone xylophone marimba glockenspiel bells
        choir voice voices vocal vocals singer singing singers fiddle keyboard keyboards contrabass shaker
        tambourine whistle recorder major minor dorian phrygian lydian mixolydian locrian aeolian ionian harmonic
        melodic pentatonic sharp sharps flat flats cadence cadences triad interval intervals scale scales arpeggio
        arpeggios inversion inversions suspended diminished augmented dominant tonic subdominant relative circle
        fifth fifths fourth third thirds seventh sixth capo numeral numerals modulation dissonance resolve resolved
        unresolved syncopation staccato legato swing swung shuffle straight syncopated triplet triplets crescendo
        pop rock jazz blues folk country bossa nova reggae funk soul metal waltz ballad lullaby classical cinematic
        ambient house techno disco gospel latin tango hip hop lofi punk electronic acoustic electric orchestral loud
        louder loudest quiet quieter quietest soft softer fast faster fastest slow slower slowest high higher low
        lower bright brighter dark darker happy happier sad sadder calm calmer tense tenser busy busier simple
        simpler big bigger small smaller long longer short shorter full fuller thin thinner warm warmer deep deeper
        hard harder gentle gentler heavy heavier light lighter smooth smoother rough rougher tight tighter loose
        looser dreamy dreamier sweet sweeter easy easier boring exciting energetic energy tension mood feeling
        dramatic aggressive mellow emotional romantic hopeful triumphant peaceful melancholic melancholy uplifting
        cheerful playful groovy make makes add remove delete cut change changes keep take turn put give play plays
        playing lock unlock undo redo repeat replace swap switch move raise transpose transposing modulate
        reharmonise reharmonize rewrite simplify shorten lengthen extend speed bring drop start starts end ends
        begin finish fade export download save send print share sing humanise humanize quantise quantize mute write
        compose leave use try transposed version versions song songs track tracks music original previous last first
        next another other again back instead without with only more less much little louder softly slightly please
        thanks thank hello everything nothing something anything same different whole instrument instruments
        instrumental arrangement background what which where when why how who does between difference explain mean
        means called many often title lyrics lyric words rhyme sheet midi stems file files compare list help before
        after during together beginning middle start again want wants need needs feel feels sound sounds sounding
        alternative alternatives option options take takes variation variations anybody everybody somebody
        substitute exchange invent arrange accompany accompaniment underneath could would should about people friend"""
    )
)
"""Words that people use of songs all the time; of two that are equally near, one of these was meant."""

JARGON: frozenset[str] = frozenset(
    words(
        """accidentals anticipations arpeggiated attenuate arpeggiation bis bpms breakbeats cadences codetta coda
        contralto couplets crd ctrl cya diatonic dominants dont doesnt didnt isnt wasnt couldnt shouldnt wouldnt
        cant wont im ive youre thats lets eighths sixteenths ent etc fermata fingerings flanger gracias danke
        hallo halftime doubletime haha hahaha hiya hola humanise imo inversions isn keychange loopable lol lmao omg
        tbh btw idk ikr rn fr ngl tysm ty thx thnx tnx ths pls plz plss pleeease cuz cos bc til tho altho abt smth
        sth ppl ngl mixolydian mom mum musicxml mp3 wav flac pdf mxl nashville obbligato ostinato onwards oomph
        outro overpower pentatonic phaser phrygian plods plodding portamento rallentando ritard ritardando rit rall
        accel reharmonisation reharmonization salut sevenths ninths sidechain singable smidge stabby stinger
        strophic strophe strophes strums strummed strumming swingy swingier syncopation tacet tessitura tonality
        triads tritone tritones txt umm hmm hm mm mhm uh huh uhh ugh eh ah aah oh ooh ok okay okey okie yeah yea yep
        they're they've they'll they'd we're we've we'll we'd you're you've you'll you'd he'd he'll she'd she'll it'd
        it'll there's there'll that'll that'd who'd who're who've what're what'll here's nobody's everyone's everybody's
        someone's isn't wasn't weren't hasn't haven't hadn't couldn't wouldn't shouldn't mustn't needn't ain't y'all
        en em im und mit con avec une eine
        nope nah yup wow vamp vamps voicing voicings wassup sup whoa woah yo ya wanna gonna gotta kinda sorta dunno
        lemme gimme ableton garageband spotify youtube tiktok soundcloud musescore gtr gtrs bs drms perc vox acc
        strgs strs kys vln vlc pno bg fx eq sfx maj min dim aug sus add dom mmaj alt vs feat intr pre post chor brk
        instr arr lyr moll dur mol bemol minore maggiore mineur majeur menor mayor sostenido fis cis gis dis ais des
        ges ces eis his aaba abab aabb abaca abc aba capos capoed uke ukes ukulele uku synthy poppy rocky jazzy
        bluesy folky funky loopy punchy chuggy jangly twangy washy dreamy groovy vibey chill chilled chilly chillout
        lofi hifi couldn doesn didn wasn shouldn wouldn hadn hasn aren weren mustn si fa mi sol ut re la ti xx xo pb
        ch vs br v1 o'clock sunn bandmate bandmates homie bestie soulful riff riffs melisma fugue canon rondo gigue
        bourree samba rumba mambo cumbia bachata polka mazurka klezmer zydeco ska dub grunge emo shoegaze vaporwave
        synthwave dubstep trap drill phonk edm idm dnb rnb"""
    )
)
"""Words that are right though no dictionary of English has them."""

HABITS: dict[str, str] = by_phrase(
    {
        "fills": "fils, filss", "anthem": "anhtem, antem", "what's": "whats, wats, wahts, whta's, wat's, waht's",
        "how": "hwo, ohw, hw", "what": "wat, waht, wht, whta, wot", "don't": "dnot, dotn, dno't, don;t, dont'",
        "there": "ther, thre", "choir": "kwire, quire, kwaier", "please": "plese, plis, pliz, plx", "and": "adn, nad",
        "can": "cna, cann, acn", "the": "teh, hte, eht, thw", "from": "fomr, frm", "with": "wiht, wth, whit, wih",
        "bass": "bas, basss, bass'", "verse": "vers, vrs, virse", "chorus": "coros, korus, corus, chorous",
        "drums": "drms, drmus, dums", "louder": "lowder, lauder, loudr, loder", "lock": "lok, loek, lokc, lcok",
        "rhythm": "rithm, rithum, rythem, ritm, rithem", "thanks": "thnaks, thansk, tahnks, thnks, tanks",
        "chords": "acords, acordes, akords, accords, akkords, akorde, chors", "more": "mor, moar, mroe, moer",
        "less": "lss", "a bit": "abit", "a lot": "alot", "another": "anoter, anohter, anotha", "beat": "baet",
        "guitar": "gitar, gutar, gitarr, guitarr, giutar, gutiar", "violin": "vilon, voilin, viloin",
        "piano": "pino, paino, pinao, pianno", "waltz": "wals, valtz, valse, walz", "half-time": "halftime",
        "double-time": "doubletime", "undo": "udno, undoo, unod", "you": "yuo, yu", "to": "ot", "of": "fo",
        "get": "gti", "outro": "otro, oturo", "intro": "intor, itnro", "solo": "sloo, soolo", "oboe": "obo, oboé",
        "bassoon": "bason", "bossa nova": "bosanova, bossanova", "something": "smth, sth, somthin",
        "because": "becuase, becouse, bcoz", "sax": "saks, saxo", "cello": "chello, celo, tchello", "key": "kee, kye",
        "minor": "minoor, minr, mnor, mionr, minro", "major": "majer, majr, mjor, maijor, majur",
        "flat": "falt, flatt", "solos": "solso, sollos", "minute": "minit, minut, mintue, mniute",
        "minutes": "minits, minuts, mintues", "half": "haf, hafl", "at": "att", "end": "edn",
        "slow": "slwo, sloww", "slows": "slwos", "sharp": "shrap, sharpe", "upright": "uprihgt, uprite",
        "back": "bakc, bak, bck", "jazz": "jaz",
    }
)  # fmt: skip
"""Slips that are usual, with other languages and on small keys, and too far off or too short to be found."""
