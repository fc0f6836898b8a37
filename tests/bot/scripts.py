"""Conversations written down: what is said, and all that may change by it.

Each line is a message and what it may do, parted by " => ":

    new                       a new song
    LAYERS @ SECTIONS         a new version in which nothing but these layers in these sections may differ, and
                              something does; "all" is every layer or section; "chords" are the chord symbols,
                              "comping" the part that plays them
    time                      a new version whose notes, in beats, are all as they were
    = N                       the version at hand is N again, and nothing was written
    form: LABELS              a new version in which the sections that stay are as they were, in this order; new
                              ones carry a "+"
    say WORDS                 no new version; the answer holds the words
    takes N                   N new versions side by side
    files FORMATS             no new version, and files of these formats of the one at hand
    refuse WORDS              no new version, and a sentence that holds the words
"""

SCRIPTS = {
    "a pop song that gets darker": """
        pop in C at 100 bpm, verse chorus verse chorus bridge chorus, only violin, piano, bass guitar and drums => new
        make the bridge darker, keep the bass => chords lead comping @ Bridge
        lock the melody => say locked
        reharmonise the second chorus => chords comping bass @ Chorus 2
        a bit faster => time
        undo => = 3
        another melody => refuse melody
        unlock the melody => say unlocked
        another melody for the verses => lead @ Verse 1, Verse 2
        what key is it in? => say C major
        less busy drums in the chorus => drums @ Chorus 1, Chorus 2, Chorus 3
        go back to version 2 => = 2
    """,
    "a waltz and its players": """
        a slow waltz in D minor, 32 bars, only cello and piano => new
        swap the cello for a clarinet => lead @ all
        lock the piano => say locked
        make it brighter => chords lead @ all
        unlock everything => say unlocked
        play the piano softer => comping @ all
        version 1 => = 1
        redo => refuse redo
    """,
    "a rock song and its form": """
        a rock song in E minor at 130 bpm, verse chorus verse chorus, with drums, bass and electric guitar => new
        add a bridge after the second chorus => form: Verse 1, Chorus 1, Verse 2, Chorus 2, Bridge+
        cut the bridge => form: Verse 1, Chorus 1, Verse 2, Chorus 2
        repeat the last chorus => form: Verse 1, Chorus 1, Verse 2, Chorus 2, Chorus 3+
        undo => = 3
        half-time drums in the second verse => drums bass @ Verse 2
        no fills => drums @ all
        thanks => say welcome
        versions => say half-time
    """,
    "three choruses to choose from": """
        a happy folk song in G, verse chorus verse chorus, at 110 bpm => new
        give me three choruses => takes 3
        2 => = 3
        keep the melody but different chords in the verse => chords comping bass pad counter @ Verse 1, Verse 2
        the last one was better => = 3
        up a step => chords lead counter comping bass pad @ all
        undo that => = 3
    """,
    "no song yet": """
        hello => say hello
        make it darker => refuse no song
        undo => refuse no song
        what's the weather like? => say song
        what chords go with G? => say Em
        a sad piano ballad in A minor => new
        thank you so much => say welcome
    """,
    "locks hold against everything": """
        a funk song in E minor at 105 bpm, verse chorus verse chorus, with drums, bass, electric guitar and brass => new
        lock the drums => say drums
        make the chorus bigger => chords lead counter comping pad bass @ Chorus 1, Chorus 2
        up a fourth => chords lead counter comping pad bass @ all
        way darker => chords lead counter comping pad bass @ all
        busier drums => refuse drums
        take out the drums => refuse drums
        unlock the drums => say unlocked
        busier drums => drums @ all
    """,
    "a lock goes with its section": """
        a pop song in D, verse chorus bridge chorus, only violin, piano, bass guitar and drums, at 100 bpm => new
        lock the second chorus => say locked
        repeat the first chorus => form: Verse, Chorus 1, Chorus 2, Bridge, Chorus 3
        another bass line for the third chorus => refuse chorus 3
        another bass line for the second chorus => bass @ Chorus 2
        version 1 => = 1
        another bass line for the second chorus => refuse chorus 2
        another bass line for the first chorus => bass @ Chorus 1
        send me the midi => files midi
    """,
    "a loop and how it is played": """
        a lo-fi loop at 80 bpm in F major, 16 bars, only electric piano, bass and drums => new
        more swing => played @ all
        tighter drums => played drums @ all
        drums softer => played drums @ all
        at 90 bpm => time
        undo => = 4
        undo => = 3
        redo => = 4
        call it "Paper Boats" => time
    """,
    "borrowing from versions": """
        a soul song in Bb, verse chorus verse chorus bridge chorus, with drums, bass, organ and trumpet => new
        another drum part => drums @ all
        another bass line => bass @ all
        version 1 with the bass of version 3 => bass @ all
        compare with version 1 => say bass
        lock everything => say locked
        make it sadder => refuse stay
    """,
}
