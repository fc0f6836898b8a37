"""What the embedded parser makes of messages about a song at hand, a song that is not there yet, and none at all."""

import pytest

from bot.agent.conversation import Attachment, Conversation, Message, NoSongError
from bot.agent.language.turns import read_turn
from bot.agent.turn import Analyse, Change, Clarify, Pick, Recall, Write
from skills.edit.feeling import FeelingMove
from skills.edit.form import LengthMove
from skills.edit.playing import TempoMove
from skills.edit.target import Target
from skills.errors import RequestError
from tests.bot.readings import table
from tests.bot.turn_briefs import brief, plan, read, talk

CASES = table(
    """
        make it sadder => feeling valence- arousal-
        a bit sadder => feeling valence- arousal-
        way darker => feeling valence- tension+
        make the chorus happier => feeling @chorus valence+ arousal+ tension-
        the bridge should be more tense => feeling @Bridge tension+
        less happy => feeling valence- arousal- tension+
        not so dark => feeling valence+ tension-
        too happy => feeling valence- arousal- tension+
        make the verse dreamy => feeling @verse to
        a touch brighter in the last chorus => feeling @Chorus 3 valence+ arousal+ tension-
        calmer intro => feeling @Intro valence+ arousal- tension-
        make verse 2 angrier => feeling @Verse 2 valence- arousal+ tension+
        more energy in the choruses => feeling @chorus arousal+
        the chorus doesn't hit hard enough => feeling @chorus arousal+
        it needs more energy => feeling arousal+
        this is too aggressive => feeling arousal-
        tone down the bridge => feeling @Bridge arousal-
        make the last chorus huge => feeling @Chorus 3 arousal+
        bigger chorus => feeling @chorus arousal+
        more epic => feeling valence+ arousal+ tension+
        make it feel like a dream => feeling to
        the outro should be peaceful => feeling @Outro to
        more hopeful at the end => feeling @Outro valence+ arousal- tension-
        start calm and end huge => arc 2 points
        build tension towards the end => arc @Outro 2 points
        let the bridge go from quiet to loud => arc @Bridge 2 points
        more intimate verses => feeling @verse arousal-
        a bit more melancholic please => feeling valence- arousal- tension-
        it's too cheerful for me => feeling valence- arousal- tension+
        could you make the whole song more romantic? => feeling valence+ arousal- tension-
        transpose it up a whole step => key semitones 2
        up a semitone => key semitones 1
        down a minor third => key semitones -3
        in F# => key F#
        in D minor => key D minor
        change the key to Bb => key Bb
        go to the relative minor => key E minor
        make it minor => key minor
        modulate up a step for the last chorus => key @Chorus 3 semitones 2
        key change at the end => key @Chorus 3 semitones 2
        chorus +2 st => key @chorus semitones 2
        move the bridge up a fourth => key @Bridge semitones 5
        transpose down two semitones => key semitones -2
        put the last chorus in A => key @Chorus 3 A
        D dorian please => key D dorian
        a bit faster => tempo factor 1.08
        faster => tempo factor 1.15
        slower => tempo factor 0.8696
        10 bpm slower => tempo bpm 90
        at 120 => tempo bpm 120
        120 bpm => tempo bpm 120
        20% slower => tempo factor 0.8
        double the tempo => tempo factor 2
        half the tempo => tempo factor 0.5
        it drags => tempo factor 1.15
        too fast => tempo factor 0.8696
        not so fast => tempo factor 0.9091
        way slower => tempo factor 0.7692
        bpm 128 => tempo bpm 128
        speed it up => tempo factor 1.15
        slow it down a little => tempo factor 0.9259
        make it 90 bpm => tempo bpm 90
        tempo 75 => tempo bpm 75
        a little quicker => tempo factor 1.08
        in 3/4 => metre 3/4
        make it a waltz time => metre 3/4
        in 6/8 => metre 6/8
        change the time signature to 5/4 => metre 5/4
        as a bossa nova => style bossa nova
        more jazzy => style jazz
        give it a reggae feel => style reggae
        play it as a waltz => style waltz
        make it rock => style rock
        turn it into a lo-fi beat => style lo-fi
        like a country song => style country
        use Am F C G in the verse => chords @verse Am F C G
        ii V I in the bridge => chords @Bridge ii V I
        change the chords to C G Am F => chords C G Am F
        simpler chords => reharmonise simpler
        jazz up the chords => reharmonise jazzier
        reharmonise the chorus => reharmonise @chorus new
        different chords => reharmonise new
        richer chords in the bridge => reharmonise @Bridge richer
        other chords in the bridge please => reharmonise @Bridge new
        the chords are boring => reharmonise new
        make bar 12 a Dm7 => chords #12-12 Dm7
        easier chords => reharmonise simpler
        busier => density amount+
        less busy drums => density drums amount-
        simplify the melody => density lead amount-
        more space => density amount-
        too cluttered => density amount-
        boring bass => density bass amount+
        busier drums in the chorus => density drums @chorus amount+
        fewer notes in the piano => density chords amount-
        the bass is too busy => density bass amount-
        more going on in verse 2 => density @Verse 2 amount+
        strip back the first verse => density @Verse 1 amount-
        thin out the strings => density pad amount-
        give the melody more room to breathe => density lead amount-
        more drums => density drums amount+
        way less drums => density drums amount-
        melody an octave up => register lead octaves 1
        lower the bass => register bass octaves -1
        sing higher => register lead octaves 1
        the violin an octave lower => register lead octaves -1
        raise the melody in the last chorus => register lead @Chorus 3 octaves 1
        the melody is too high => register lead octaves -1
        drums softer => loudness drums amount-
        turn up the piano => loudness chords amount+
        the strings are too quiet => loudness pad amount+
        louder bass => loudness bass amount+
        turn down the guitar => loudness chords 2 amount-
        quieter verses => loudness @verse amount-
        make the bass a bit louder in the chorus => loudness bass @chorus amount+
        the drums are too loud => loudness drums amount-
        I can't hear the piano => loudness chords amount+
        bring the strings down => loudness pad amount-
        add a cello => add part cello
        add strings => add part strings
        add brass in the chorus => add part @chorus brass
        with a flute => add part flute
        and some choir in the last chorus => add part @Chorus 3 choir
        no drums => remove part drums
        take out the strings in the intro => remove part pad @Intro
        drop the drums before the last chorus => remove part drums @Bridge
        drums only from the second verse => remove part drums @Intro, @Verse 1, @Chorus 1
        swap the piano for a rhodes => swap instrument chords electric piano
        replace guitar with violin => swap instrument chords 2 violin
        electric piano instead of piano => swap instrument chords electric piano
        play the melody on a flute => swap instrument lead flute
        let a cello carry the melody => swap instrument lead cello
        remove the guitar => remove part chords 2
        mute the bass in the bridge => remove part bass @Bridge
        gtr out v2 => remove part chords 2 @Verse 2
        without drums => remove part drums
        only piano in the intro => remove part lead, chords 2, pad, bass, drums @Intro
        just the drums and bass in verse 2 => remove part lead, chords, chords 2, pad @Verse 2
        no drums until the first chorus => remove part drums @Intro, @Verse 1
        bring in the drums at the chorus => remove part drums @Intro, @Verse 1
        add a cello playing a counter melody => add part cello role counter
        more cello => add part cello
        no bass in the bridge => remove part bass @Bridge
        the drums should come in at verse 2 => remove part drums @Intro, @Verse 1, @Chorus 1
        add a second guitar => add part acoustic guitar
        change the violin to a trumpet => swap instrument lead trumpet
        drums out in the outro => remove part drums @Outro
        lose the strings => remove part pad
        add a bridge after the second chorus => add section bridge after Chorus 2
        add an intro of 4 bars => add section intro bars 4
        lose the intro => cut section @Intro
        cut the bridge => cut section @Bridge
        remove the second verse => cut section @Verse 2
        repeat the last chorus => repeat section @Chorus 3
        put the bridge before the last chorus => move section @Bridge before Chorus 3
        double chorus at the end => repeat section @Chorus 3
        add a solo before the last chorus => add section solo before Chorus 3
        another verse => add section verse
        another chorus at the end => repeat section @Chorus 3
        move the bridge to the end => move section @Bridge after Outro
        ch2 x2 => repeat section @Chorus 2
        play the bridge twice => repeat section @Bridge
        swap verse 2 and the bridge => move section @Verse 2 after Bridge; move section @Bridge before Chorus 2
        no outro => cut section @Outro
        delete bars 5-8 => cut section #5-8
        insert a 4 bar interlude after chorus 1 => add section interlude bars 4 after Chorus 1
        end on the last chorus => cut section @Outro
        make it 30 seconds longer => length seconds 164.4
        two minutes => length seconds 120
        make it 2:30 => length seconds 150
        shorten the intro to 2 bars => length @Intro bars 2
        make the bridge 16 bars => length @Bridge bars 16
        longer => length factor 1.5
        shorter => length factor 0.667
        twice as long => length factor 2
        the outro is too long => length @Outro factor 0.667
        extend the outro by 4 bars => length @Outro bars 8
        make it half as long => length factor 0.5
        cut it to 90 seconds => length seconds 90
        half-time => time feel half
        half-time in the bridge => time feel @Bridge half
        double time drums in the last chorus => time feel @Chorus 3 double
        normal time again => time feel normal
        swing it => swing amount 0.66
        more swing => swing change+
        less swing => swing change-
        straight eighths => swing amount 0.5
        play it straight => swing amount 0.5
        add some swing => swing amount 0.66
        more human => humanise amount+
        tighter => humanise amount-
        quantise the drums => humanise drums amount-
        too robotic => humanise amount+
        looser drums => humanise drums amount+
        it sounds mechanical => humanise amount+
        more fills => fills amount+
        no fills => fills amount-
        fewer drum fills in the verses => fills @verse amount-
        add a fill before the chorus => fills @Bridge amount+
        fade out => ending fade
        end on a big chord => ending hold
        slow down at the end => ending ritardando
        cold stop => ending cold
        fade out at the end => ending fade
        stop abruptly => ending cold
        let the last chord ring => ending hold
        no fade out => ending cadence
        ritardando at the end => ending ritardando
        another melody => rewrite lead
        redo the fill in bar 8 => rewrite drums #8-8
        give me three choruses => rewrite @chorus; x3
        try again => rewrite
        surprise me with the bridge => rewrite @Bridge
        rewrite the bass line => rewrite bass
        a different drum beat => rewrite drums
        new melody for the bridge => rewrite lead @Bridge
        write the second verse again => rewrite @Verse 2
        three different melodies => rewrite lead; x3
        I don't like the melody => rewrite lead
        regenerate the drums in verse 1 => rewrite drums @Verse 1
        give me 3 options for the bridge => rewrite @Bridge; x3
        two more takes => rewrite; x2
        another take of the last chorus => rewrite @Chorus 3
        call it Blue Monday => title Blue Monday
        rename it to "Night Drive" => title Night Drive
        change the title to Home => title Home
        version 2 with the drums of version 4 => base 2; borrow drums version 4
        use the melody from version 1 => borrow lead version 1
        bring back the old drums => borrow drums version 3
        with the drums of version 2 => borrow drums version 2
        version 2 but slower => base 2; tempo factor 0.8696
        like the first version but with strings => base 1; add part strings
        same as version 1 but faster => base 1; tempo factor 1.15
        same but slower => tempo factor 0.8696
        undo => undo
        undo that => undo
        undo twice => undo x2
        undo the last 3 changes => undo x3
        redo => redo
        go back => undo
        go back to version 2 => go 2
        the last one was better => go 3
        the first one was better => go 1
        I liked version 3 better => go 3
        back to the original => go 1
        list versions => list
        show me all versions => list
        compare version 1 and 3 => compare 1 and 3
        what changed? => compare
        what's the difference between version 2 and version 4? => compare 2 and 4
        revert => undo
        it was better before => go 3
        lock the drums => lock drums
        lock the melody and the chords => lock lead, harmony
        don't touch the melody from now on => lock lead
        unlock the drums => unlock drums
        unlock everything => unlock
        never change the bass => lock bass
        freeze the bridge => lock @Bridge
        keep the drums => lock drums
        keep the melody, but change the chords => reharmonise new; keep lead
        make it sadder, keep the drums => feeling valence- arousal-; keep drums
        darker bridge without touching the bass => feeling @Bridge valence- tension+; keep bass
        same melody, faster => tempo factor 1.15; keep lead
        make it jazzier but don't change the chords => style jazz; keep harmony
        leave the bridge alone and make everything else faster => tempo factor 1.15; keep @Bridge
        everything but the drums quieter => loudness lead, chords, chords 2, pad, bass amount-
        make everything except the bridge louder => loudness @not Bridge amount+
        keep the drums and make it slower => tempo factor 0.8696; keep drums
        busier drums, but leave the intro alone => density drums amount+; keep @Intro
        send me the midi => export midi
        stems please => export stems
        export as wav => export wav
        can I get the sheet music? => export pdf
        download everything => export all
        give me the mp3 and the midi => export midi, mp3
        what key is it in? => describe key
        how fast is it? => describe tempo
        what chords are in the bridge? => describe chords @Bridge
        what is the form? => describe form
        which instruments are there? => describe band
        how long is it? => describe length
        what's locked? => describe locks
        what did you assume? => describe choices
        what is the seed? => describe seed
        tell me about the song => describe all
        what time signature is it in? => describe metre
        who plays the melody? => describe band
        thanks => talk thanks
        thank you so much! => talk thanks
        hello => talk hello
        hi there => talk hello
        great job => talk praise
        I love it => talk praise
        help => talk help
        what can you do? => talk help
        bye => talk goodbye
        what's the weather? => talk off-topic
        tell me a joke => talk off-topic
        who won the world cup? => talk off-topic
        write lyrics about love => talk unable
        add some reverb => talk unable
        write me a new waltz => write song
        another song: a sad ballad in D minor with cello => write song
        a fast punk song in E minor, 170 bpm => write song
        start over with a happy reggae track => write song
        write a chord progression in E minor => write progression
        give me a drum groove at 90 bpm in funk style => write drums
        new song please, something calm for piano => write song
        a melody over my chords Am F C G => write melody
        make it slower and sadder => tempo factor 0.8696; feeling valence- arousal-
        slower, darker and with more strings => tempo factor 0.8696; feeling valence- tension+; density pad amount+
        drums louder and bass softer => loudness drums amount+; loudness bass amount-
        in the bridge, drop the drums and make it darker => remove part drums @Bridge; feeling @Bridge valence- tension+
        add a cello, take out the guitar and slow it down => add part cello; remove part chords 2; tempo factor 0.8696
        transpose it to A and send me the midi => key A; export midi
        make it faster and add a flute in the chorus => tempo factor 1.15; add part @chorus flute
        lock the drums and make it jazzier => lock drums; style jazz
        undo that and make it faster instead => undo; tempo factor 1.15
        it's boring => feeling arousal+ tension+
        the bass is muddy => density bass amount-
        the drums are too busy and too loud => density drums amount-; loudness drums amount-
        the intro is too long and boring => length @Intro factor 0.667; feeling @Intro arousal+ tension+
        chorus: bigger, verse: softer => feeling @chorus arousal+; loudness @verse amount-
        mkae it fastr => tempo factor 1.15
        loudr drmus => loudness drums amount+
        remvoe the gutiar => remove part chords 2
        please to make more slow the song => tempo factor 0.8696
        i want that the drums are not so loud => loudness drums amount-
        can be the chorus more happy? => feeling @chorus valence+ arousal+ tension-
        put more of violin in verse two => loudness lead @Verse 2 amount+
        the song it is too much long => length factor 0.667
        kick it up a notch => feeling arousal+
        could we maybe try it with a saxophone instead of the violin? => swap instrument lead alto sax
        I think the second verse could use some strings => add part @Verse 2 strings
        the last two choruses should be louder => loudness @Chorus 2, @Chorus 3 amount+
        both verses quieter => loudness @verse amount-
        verse 2 and the bridge an octave higher => register @Verse 2, @Bridge octaves 1
        bars 5-8 softer => loudness #5-8 amount-
        the first 4 bars without drums => remove part drums #1-4
        bar 12 louder => loudness #12-12 amount+
        make the intro's drums softer => loudness drums @Intro amount-
        the bridge's chords darker => reharmonise @Bridge darker
        guitars louder => loudness chords 2 amount+
        the violin in the bridge => clarify 3
        version 9 => ! There is no version 9; there are versions 1 to 4.
        make the solo louder => ! There is no solo in this song; it has intro, verse 1, ...
        louder trumpet => ! There is no trumpet in this song; it has violin, piano, ...
        the third verse darker => ! There is no verse 3: the song has only 2 verses.
        bar 200 softer => ! There is no bar 200; the song has 56 bars.
        make the second chorus quieter than the first => loudness @Chorus 2 amount-
        verse two needs more punch => feeling @Verse 2 arousal+
        the intro drags => tempo @Intro factor 1.15
        I want a longer intro => length @Intro factor 1.5
        can the outro fade out => ending fade
        please remove the piano from the verses => remove part chords @verse
        no guitar in the verses please => remove part chords 2 @verse
        put strings under the last chorus => add part @Chorus 3 strings
        the guitar should stop in the bridge => remove part chords 2 @Bridge
        let the drums drop out in the bridge => remove part drums @Bridge
        the melody should be played by a trumpet => swap instrument lead trumpet
        use a synth bass instead of the bass => swap instrument bass synth bass
        violin -> flute => swap instrument lead flute
        make it 4 bars shorter => length bars 52
        8 more bars in the bridge => length @Bridge bars 16
        the bridge should have 4 bars => length @Bridge bars 4
        cut the intro in half => length @Intro factor 0.5
        double the length of the outro => length @Outro factor 2
        start with the chorus => add section chorus before Intro
        end with a fade => ending fade
        a ritardando at the end please => ending ritardando
        can it end more abruptly => ending cold
        play it a third higher => key semitones 4
        everything a tone lower => key semitones -2
        take it down a step => key semitones -2
        transpose to E flat major => key Eb major
        let's try it in a minor key => key minor
        in the key of B flat => key Bb
        modulate to D in the bridge => key @Bridge D
        use ii-V-I chords in the chorus => chords @chorus ii V I
        put Dm G C in bars 9-12 => chords #9-12 Dm G C
        the progression Am F C G for the chorus => chords @chorus Am F C G
        swap the chords in the verse => reharmonise @verse new
        more interesting chords in verse 2 => reharmonise @Verse 2 richer
        darker chords => reharmonise darker
        add some tension to the pre-chorus => ! There is no pre-chorus in this song; it has intro, verse 1, ...
        more syncopated bass => rhythm bass syncopated
        staccato strings => rhythm pad staccato
        longer notes in the melody => rhythm lead longer notes
        legato violin please => rhythm lead legato
        a different rhythm for the guitar => rhythm chords 2 new
        make the bass line more active => density bass amount+
        the piano is too busy in verse 1 => density chords @Verse 1 amount-
        drums: simpler => density drums amount-
        make the drums sparser and the bass busier => density drums amount-; density bass amount+
        give the bass more to do => density bass amount+
        bass too loud => loudness bass amount-
        lead up a bit => loudness lead amount+
        drums down a touch => loudness drums amount-
        the piano could be a little softer in the intro => loudness chords @Intro amount-
        crank up the guitar in the last chorus => loudness chords 2 @Chorus 3 amount+
        the violin is drowned out => loudness lead amount+
        can you bring out the melody => loudness lead amount+
        make the whole thing louder => loudness amount+
        the second half louder => loudness #29-56 amount+
        quieter at the start => loudness @Intro amount-
        softer at the end => loudness @Outro amount-
        from the bridge on, louder => loudness @Bridge, @Chorus 3, @Outro amount+
        louder until the bridge => loudness @Intro, @verse, @Chorus 1, @Chorus 2 amount+
        make bars 9 to 16 calmer => feeling #9-16 valence+ arousal- tension-
        in bar 20 add a fill => fills #20-20 amount+
        bar 8 again => rewrite #8-8
        the first chorus again but different => rewrite @Chorus 1
        write the drums again for the chorus => rewrite drums @chorus
        I'm not happy with the bass => rewrite bass
        the hook isn't catchy => feeling lead valence+ arousal+
        that's not what I meant => clarify 4
        do something else with the bridge => rewrite @Bridge
        come up with another intro => rewrite @Intro
        four versions of the chorus => rewrite @chorus; x4
        try 3 other bass lines => rewrite bass; x3
        some alternatives for the intro => rewrite @Intro; x3
        go back two versions => undo x2
        undo everything => go 1
        redo it => rewrite
        restore version 1 => go 1
        is version 3 better than version 2 => compare 3 and 2
        the old melody please => borrow lead version 3
        keep the chords of version 2 => borrow harmony version 2
        take the bridge from version 1 => borrow @Bridge version 1
        version 3 with the bass of version 1 => base 3; borrow bass version 1
        take version 2 and make it faster => go 2; tempo factor 1.15
        unlock the melody => unlock lead
        you can change the drums again => unlock drums
        leave the intro as it is => lock @Intro
        the drums are perfect, but the bass is boring => density bass amount+; keep drums
        I love the melody but the chords are boring => reharmonise new; keep lead
        don't change the key, just make it faster => tempo factor 1.15
        change the chords without changing the melody => reharmonise new; keep lead
        everything stays except the drums => rewrite drums; keep harmony, lead, chords, chords 2, pad, bass
        only change the bridge => rewrite @Bridge
        make only the chorus louder => loudness @chorus amount+
        a little more swing on the drums => swing drums change+
        less robotic drums => humanise drums amount+
        make it groove more => feeling arousal+
        shuffle feel => swing amount 0.66
        triplet feel in the bridge => swing @Bridge amount 0.66
        half-time drop in the bridge => time feel @Bridge half
        play the last chorus double-time => time feel @Chorus 3 double
        make the drums half time => time feel half
        quantize everything => humanise amount-
        more laid back => feeling arousal-
        tighten up the bass => humanise bass amount-
        sounds like a machine => humanise amount+
        no drum fills please => fills amount-
        fill before every chorus => fills @verse, @Bridge amount+
        bigger fill into the last chorus => fills @Bridge amount+
        title: Northern Lights => title Northern Lights
        name the song "Rain" => title Rain
        how many bars does it have? => describe length
        what tempo is this? => describe tempo
        tell me the key => describe key
        what's the chord progression? => describe chords
        show me the chords of the bridge => describe chords @Bridge
        which key is the last chorus in? => describe key @Chorus 3
        who plays the bass line? => describe band
        is there a bridge? => describe form
        what instruments are you using => describe band
        what is locked right now => describe locks
        how is the song structured => describe form
        export the stems and the midi => export stems, midi
        can you send me the lead sheet as pdf => export pdf
        musicxml please => export musicxml
        wav please => export wav
        I need the audio file => export mp3
        cheers mate => talk thanks
        that's awesome => talk praise
        wow, beautiful => talk praise
        not bad => talk praise
        yo => talk hello
        good morning => talk hello
        how do I use this? => talk help
        see you tomorrow => talk goodbye
        who are you? => talk help
        what's the capital of France? => talk off-topic
        can you order a pizza? => talk off-topic
        write a poem about my dog => talk off-topic
        sing it with lyrics => talk unable
        make a new song => write song
        something completely different: a metal song => write song
        write another song in the style of bossa nova => write song
        I want a new track, dark techno at 130 => write song
        a lullaby for my daughter => write song
        give me a bass line in A minor at 90 bpm => write bass
        a drum beat for a reggae song => write drums
        make me a beat => rewrite drums
        even darker => feeling valence- tension+
        again => rewrite
        better => talk praise
        different => clarify 4
        surprise me => rewrite
        more of the violin in the outro => loudness lead @Outro amount+
        the bass needs to be an octave lower in the verses => register bass @verse octaves -1
        transpose the chorus up 3 semitones => key @chorus semitones 3
        could the piano play less in the verse => density chords @verse amount-
        what if the bridge was in minor => key @Bridge minor
        what about a cello => add part cello
        how about a slower tempo => tempo factor 0.8696
        how about making the drums quieter => loudness drums amount-
        why not add some brass => add part brass
        I'd like it to be more cheerful and a bit faster => feeling valence+ arousal+ tension-; tempo factor 1.08
        I think it would be better with a flute instead of the violin => swap instrument lead flute
        maybe the drums could come in later, at the second verse => remove part drums @Intro, @Verse 1, @Chorus 1
        the song feels too long, can you make it two minutes => length seconds 120
        it is very nice but i want more slow => tempo factor 0.8696
        please you can do the bass more strong => loudness bass amount+
        is possible to have less drums? => density drums amount-
        i don't want guitar => remove part chords 2
        the violin, please make it quiet => loudness lead amount-
        the end must be with fade out => ending fade
        change instrument of melody to flute => swap instrument lead flute
        faaster plese => tempo factor 1.15
        trasnpose up 2 semitnes => key semitones 2
        make teh brigde dakrer => feeling @Bridge valence- tension+
        drms out in v1, gtr up in ch2 => remove part drums @Verse 1; loudness chords 2 @Chorus 2 amount+
        ch3 +1 st, outro fade => key @Chorus 3 semitones 1; ending fade
        bpm 95, swing 60% => tempo bpm 95; swing amount 0.6
        drop bass 8vb v2 => register bass @Verse 2 octaves -1
        perc busier ch, sparser vs => density drums @chorus amount+; density @verse amount-
        mute pad bars 1-8 => remove part pad #1-8
    """
)
"""Messages about the song of ``turn_briefs``, and the turn in brief; "!" is a refusal."""


@pytest.mark.parametrize(("said", "turn"), CASES, ids=[said for said, _ in CASES])
def test_messages_about_a_song(said: str, turn: str) -> None:
    assert brief(said) == turn


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= 350


@pytest.mark.parametrize(
    ("said", "turn"),
    table(
        """
        a sad waltz for piano / make a waltz / sad / with strings => write song
        a chord progression in A minor => write progression
        a melody over my chords Am F C G => write melody
        write a drum groove at 90 bpm => write drums
        a funky bass line => write bass
        give me three chord progressions in E minor => write progression x3
        write a love song with lyrics => write song; talk unable
        hello / hi => talk hello
        what can you do? => talk help
        thanks / thank you => talk thanks
        what's the weather? / tell me a joke => talk off-topic
        write some lyrics => talk unable
        what is a dominant seventh? => teach define
        """
    ),
)
def test_messages_without_a_song(said: str, turn: str) -> None:
    assert brief(said, talk(0)) == turn


@pytest.mark.parametrize(
    "said",
    ["make it sadder", "slower", "undo", "lock the drums", "transpose it up a step", "make the second verse louder",
     "keep the melody", "what key is it in?", "repeat the chorus", "quantise the drums", "more drums"],
)  # fmt: skip
def test_what_needs_a_song_is_refused_without_one(said: str) -> None:
    with pytest.raises(NoSongError, match="There is no song yet"):
        read(said, talk(0))


def test_an_empty_message_is_refused_and_a_long_one() -> None:
    for text in ("", "   ", "a" * 5000):
        with pytest.raises(RequestError):
            read(text)


@pytest.mark.parametrize(
    ("said", "number"),
    [("2", 2), ("the second one", 2), ("the last one", 3), ("number three", 3), ("option b", 2), ("choice 1", 1),
     ("I'll take the first", 1), ("#3", 3), ("the middle one please", 2), ("i like the third one best", 3)],
)  # fmt: skip
def test_picking(said: str, number: int) -> None:
    assert read(said, talk(choices=3)).acts == (Pick(number=number),)


def test_there_is_no_fourth_of_three() -> None:
    with pytest.raises(RequestError, match="1 to 3"):
        read("the fourth one", talk(choices=3))


def test_without_an_offer_the_first_one_is_a_version() -> None:
    assert read("the first one was better").acts == (Recall(what="go", version=1),)


def test_it_is_what_was_talked_about_last() -> None:
    bridge = talk(focus=Target(sections=("Bridge",)))
    turn = read("make it darker", bridge)
    assert brief("make it darker", bridge) == "feeling @Bridge valence- tension+"
    assert turn.notes == ('I took "it" to mean the bridge.',)
    assert brief("even darker", bridge) == "feeling @Bridge valence- tension+"
    assert brief("transpose it up a step", bridge) == "key semitones 2"
    assert brief("make the whole song darker", bridge) == "feeling valence- tension+"
    assert brief("make the verse darker", bridge) == "feeling @verse valence- tension+"


def test_how_far_follows_the_words() -> None:
    def change(said: str) -> float:
        (act,) = read(said).acts
        assert isinstance(act, Change) and isinstance(act.moves[0], FeelingMove)
        return act.moves[0].valence

    steps = [change(said) for said in ("way darker", "darker", "a bit darker", "a touch brighter", "brighter")]
    assert steps == sorted(steps) and steps[2] < 0 < steps[3]
    factors = []
    for said in ("way slower", "slower", "a bit slower", "a bit faster", "faster", "way faster"):
        (act,) = read(said).acts
        assert isinstance(act, Change) and isinstance(act.moves[0], TempoMove)
        factors.append(act.moves[0].factor or 0.0)
    assert factors == sorted(factors) and factors[2] < 1 < factors[3]


def test_a_length_by_the_clock_counts_from_what_there_is() -> None:
    (act,) = read("make it 30 seconds longer").acts
    assert isinstance(act, Change) and isinstance(act.moves[0], LengthMove)
    assert act.moves[0].seconds == pytest.approx(plan().beats * 60 / plan().bpm + 30, abs=0.1)


@pytest.mark.parametrize("said", ["cut the chorus", "repeat the verse", "move the chorus to the end"])
def test_one_of_several_is_asked_for(said: str) -> None:
    (act,) = read(said).acts
    assert isinstance(act, Clarify)
    for option in act.options:
        (chosen,) = read(option).acts
        assert isinstance(chosen, Change), option


def test_a_style_that_may_be_a_new_song_is_asked_for() -> None:
    (act,) = read("bossa nova, 120 bpm").acts
    assert isinstance(act, Clarify)
    first, second = (read(option).acts[0] for option in act.options)
    assert isinstance(first, Write) and isinstance(second, Change)


def test_what_is_not_understood_is_said() -> None:
    assert read("make the drums flibberty and the bass louder").unread == ("drums flibberty",)
    assert read("make it sadder").unread == ()
    assert read("xyzzy plugh").unread


def test_files_are_analysed() -> None:
    files = (Attachment(name="tune.mid", content=b"MThd"),)
    for text in ("", "what key is this?", "analyse this"):
        assert read_turn(Message(text=text, attachments=files), Conversation()).acts == (Analyse(),)


def test_a_version_that_is_gone_back_to_is_the_one_that_is_changed() -> None:
    assert brief("go back to version 2 and make it slower") == "go 2; tempo factor 0.8696"
    assert brief("version 2 but slower") == "base 2; tempo factor 0.8696"
