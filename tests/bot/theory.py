"""Questions about music with what a right answer must say, by kind.

The facts are stated from books and songbooks, not from the code: note names, numerals, frets, capo
positions, numbers of sharps. A line is a message, "=>", and facts parted by ";": each must stand in
the answer as whole words. Half of the messages are written as beginners, producers and people in
another language write.
"""

GENERAL = {
    "define": """
        what is a ii-V-I? => Dm7; G7; Cmaj7
        what is a ii-V-I in F? => Gm7; C7; Fmaj7
        what is a 2 5 1 => Dm7; G7; Cmaj7
        whats a sus chord => C F G; C D G
        wat is a brigde => different from the rest
        what is a tritone substitution? => Db7; Dm7
        what does syncopation mean => between the beats
        what means syncopation? => between the beats
        sorry for the stupid question but what does minor actually mean? => minor third
        what is a cadence? => F; G; C
        whats a plagal cadence => IV; amen
        what is a deceptive cadence? => G; Am; goes elsewhere
        secondary dominants in C? => D7; G
        what are borrowed chords? => Fm
        what is a neapolitan chord? => bII; Db
        what is the andalusian cadence in A minor => Am; G; F; E
        what is a 12 bar blues? => C7; F7; G7
        explain swing => long and short
        swing? => long and short
        what's the backbeat? => 2 and 4
        whats a triplet => Three notes in the time of two
        what is a power chord => C G
        what is a slash chord? => bass
        what is an inversion => C/E; C/G
        what's sidechain => ducks
        define tessitura => tune lies
        what is a capo? => clamp
        waht is a capo fro? => clamp
        what is a hook? => ear
        what's a pre chorus => build up
        what are roman numerals for in music? i see them everywhere => Capitals are major
        what is a tritone? => F#
        what does legato mean => joined
        what does the term "legato" stand for? => joined
        what is a dominant 7th chord => G7; C
        what are the guide tones => third and seventh
        what is doo wop progression? => C; Am; F; G
        i dont understand modulation => another key
        can you explain voice leading => as little as it can
    """,
    "compare": """
        major vs minor => bright; darker
        what is the difference between sus2 and sus4? => D; F
        difference between C7 and Cmaj7 => Bb; B
        is Am7 the same as C6? => same notes
        how is half-time different from double-time => half as fast; twice as fast
        what's the difference between a verse and a chorus => story; main idea
    """,
    "how-to-play": """
        how do I play F#m7b5? => F#m7b5; F# A C E
        how do i play C on guitar => x32010
        how do I play a G chord => 320003
        how to play Am on guitar => x02210
        how do you play Em => 022000
        how do i play D => xx0232
        how do I play E major => 022100
        how to play A => x02220
        how do i play dm => xx0231
        how do I play B7 on guitar => x21202
        how do u play a7 on gutiar => x02020
        how do I play Bb on guitar => x13331
        how do I play D7? => xx0212
        how do I play F on guitar => 133211; Fmaj7 xx3210
        how do i play C on ukulele => 0003
        how do i play G on uke => 0232
        how do I play F on the ukulele? => 2010
        I just got a ukulele. How do I play a A minor chord on it? => 2000
        how do I play Cmaj7 on piano => C E G B
        how do i play bb major on piano => Bb D F
        show me how to play Cadd9 => C E G D
        fingering for Asus4 => x02230
        how do I play G/B on guitar => x20003
        chord diagram for Em7 => E G B D
    """,
    "notes-of-chord": """
        what notes are in Cmaj7? => C E G B
        notes of F#m7b5 => F# A C E
        spell Bbm7 => Bb Db F Ab
        what notes are in a D minor chord => D F A
        which notes make up E7 => E G# B D
        what notes are in Cdim7 => C Eb Gb Bbb; A
        notes in G13 => G B D F A E
        what notes are in Caug => C E G#
        notes in an A flat major chord => Ab C Eb
    """,
    "name-chord": """
        what chord is C E G A? => C6; Am7
        what chord is A C E => Am
        what chord has the notes B D F => Bdim
        name the chord with G B D F => G7
    """,
    "invert": """
        first inversion of C => C/E; E G C
        what are the inversions of Am7? => Am7/C; Am7/E; Am7/G
        second inversion of F => F/C
    """,
    "goes-with": """
        what chords go with G? => C; D; Em; Am; Bm
        what goes well with Am => F; C; G; Dm
        which chords sound good with E => A; B; C#m
        what chords fit with D? => G; A; Bm
    """,
    "chords-with-note": """
        what chords go with the note E? => C; Em; Am
        which chords contain the note B => G; Em; Bdim
    """,
    "chords-in-key": """
        chords in d minor => Dm; Edim; F; Gm; Am; Bb; C
        what chords are in the key of A? => A; Bm; C#m; D; E; F#m; G#dim
        which are the chords of the tonality of D major? => D; Em; F#m; G; A; Bm
        chords in Eb major => Eb; Fm; Gm; Ab; Bb; Cm; Ddim
        what are the chords of E minor => Em; F#dim; G; Am; Bm; C; D
        seventh chords in C major => Cmaj7; Dm7; Em7; Fmaj7; G7; Am7; Bm7b5
        what are the chords in F sharp minor? => F#m; A; Bm; C#m; D; E
        chords in D dorian => Dm; Em; F; G; Am; C
    """,
    "key-of": """
        what key is Am F C G in? => A minor; C major
        what key is C F G C => C major
        which key are G D Em C in? => G major
        what key is Am Dm E7 => A minor
        in what key is D A Bm G? => D major
    """,
    "related-keys": """
        what's the relative minor of E flat major? => C minor
        relative minor of G => E minor
        what is the relative major of A minor => C major
        whats the parallel minor of D => D minor
        relative major of f# minor => A major
    """,
    "key-signature": """
        how many sharps in E major => 4 sharps; F# C# G# D#
        how many flats are in Eb => 3 flats; Bb Eb Ab
        key signature of D minor => 1 flat; Bb
        which key has four flats? => Ab major; F minor; Bb Eb Ab Db
        what key has 3 sharps => A major; F# minor
        how many sharps does C major have => no sharps or flats
    """,
    "circle-of-fifths": """
        explain the circle of fifths => C G D A E B F#; C F Bb Eb Ab Db Gb
    """,
    "modulate": """
        how do I modulate from C to Eb => Bb7; Eb
        how do i change key from C to G => D7; G
        how to modulate from A minor to C major => G7; C
        how do I get from D to Bb major with a key change => F7; Bb
    """,
    "scale": """
        notes in D dorian => D E F G A B C
        notes of the A minor pentatonic scale => A C D E G
        blues scale in E? => E G A Bb B D
        what is the G major scale => G A B C D E F#
        what are the notes of C harmonic minor => C D Eb F G Ab B
        what is lydian? => F#; raised fourth
        notes in F mixolydian => F G A Bb C D Eb
        what is the e minor scale => E F# G A B C D
        what notes are in the F major scale => F G A Bb C D E
    """,
    "scales-for-chord": """
        which scale can I play over G7? => mixolydian; G A B C D E F
        waht scael fits ovr Dm7 => D dorian; D E F G A B C
        what scale goes with Cmaj7 => C D E F G A B
        scales for Bm7b5 => B locrian
        what scale over E7b9 => E
    """,
    "solo-scale": """
        what scale can I solo with over Am F C G => A C D E G
        what can i improvise with over G C D => G A B D E
    """,
    "interval-between": """
        interval from C to Eb => minor third; 3 half steps
        what is the interval between F and B? => augmented fourth; 6 half steps
        how far is it from D to A => perfect fifth; 7 half steps
        distance between G and F => minor seventh
    """,
    "interval-above": """
        what is a major third above E => G#
        what's a perfect fifth above Bb => F
        a minor third above A? => C
        what note is a fourth below F => C
    """,
    "numerals-of": """
        analyse C E7 Am F => I; V7/vi; vi; IV
        roman numerals for G D Em C => I; V; vi; IV
        nashville numbers for G D Em C => 1 5 6- 4
        what are the roman numerals of Dm7 G7 Cmaj7 => ii7 V7 Imaj7
        Am F C G in roman numerals => i VI III VII
        nashville numbers for C F/A G => 1 4/6 5
        roman numerals for C Fm G C => iv; C minor
    """,
    "chords-of-numerals": """
        what is 1 5 6 4 in G => G; D; Em; C
        what are 1-4-5 in A? => A; D; E
        what is the V chord in D => A
        what is the IV chord in Bb => Eb
        what's the vi chord in E => C#m
        what is ii V I vi in Eb? => Fm; Bb; Eb; Cm
        whats the 6 chord in the key of F => Dm
    """,
    "transpose": """
        transpose Am F C G up a tone => Bm G D A
        transpose C F G to E => E A B
        transpose G D Em C down 2 semitones => F C Dm Bb
        transpose Dm7 G7 Cmaj7 to the key of F => Gm7 C7 Fmaj7
        transpose Am Dm E7 to C minor => Cm Fm G7
        move C G Am F up 3 semitones => Eb Bb Cm Ab
        transpose Bb Eb F up a half step => B E F#
    """,
    "capo": """
        capo for Bb => Capo 3; G shapes
        where do I put the capo for B major? => Capo 4; G shapes
        capo for Ab? => Capo 1; G shapes
        capo for C => No capo
        capo 3 playing G, what key is that => Bb
        capo 2 with D shapes what key? => E
        which capo for Eb with C shapes => capo 3
        what capo for Bb Eb F Gm => Capo 3; G; C; D; Em
        capo for F# minor => Capo 2; Em shapes
    """,
    "vocal-range": """
        what is the vocal range of a tenor? => C3
        what is the range of a bass => E2 to D4
    """,
    "substitutes": """
        tritone sub for G7? => Db7
        is there a substitute for F in the key of C that is easier on guitar? => Dm
        what can I use instead of C => Am; Em
        what can i play in place of Am => C
        substitute for D7 => Ab7
        substitution for Fmaj7 in C => Dm7
    """,
    "next-chord": """
        what comes after Am F C? => G
        next chord after G7 => C
        what chord goes after D7 in G => G
        which chord could come after C G Am => F
    """,
    "feel-of": """
        how does Am F C G feel? => bittersweet
        how does C F G C sound => bright
        what mood is Dm Am Gm Dm => sad
        how does C G Am Fm feel => nostalgic; C minor
    """,
    "progression-ideas": """
        a sad progression for guitar, easy chords => minor
        dreamy chords on ukulele => major
        what are some happy chord progressions? => major
        easy chords for guitar beginner, something calm => Calm
    """,
    "metre": """
        what is 6/8 => 6 eighth notes; 2 beats
        how do I count 7/8? => 3 beats
        what does 3/4 mean => 3 quarter notes
        what is the difference between 3/4 and 6/8? => 2 beats
    """,
    "tempo-word": """
        how fast is andante? => 76; 108
        what bpm is allegro => 120
        what is largo => slow; 40
    """,
    "note-lengths": """
        delay time at 120 bpm => 500 ms; 375 ms; 250 ms
        how long is a bar at 90 => 2.67 s
    """,
    "after-section": """
        what comes after the chorus? => verse; bridge
        what should I put after the pre-chorus => chorus
        what goes after the bridge => chorus
    """,
    "structure-advice": """
        how do I structure a pop song => Verse; chorus; bridge
    """,
}  # fmt: skip
"""Without a song."""

AT_HAND = {
    "why-unresolved": """
        why does this sound unresolved? => G; VII; Am
        why does the chorus sound unfinished => G; VII
        why doesn't it resolve? => G
        why does the end hang in the air? => G
    """,
    "explain-section": """
        explain the chorus => Am; i; Chorus; 8 bars
        what does the verse do? => Verse; story
        explain verse => 8 bars
    """,
    "why-lift": """
        why does the chorus lift? => louder
        why is the chorus so much bigger => louder
    """,
    "chords-of-section": """
        what chords are in the verse => Am; F; C; G; i; VI; III; VII
        explain the chords => Am; F; C; G
    """,
    "hard-to-sing": """
        is this hard to sing => B5; C5; Range
        how hard is it to sing? => jump
    """,
    "solo-scale": """
        what scale can I solo with => A minor pentatonic; A C D E G
        what can I improvise with over this? => A C D E G
    """,
    "what-makes": """
        what makes it sad => A minor
        why does it sound so dark? => A minor
    """,
    "capo": """
        capo? => No capo; Am; F; C; G
        where do I put the capo to play this in Em shapes? => capo 5
    """,
    "vocal-range": """
        can I sing this as an alto? => octave lower
        my range is A2 to E4, does it fit? => Your range; octaves lower
    """,
    "chords-in-key": """
        which chords are in the key of A minor? => Am; Bdim; C; Dm; Em; F; G
    """,
    "define": """
        what is a cadence? => Dm; E; Am
        what is a ii-V-I? => Bm7b5; E7; Am
    """,
}  # fmt: skip
"""With the example song at hand: A minor, four times Am F C G, a verse and a chorus of eight bars."""

NO_QUESTIONS = """
    what about a waltz?
    how about a bossa nova
    can you make it sadder?
    could you make the second verse longer please
    make the bridge darker
    write a sad song in A minor
    a slow waltz in D minor with strings
    what key is it in?
    what is the tempo
    bpm?
    what time signature is this
    which chords do you use in the bridge?
    waht are teh chrods?
    how long is it?
    add a bridge after the chorus
    transpose it up a tone
    transpose the chorus up 2 semitones
    use only major chords in the chorus
    could you write a chorus over Am F C G?
    give me a chord progression in E minor
    i want a sad chord progression for piano
    a happy pop song, 90 bpm
    lo-fi with rain, jazzy chords
    hi
    thanks
    how are you?
    what can you do?
    change the key to D minor
    modulate up a step in the last chorus
    simplify the chords
    more syncopation in the drums
    jazz up the chords
    what's the weather tomorrow?
    who won the world cup in 2014?
    put a capo sound on it
    show me the form
    less reverb
    a blues in E
    ii-V-I in F, slow swing
    12 bar blues in A
    the chorus should be bigger
    how can we make the chorus bigger
    sad until the bridge, then sunny
    Am F C G
    Am | F | C | G
    play it as a bossa nova
    same but slower
    how does the energy go through the song?
    bigger last chorus
    swing it more
    I want a song about the sea in 6/8
    drums with more swing please
    no drums
    sounds great
    guitar solo over the chorus
    a ballad for a tenor voice
    a sad song with easy chords for guitar
    replace the C with Am
    what if the bridge was in 3/4?
    can we have a pre-chorus?
    use a lydian scale for the melody
    a song in D dorian
    version 2 was better
    replace the chords with Am F C G
    the bridge goes Bb F Gm Eb, the rest is up to you
    undo
    the second one
    why not add a ukulele?
    let's hear it at 120
    melody over Dm7 G7 Cmaj7
"""
"""Wishes, changes, small talk and questions that the plan answers: none is for the teacher."""
