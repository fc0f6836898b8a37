"""Questions about music and about the song at hand, read from words: a person's sentence into a question value.

Deterministic, in milliseconds. Every rule is a pattern and what it makes; the first that fits has it,
the most particular stand first. What asks for a song or for a change of one is no question here,
whatever its form: "can you make it sadder?", "what about a waltz?".
"""

import re

from bot.agent.conversation import Conversation
from bot.agent.language import answers
from bot.agent.language.answers import SONG, Maker
from bot.agent.language.asking import LONGEST, asked_of, is_wish, spelled
from bot.agent.language.followup import cues
from bot.agent.language.names import cased, keys_in, notes_in
from bot.agent.language.nearest import nearest
from bot.agent.language.wordlists import pattern_of
from skills.clock import METRES
from skills.teach import Question
from skills.teach.chords import ChordsWithNote, GoesWith, Invert, NameChord
from skills.teach.form import StructureAdvice
from skills.teach.keys import ChordsInKey, CircleOfFifths, KeyOf, KeySignature
from skills.teach.progressions import MOODS, FeelOf
from skills.teach.rhythm import ExplainMetre, TempoWord
from skills.teach.song import ChordsOfSection, ExplainSection, HardToSing, WhyUnresolved
from skills.teach.terms import DefineTerm
from skills.theory.scales import SCALE_NAMES
from skills.theory.tempo import TEMPI


def read_question(text: str, conversation: Conversation) -> Question | None:
    """The question in a message, or None for anything that is none: a wish, a change, small talk.

    Sections are those of the song at hand; without a song, a question about one is about the word.
    """
    if len(text) > LONGEST or not text.strip():
        return None
    plain, instrument = spelled(text)
    sentences = [s for s in re.split(r"(?<=[.!?;])\s+|\n+", plain) if s.strip()]
    if any(is_wish(s.lower()) for s in sentences):
        return None
    version = conversation.version
    plan, song = (version.plan, version.song) if version else (None, None)
    heard = [asked_of(sentence, plan, instrument, song) for sentence in sentences]
    for asked in heard:
        for pattern, make in _RULES:
            match = pattern.search(asked.text)
            question = make(asked, match) if match else None
            if question is not None:
                return question
    if not cues.queries(plain.lower()):
        return None
    return nearest(heard)


_ADVICE = pattern_of(
    """
    should, could, would, can i, best, easy, easier, easiest, capo, mean, means, go with, goes with, go well, fit,
    fits, work, works, why, explain, guitar, ukulele, uke, instead, substitut*, scale, roman, nashville, shares,
    relative, dorian, phrygian, lydian, mixolydian, locrian, aeolian, pentatonic, special about, how do i, how can
    i, sing, tenor, alto, soprano, baritone"""
)


def is_advice(lower: str) -> bool:
    """Whether a question wants advice or a reason rather than a fact about the song at hand."""
    return bool(_ADVICE.search(lower))


_KINDS = (
    r"(?P<kind>pre-?\s?chorus|post-?\s?chorus|verse|chorus|bridge|intro|outro|solo|interlude|drop|build-?\s?up|hook"
    r"|middle eight|middle 8)"
)
_STEP = (
    r"(?P<step>(?:(?:minor|major|perfect|diminished|augmented|min|maj) )?"
    r"(?:second|third|fourth|fifth|sixth|seventh|octave|[2-7](?:nd|rd|th))|tritone|semitone|half step|whole step)"
)
_FEEL = (
    r"(?P<mood>sad|dark|happy|bright|tense|calm|energetic|dreamy|melancholic|melancholy|gloomy|cheerful|joyful|relaxed"
    r"|peaceful|upbeat|scary|uplifting|moody|hopeful|emotional|intense)"
)
_ROMAN = r"(?:[b#]?(?:vii|vi|iv|v|iii|ii|i)(?:°|ø|\+)?(?:maj7|7|sus4)?)"
_SUBJECT = (
    r"(?:it|this|that|the song|my song|this song|the track|the ending|the end|the last chord|everything"
    r"|the (?:\w+ )?(?:verse|chorus|bridge|pre-?chorus|outro|intro)(?: \d)?|(?:verse|chorus) \d)"
)
_TERMS_WITH_KEY = (
    "secondary dominants?|borrowed chords?|chromatic mediants?|cadences?|turnarounds?|tritone subs?|12.bar blues"
    "|neapolitan|line cliche|andalusian cadence"
)


def _rule(pattern: str, make: Maker) -> tuple[re.Pattern[str], Maker]:
    return re.compile(pattern), make


_RULES: tuple[tuple[re.Pattern[str], Maker], ...] = (
    # the song at hand
    _rule(
        rf"\bwhy (?:does|do|is|are|did) {_SUBJECT}\b.*\b(?:unresolved|unfinished|incomplete|open|hanging|hang"
        r"|not (?:resolve|finished|ended)|(?:doesn't|does not|dont|don't) (?:resolve|end|finish)|like it (?:isn't"
        r"|is not|never) (?:over|finished|done|ends?)|up in the air)",
        answers.needs_song(lambda a: WhyUnresolved(section=a.label)),
    ),
    _rule(
        r"\bwhy (?:doesn't|does not|doesnt|won't) .*\b(?:resolve|finish|end|close)\b",
        answers.needs_song(lambda a: WhyUnresolved(section=a.label)),
    ),
    _rule(
        r"\b(?:does|is) (?:it|this|the song|the \w+) (?:resolve|resolved|unresolved)\b",
        answers.needs_song(lambda a: WhyUnresolved(section=a.label)),
    ),
    _rule(
        rf"\b(?:what (?:makes|made)|why (?:does|do|is|are)) .*\b{_FEEL}(?:er)?\b(?!.*\bchords?\b.*\bwith\b)",
        answers.mood_of_song,
    ),
    _rule(
        r"\b(?:why|how (?:does|is|come)|what makes) .*\b(?:lift|lifts|stand out|stands out|hit|hits|explode|explodes"
        r"|bigger|big|soar|soars|different|powerful|stronger|work|works)\b",
        answers.lift,
    ),
    _rule(
        r"\b(?:is|are|was|would) (?:it|this|that|the (?:\w+ )?(?:melody|tune|song|verse|chorus|bridge)"
        r"|my song)(?: \d)? .*\b(?:hard|difficult|easy|tricky|tough|singable) ?(?:to sing)?\b|\b(?:hard|difficult"
        r"|easy) (?:is it )?to sing\b|\bhow (?:hard|singable|difficult)\b.*\bs[iu]ng",
        answers.needs_song(lambda a: HardToSing(section=a.label)),
    ),
    _rule(r"\b(?:sing|fit|fits|suit|suits|range|voice|comfortable|too high|too low)\b", answers.vocal),
    _rule(r"\bvocal range of an? (?:\w+)|\brange of an? (?:soprano|alto|tenor|baritone|bass)\b", answers.vocal),
    _rule(
        r"\b(?:explain|what is going on in|what is happening in|talk me through|walk me through|break down"
        rf"|what does|how does)(?: me)? the (?:\w+ )?{_KINDS}(?: \d)?(?: (?:do|doing|work|works))?\s*\??$",
        answers.section_or_word,
    ),
    _rule(rf"\bexplain {_KINDS}(?: \d)?\s*\??$", answers.section_or_word),
    _rule(
        r"\bwhat chords (?:are|is) (?:there )?in (?:the )?(?:\w+ )?(?:verse|chorus|bridge|intro|outro|pre-?chorus"
        r"|solo)(?: \d)?\b",
        lambda a, m: ChordsOfSection(section=a.label) if a.label else None,
    ),
    _rule(
        r"\bexplain (?:me )?the (?:chords|harmony|chord progression|progression)\b",
        lambda a, m: ChordsOfSection(section=a.label) if a.plan else DefineTerm(term="chord progression"),
    ),
    _rule(
        r"\bwhat (?:should |can |could |usually |normally )?(?:comes?|goes|go|do i (?:put|play|write)|i (?:put|do"
        r"|write)|happens?|to (?:put|do|write)) (?:usually |normally |next )?after (?:the |an? "
        rf"|my )?(?:\w+ )?{_KINDS}\b",
        answers.after_section,
    ),
    _rule(
        r"\b(?:what|which|how) .*\b(?:structure|form|song structure)\b.*\b(?:should|use|pop song|typical|common"
        r"|usual|good|best|a song)\b|\bhow (?:do|should|can) i structure\b",
        lambda a, m: StructureAdvice(),
    ),
    _rule(
        r"\bhow does the (?:\w+ )?(?:verse|chorus|bridge|solo|outro)(?: \d)? (?:modulate|change key)",
        lambda a, m: ExplainSection(section=a.label) if a.label else None,
    ),
    _rule(
        r"\bhow (?:low|high|deep|far)\b.*\b(?:go|goes|reach|reaches|sing"
        r"|sings|get)\b|\b(?:lowest|highest) note\b|\b(?:can|could"
        r"|does|will) an? (?:\w+ )?(?:\w+) (?:reach|sing|hit)\b",
        answers.vocal,
    ),
    _rule(
        r"\bshares?\b.*\b(?:key signature|sharps|flats|notes)\b|\bsame (?:key signature"
        r"|sharps|flats|notes|accidentals) as\b",
        answers.related,
    ),
    # moving: capo, transposing
    _rule(r"\bcapo\b", answers.capo),
    _rule(
        r"\b(?:transpose|move|shift|put|change)\b|\b(?:up|down) (?:a |an |by )?\w+|\bin the key of\b.*\bwould be\b",
        answers.transpose,
    ),
    _rule(
        r"\bwhat (?:is|are|would be|becomes?) (?P<row>(?:[a-g][#b]?(?:m|7|m7|maj7)?[\s,-]+){2,})(?:in"
        r"|in the key of) [a-g]\b",
        answers.transpose,
    ),
    # numbers
    _rule(
        r"\b(?:roman numerals?|nashville|numerals?|analy[sz]e|analysis|numbers?) .*(?:\b[a-g][#b]?\w*)"
        r"|\bin (?:roman numerals?|nashville)|\b(?:what|which) (?:degrees?|numerals?|numbers?) (?:are|is)\b",
        lambda a, m: answers.numerals_of(a, m) if a.chords(weak=False) or len(a.chords()) > 1 or a.labels else None,
    ),
    _rule(
        r"(?<![\w/])(?P<row>[1-7][-m7]?(?:[\s,-]+[b]?[1-7](?:maj7|m7|7|m)?){1,11})(?:\s?-)? (?:chord |chords "
        r"|progression )?in (?:the key of )?(?=[a-g])",
        answers.numbers,
    ),
    _rule(
        rf"(?<![\w/])(?P<row>{_ROMAN}(?:[\s,-]+{_ROMAN}){{1,11}})(?: progression"
        r"| chords)? in (?:the key of )?(?=[a-g])",
        answers.romans,
    ),
    _rule(
        rf"\bthe (?P<row>{_ROMAN}|[b#]?[1-7])(?:st|nd|rd|th)?(?: chord| degree)? (?:chord )?(?:in"
        r"|of) (?:the key of )?(?=[a-g][#b]?(?:m|\b))",
        lambda a, m: answers.numbers(a, m) if m["row"][-1].isdigit() else answers.romans(a, m),
    ),
    # comparing
    _rule(
        r"\b(?:difference|differences|differ) (?:between|from|of|is there between) (?P<a>.+?) (?:and|vs\.?|to|from"
        r"|or) (?P<b>.+?)\s*\??$",
        answers.compare,
    ),
    _rule(r"^(?:what is )?(?P<a>[\w#/ -]+?) (?:vs\.?|versus) (?P<b>[\w#/ -]+?)\s*\??$", answers.compare),
    _rule(
        r"\bhow (?:is|are|does|do) (?P<a>[\w#/ -]+?) (?:different|differ) (?:from|to|than) (?P<b>[\w#/ -]+?)\s*\??$",
        answers.compare,
    ),
    _rule(r"^is (?P<a>[\w#/ -]+?) the same (?:chord )?as (?P<b>[\w#/ -]+?)\s*\??$", answers.compare),
    # keys
    _rule(r"\b(?:relative|parallel)(?: (?:minor|major))?(?: keys?)?\b", answers.related),
    _rule(
        r"\b(?:neighbou?r(?:ing)? keys|keys? (?:is|are) (?:close|related|near)|closely related keys|related keys)\b",
        answers.related,
    ),
    _rule(
        r"\b(?:how many|what|which|the) (?:sharps|flats|accidentals)\b|\bkey signature (?:of|for|in)\b"
        r"|\bsharps (?:or flats )?(?:in|does)\b",
        answers.of_key(lambda k: KeySignature(key=k)),
    ),
    _rule(
        r"\b(?:which|what) (?:major |minor )?key has (?P<count>[1-7]|one|two|three|four|five|six|seven|no) "
        r"(?P<sign>sharp|flat)s?\b",
        answers.key_of_count,
    ),
    _rule(r"\b(?:circle|cycle) of (?:fifths|5ths)\b(?! progression)", lambda a, m: CircleOfFifths(key=a.key(m.end()))),
    _rule(
        r"\b(?:modulat\w+|change keys?|go|get|move|key change)\b.*\b(?:from|to|between|into)\b.*\b(?:to|and|into"
        r"|from)?\b",
        lambda a, m: (
            answers.modulate(a, m)
            if re.search(r"modulat|change key|key change|how (?:do|can|to|would|could)", a.text) and keys_in(a.named)
            else None
        ),
    ),
    _rule(r"\bhow (?:do|can|to|would|should) (?:i |you |one )?(?:modulate|change keys?)\b", answers.modulate),
    _rule(
        r"\b(?:what|which) (?:chord|note) (?:comes?|goes|could come|can come|should come|could go|can go|works"
        r"|sounds good|follows|should (?:i|come|go)(?: play| use)?|to play|do i play)(?: next)? (?:next )?(?:after"
        r"|following)\b|\bwhat (?:comes|goes|follows|could follow|can follow|should follow"
        r"|next)(?: next)? (?:after )?(?=[a-g][#bm\d]?)|\bnext chord (?:after|for|idea)\w*|\bwhat (?:comes|goes"
        r"|could come|should come|can i play|should i play|do i play|would come) (?:next )?after\b",
        answers.next_chord,
    ),
    _rule(
        r"\b(?:what|which) key\b|\bkey (?:of|is|for|are)\b.*\bin\b|\bin (?:what|which) key\b|\bkey of (?:these"
        r"|the) chords\b",
        lambda a, m: (
            KeyOf(chords=answers.no_key_word(a))
            if len(answers.no_key_word(a)) > 1 or (answers.no_key_word(a) and len(answers.no_key_word(a)[0]) > 1)
            else None
        ),
    ),
    # chords of a song, a mood
    _rule(
        r"\bsubstitut\w*|\btritone sub\b|\b(?:what|anything|something) .*\b(?:instead of|in place of|replace"
        r"|replaces)\b|\breplacement for\b|\balternatives? (?:to|for)\b|\bstand in for\b",
        answers.substitute,
    ),
    _rule(
        r"\bhow (?:do|does|would|will) .*\b(?:feel|sound)\b|\bwhat (?:mood|feeling|feel|emotion|vibe)\b",
        lambda a, m: FeelOf(chords=answers.key_tail(a.chords(), None)) if len(a.chords()) > 1 else None,
    ),
    _rule(
        r"\b(?:what|which|any|some|an?|nice|good|easy|simple|suggest|show me|give me|recommend|need|looking for"
        rf"|want)\b.*\b(?:{'|'.join(MOODS)}|easy|simple|beginner)\b.*\b(?:chord progressions?|progressions?"
        rf"|chords?)\b(?!.*\b(?:in|go with|of|for) (?:the key of )?(?:this|the|my|it)\b)|^(?:{'|'.join(MOODS)}"
        r"|easy) (?:chords?|(?:chord )?progressions?)\b.*(?:\?|guitar|ukulele|piano|easy|simple|ideas?)"
        rf"|\bwhat chords sound (?:{'|'.join(MOODS)})\b",
        lambda a, m: answers.moody(a, m) if answers.is_idea(a) else None,
    ),
    _rule(
        r"^(?:so )?(?:after|following|from) (?=[a-g][#b]?\w{0,5}\b).*?\b(?:what|where|which|how|can|could|should)\b",
        answers.next_chord_said_first,
    ),
    _rule(r"\bavoid notes?\b|\bnotes? (?:should i|to|do i) avoid\b", answers.solo),
    # one chord
    _rule(
        r"\b(?:notes|tones|letters) (?:of|in|for|are in|does|make up|that make)\b.*|\b(?:what|which) notes\b"
        r"|\bspell\b",
        answers.notes,
    ),
    _rule(
        r"\b(?:what|which|name) (?:is the |is this |this |the )?chord (?:is|has|are|do|contains?|with|of|name|from"
        r"|uses)\b|\bname (?:this|the) chord\b|\bwhat chord (?:is )?(?=[a-g])",
        lambda a, m: NameChord(notes=notes_in(a.named[m.end() :])) if len(notes_in(a.named[m.end() :])) >= 2 else None,
    ),
    _rule(
        r"\b(?:sounding|played|ringing|held|at once|at the same time"
        r"|stacked|all) ?together\b|\b(?:what|which chord|how) (?:would"
        r"|do|does|can|should) (?:you|i|one|we|people) (?:call|name)\b",
        lambda a, m: NameChord(notes=notes_in(a.named)) if len(notes_in(a.named)) >= 3 else None,
    ),
    _rule(
        r"\b(?:(?P<n>first|second|third|1st|2nd|3rd) inversion|inversions?) (?:of|for|on)\b",
        lambda a, m: (
            Invert.model_validate(
                {
                    "chord": a.chords(m.end())[0],
                    "number": {"f": 1, "1": 1, "s": 2, "2": 2, "t": 3, "3": 3}.get((m["n"] or " ")[0]),
                }
            )
            if a.chords(m.end())
            else None
        ),
    ),
    _rule(
        r"\bchords? (?:that |which )?(?:go|goes|fit|fits|work|works|harmoni[sz]e|have|contain|with|can i play"
        r"|can i put)\b.*\b(?:the )?note ([a-g][#b]?)\b",
        lambda a, m: ChordsWithNote(note=cased(m[1]), key=a.key(m.end())),
    ),
    _rule(
        r"\b(?:scales?|modes?)\b.*\b(?:over|for|fits?|fit|with|on|against|use|play|works?|goes|go|solo|improvise)\b"
        r"|\b(?:solo|improvise|jam|noodle)\b.*\b(?:over|with|on|use|play|scale)\b|\bwhat (?:can|should|do) i (?:solo"
        r"|improvise|play)\b.*\b(?:solo|over|with|on)\b",
        answers.solo,
    ),
    _rule(
        r"\b(?:what|which|any)? ?(?:chords?|else)? ?(?:that )?(?:go(?:es)?|sounds?|fits?|works?|pairs?"
        r"|match(?:es)?)(?: (?:well|good|nice|nicely|together|best|great))? with\b|\bchords? (?:to (?:go|play"
        r"|use) )?with\b",
        lambda a, m: GoesWith(chord=a.chords(m.end())[0]) if len(a.chords(m.end())) == 1 else None,
    ),
    _rule(
        r"\b(?:chords?|triads?|sevenths|7ths|harmoni[sz]e)\b.*\b(?:in|of|for|from|belong to"
        r"|belongs to)\b(?: the)?(?: keys?)?(?: of)?(?: the)? ?(?=[a-g](?:#|b)?(?:\b|m\b))",
        answers.chords_in_key,
    ),
    _rule(
        r"^(?:the )?[a-g][#b]? (?:major|minor)(?: key)? (?:diatonic )?chords\s*\??$",
        lambda a, m: ChordsInKey(key=a.key()),
    ),
    _rule(
        r"\b(?:how (?:do|can|to|would|should)|what is the best way to)(?: (?:i|you|u|we|one))?(?: best)? (?:play"
        r"|finger|hold|fret|do|form|grip|press|grab|strum)\b|\bhow (?:does )?one (?:play"
        r"|grip|hold|finger|press)s?\b|\b(?:fingering|shape|diagram"
        r"|chart|tab|chord box|voicing|fingerings|shapes"
        r"|diagrams) (?:for|of)\b|\bshow me (?:how to play|the (?:chord|fingering)|an? )|\bwhere do (?:i put my"
        r"|my) fingers\b|\bhow to play\b",
        answers.how_to_play,
    ),
    _rule(r"\bchord (?:diagrams?|shapes?|fingerings?|charts?)\b", answers.how_to_play),
    # intervals, scales, time
    _rule(rf"\b(?:an? )?{_STEP} (?P<way>above|up from|over|from|below|under|down from)\b", answers.interval_above),
    _rule(
        r"\b(?:interval|distance|how far|semitones|half steps|steps)\b.*\b(?:between|from|is it from)\b",
        answers.between,
    ),
    _rule(
        r"\b(?:scale|mode|pentatonic"
        rf"|{'|'.join(n for n in SCALE_NAMES if n not in ('major', 'minor', 'altered', 'chromatic', 'diminished'))})\b",
        lambda a, m: answers.scale(a, m) if answers.is_scale(a) and a.cued and not SONG.search(a.text) else None,
    ),
    _rule(
        r"(?<![\d/])(?P<metre>\d{1,2}/(?:2|4|8|16))(?![\d/])",
        lambda a, m: (
            ExplainMetre(metre=m["metre"])
            if re.search(r"\b(?:what|how|explain|count|mean|means)\b", a.text) and m["metre"] in METRES
            else None
        ),
    ),
    _rule(
        rf"\b(?:how (?:fast|slow|quick)|what (?:bpm|tempo|speed)|bpm|tempo) .*\b(?P<word>{'|'.join(TEMPI)})\b",
        lambda a, m: TempoWord(word=m["word"]),
    ),
    _rule(
        r"\b(?:delay times?|note lengths?|ms|milliseconds)\b.*?(?:(?P<bpm>\d{2,3})(?: ?bpm)?)?\s*\??$"
        r"|\bhow long is (?:a|one) (?:bar|beat|quarter note|sixteenth|eighth)(?: note)?(?: at (?P<other>\d{2,3}))?",
        answers.lengths,
    ),
    # words
    _rule(
        rf"^(?:what (?:is|are) )?(?:the |some )?(?P<term>{_TERMS_WITH_KEY}) (?:in|of"
        r"|for)(?: the key of)? (?=[a-g][#b]?(?:m|\b))",
        answers.secondary,
    ),
    _rule(
        r"^what(?: the (?:hell|heck))? (?:is|are|does|do|means?|was|were)(?: meant by| the meaning of"
        r"| it mean)? (?P<term>.+)$",
        answers.define,
    ),
    _rule(
        r"\b(?:explain|define|meaning of|definition of|what do you mean (?:by|with)|never heard of|what is meant by"
        r"|heard (?:of|about)|tell me about|understand) (?:to me |me )?(?:an? |the )?(?P<term>.+?)(?: (?:mean|means"
        r"|work|works|please|is|are))*\s*\??$",
        answers.define,
    ),
    _rule(
        r"^(?!waltz|bossa|lo-?fi)(?P<term>[\w#/ -]{2,40}?)(?: meaning| definition| explained|, what is (?:that"
        r"|it))?\s*\?$",
        answers.define,
    ),
)
