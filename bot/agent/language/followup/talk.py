"""What is no wish about notes: greetings, thanks, help, files, questions about the song at hand, a pick."""

import re
from typing import Literal

from bot.agent.conversation import Conversation
from bot.agent.language import leftover
from bot.agent.language.text import Text
from bot.agent.turn import Describe, Export, Pick, Talk
from skills.edit.target import Target
from skills.errors import RequestError

_END = r"[\s,.!?;:)(\0-]*"
_TO_US = r"(?:(?:there|again|bot|cowriter|everyone|all|friend|buddy|mate|man|dude|bro|folks|so much|very much|a lot|a bunch|a million|for (?:that|this|the (?:song|help)|your help|everything|now)|anyway|you|really|again|to you)\s?,?\s?)*"
_HELLO = r"(?:hi|hello|hey|heya|hiya|yo|howdy|greetings|good\s(?:morning|evening|afternoon|day)|sup|what's up|wassup|how are you(?: doing)?(?: today)?|how's it going|nice to meet you|hallo|hola|salut)"
_THANKS = r"(?:thanks|thank\s?(?:you|u)|thx|thnx|tnx|ty|tysm|cheers|many\sthanks|much\sappreciated|i\sappreciate\s(?:it|that)|appreciated?|merci|danke|gracias)"
_GREAT = r"(?:great|awesome|amazing|perfect|beautiful|lovely|brilliant|fantastic|wonderful|cool|nice|good|excellent|gorgeous|sick|dope|fire|lit|superb|stunning|incredible|sweet|neat|wow|banger|a banger|a bop|insane|love|ok|okay|fine|impressive|magical|spot on|exactly (?:right|what i wanted)|what i wanted|not bad|not bad at all|better|much better|way better|so good|really good|pretty good|very nice|gold|genius|a masterpiece|my (?:new )?favou?rite|it|the one)"
_PRAISE = (
    rf"(?:(?:wow|whoa|omg|oh|haha|hah|lol|yes|yeah|yep|yup|ok|okay|well|damn|woah|sure|alright|right)\s?,?\s?)*(?:(?:i|we)\s(?:really\s|absolutely\s|just\s|kinda\s)?(?:love|like|adore|dig|enjoy)\s(?:it|this|that|this one|the song|what you did)(?: (?:so much|a lot|very much|now))?"
    rf"|(?:(?:that|this|it|now that)(?:'s|\sis|\ssounds|\swas|\slooks|\sturned out|\sworks|s)?\s|sounds\s|looks\s|works\s|absolutely\s|really\s|so\s|very\s|pretty\s|just\s|simply\s|how\s|what a\s|much\s|way\s|a lot\s)*{_GREAT}(?:\s(?:job|work|one|stuff|song|tune|track|now|already|man|dude|done|for me|vibes?|that is|there))*"
    r"|well\sdone|good\sjob|nailed it|you nailed it|you're (?:the best|great|awesome|amazing)|bravo|kudos|yes|yeah|yep|no|nope|got it|alright|sure|haha+|lol|i'm (?:happy|impressed)(?: with (?:it|that))?|that(?:'s|\sis) it|exactly|done|we're done|that's all|that works|works for me|no worries|nothing|never mind)"
)
_HELP = r"(?:(?:so |um,? |uh,? |hey,? |well,? )?what (?:all )?can you (?:actually |really )?(?:all )?(?:do|help (?:me )?with)(?: for me)?|(?:please )?explain (?:to )?me what you (?:can|are able to) do[^.;!?]*|what are you (?:actually )?(?:able|good) (?:to do|at|for)|help(?:\sme)?(?:\splease)?|please help|what\s(?:can|could|do)\s(?:you|i|u)\s(?:do|say|ask|change|write|make|tell you|know)(?:\s(?:here|for me|with (?:this|it)|now|next|about music|exactly))*|how\s(?:do|does|can|should)\s(?:this|it|you|i|we)\s(?:work|use (?:this|it|you)|start|begin|talk to you|get started|write a song with you)|commands?|(?:show )?(?:me )?(?:the )?(?:commands|options|help|instructions)|what are my options|what\s(?:is|are)\s(?:this|you(?: able to do| for| capable of)?)|what now|what's next|what next|what should i (?:do|say|try)(?: next| now)?|i(?:'m|\sam) (?:lost|new here|confused|stuck)|i don't know (?:what|where|how) to (?:do|say|start|begin|ask|write)|any (?:ideas|suggestions|tips)|give me (?:some )?(?:ideas|suggestions)|man|usage|manual|who are you|are you (?:a )?(?:bot|human|real|ai|an ai))"
_BYE = r"(?:that'?s it for (?:today|now|tonight)|i (?:have|need|got) to go(?: to bed| to sleep| home| now)*|i'm going to bed|bye(?:\sbye)?|goodbye|good\s?night|see\s(?:you|ya|u)(?:\s(?:later|soon|tomorrow|around))?|later|cya|ciao|farewell|take care|have a (?:nice|good|great) (?:day|one|night|evening)|i(?:'m| am|'ve) (?:off|gotta go|got to go|have to go|leaving)|gotta go|i have to go|that's all for (?:today|now)|until next time|ttyl)"
_KINDS: tuple[tuple[Literal["hello", "thanks", "praise", "help", "goodbye"], str], ...] = (
    ("hello", _HELLO), ("thanks", _THANKS), ("goodbye", _BYE), ("help", _HELP), ("praise", _PRAISE),
)  # fmt: skip
_WHOLE = tuple((about, re.compile(rf"{_END}(?:{words})(?:\s|\b){_TO_US}{_END}")) for about, words in _KINDS)
_OPENING = re.compile(
    rf"^{_END}(?:(?:{_HELLO}|{_THANKS}|(?:wow|ok|okay|cool|great|nice|nice one|awesome|perfect|love it|i love it|i like it|that's (?:great|good|nice|cool|awesome|better|perfect)|sounds (?:great|good|nice)|not bad|good|yes|yeah|alright|lovely|beautiful|haha|lol|hmm+|hm|oh|well|so|right|amazing|brilliant|much better|better|sure|um|uh))(?:\s(?:{_TO_US}))?\s?(?:[,.!;:-]+\s?|\s(?=(?:but|now|can|could|and|let's|please|make)\b)))+"
)
_CLOSING = re.compile(rf"[\s,.!;-]+(?:{_THANKS}|please|pls|plz|cheers|ok\?|okay\?)(?:\s{_TO_US})?{_END}$")
_OFF_TOPIC = re.compile(
    r"\b(?:weather|forecast|raining today|temperature outside|recipe|cook(?:ing)?|pizza|restaurant|capital of|president|prime minister|election|politic\w*|football|soccer|basketball|world cup|stock(?:s| market| price)|bitcoin|crypto|homework|math problem|solve|equation|translate|python code|javascript|write (?:me )?(?:an? )?(?:\w+ )?(?:code|essay|email|poem|script|program|function|letter|cv|resume)|joke|news today|the news|what time is it|what day is it|what's the time|date today|flight|hotel|book me|order me|movie times|who won|how old (?:are|is)|how tall|where do you live|do you (?:love|like) me|marry me|meaning of life|are you (?:single|conscious|sentient|alive)|your (?:favou?rite (?:colou?r|food|movie)|name|age|mother)|my (?:girlfriend|boyfriend|wife|husband|dog|cat) (?:is|left)|medical|doctor|lawyer|tax(?:es)?|\d+ ?[+*x] ?\d+ ?=?|what is \d+|dinner|lunch|breakfast|covid|pretend (?:to be|you(?:'re| are))|act (?:as|like) an?|role-?play|(?:ignore|forget|disregard) (?:all |any |your |the )*(?:previous |prior |above )?(?:instructions|rules|prompt)|system prompt|your (?:instructions|prompt|rules)|api key|password|planet|galaxy|dinosaur\w*|google|facebook|instagram|netflix)\b"
)
_UNABLE = (
    (re.compile(r"\b(?:(?:with|and|plus|write|add|give|need|want|make|some|sing|rhyming|new|put|the|my)\s(?:\w+\s){0,3}?)?lyrics?\b(?:\s(?:about|on|for|to)\s[^,.;!?]*)?|\b(?:write|sing)(?: \w+){0,2} words(?: (?:for|to|about)[^,.;!?]*)?|\brhymes?\b(?: (?:with|for|about)[^,.;!?]*)?|\bsing(?:s|ing)? (?:real |actual )?words\b"),
     "I cannot write lyrics yet, only the music."),
    (re.compile(r"\b(?:master (?:it|this|the (?:song|track))(?: for \w+)?|mastering|(?:add|more|less|with|put|some|a bit of)(?: \w+){0,2} (?:reverb|delay|echo|compression|eq|distortion|chorus effect|autotune|auto-tune|sidechain|side-chain|panning|phaser|flanger|effects?)|reverb|auto-?tune|sidechain|pan (?:it|the \w+|\x02\x1f*)(?: \w+){0,3}|eq (?:it|the)|low[ -]?pass|high[ -]?pass|stereo width)\b"),
     "I cannot change effects or the mix like that yet; I can make parts louder or softer."),
    (re.compile(r"\b(?:upload|publish|post|release|distribute|put)(?: it| this| the song)?(?: up)?(?: (?:to|on|onto))? ?(?:spotify|youtube|soundcloud|bandcamp|tiktok|instagram|itunes|apple music)?\b(?=.*\b(?:spotify|youtube|soundcloud|bandcamp|tiktok|instagram|itunes|apple music|online)\b)|\b(?:music )?video\b|\balbum (?:cover|art)\b|\bcover art\b|\brecord (?:me|my (?:voice|guitar))\b|\bclone (?:my|his|her) voice\b|\bvoice of [a-z]+ [a-z]+"),
     "That is not something I can do; I write, change and explain music."),
)  # fmt: skip
_FORMATS: tuple[tuple[str, str], ...] = (
    ("stems", r"stems?|separate tracks|individual tracks|multi-?tracks?|tracks separately|each (?:track|instrument) separately"),
    ("midi", r"midi(?:s)?(?: files?)?|\.?mid"),
    ("mp3", r"mp3s?|mpeg"),
    ("stems", r"track-?outs?|(?:the )?single tracks|the tracks,? each[^,.;]*"),
    ("wav", r"uncompressed audio|lossless audio|onto a cd|on a cd"),
    ("png", r"(?:a )?picture of the (?:score|lead sheet|sheet music|notes|music)"),
    ("pdf", r"print it|(?:to )?print(?:ed)?"),
    ("musicxml", r"(?:opens?|works?|read|open it) (?:there|in (?:musescore|sibelius|finale|dorico))"),
    ("wav", r"wavs?|wave file|lossless|uncompressed"),
    ("musicxml", r"music ?xml|xml|mxl|musescore|sibelius|finale"),
    ("pdf", r"pdfs?|printable"),
    ("png", r"png|picture of the (?:score|lead sheet|sheet music)|image"),
    ("text", r"chord chart|chord sheet|text (?:file|version)|plain text|txt|abc"),
    ("all", r"(?:all |everything\b|all the |the )files?|everything(?: you have)?\W*$|the whole package|all formats|zip|a files?\b[^,.;]*"),
    ("mp3", r"(?:a )?files? (?:that |which )?i can (?:listen|play)[^,.;]*|audio(?: file)?|sound file|recording"),
    ("pdf", r"(?:(?:the )?notes on paper|something to print|lead sheets?|sheet music|score|notation|sheet|partitur|lead-?sheet)"),
)  # fmt: skip
_SEND = r"(?:do you have|have you got|(?:can|may|could) (?:i|we|you)(?: \w+)?|in|says? he needs|would do|how would i get this|how (?:can|do) i (?:get|download|save)(?: (?:this|it|the song))?(?: as)?|send(?: me)?|export(?: it| this| that| the (?:song|track))?(?: (?:as|to))?|download|give me|gimme|can (?:i|you|we) (?:have|get|send|export|give)(?: me| us)?|could (?:i|you) (?:have|get|send|export|give)(?: me)?|i (?:want|need|'d like)|i'd like|get me|save(?: it| this)?(?: as)?|render(?: it| this)?(?: (?:as|to))?|bounce(?: it| this| out)?(?: (?:as|to|down to))?|output|share|print(?: out)?|provide|as|to|let me have|want|need|pass me|where(?:'s| is| are)|show me|show|have|may i have|convert(?: it| this)? to|make me|and)"
_FILES = "|".join(words for _, words in _FORMATS)
_EXPORT = re.compile(
    rf"\b{_SEND}(?: (?:me|us|the|a|an|all|my|its|that|this|some|your|of|with|in|just|only|both))* (?P<files>(?:{_FILES})(?:(?:\s?,\s?(?:and )?|\s(?:and|&|plus|\+|or)\s|\s?/\s?)(?:the |a |an |also )*(?:{_FILES}))*)(?: (?:files?|format|version|export|of (?:it|this|that|everything|the (?:song|track|whole thing))|too|as well|please|for (?:my|the|logic|ableton|daw)[^,.;]*))*"
    rf"|^{_END}(?P<bare>(?:the |an? |just |only )?(?:{_FILES})(?: (?:of|for|from) (?:the |a |it|this|that)?(?:{_FILES}|song|track)?)?(?:(?:\s?,\s?(?:and )?|\s(?:and|&|plus|\+)\s)(?:the )?(?:{_FILES}))*)(?: (?:files?|please|pls|export))*{_END}$"
    r"|\b(?P<plain>(?:send|share|e-?mail|show|give|play) (?:it|this|the (?:song|track)) (?:to|with|for) (?:my|a|the|some|our)\b[^,.;?]*|export(?: (?:it|this|that|the (?:song|track)|everything))?|download(?: (?:it|this|the (?:song|track)))?|send (?:me )?(?:it|the (?:song|track)|everything)|bounce (?:it|this)|can i (?:download|have|get) (?:it|this))\b(?! as| to)"
)
_SONG = r"(?:it|this|that|the (?:song|track|piece|tune|whole thing)|(?:this|my|our) (?:song|track|piece|tune)|everything|we|you|[\x01]\x1f*)"
_SHOW = r"(?:what(?:'s| is| are| was| were|s)?|which|tell me|show(?: me)?|give me|list|remind me(?: of)?|let me see|describe|can (?:i|you) (?:see|show(?: me)?|tell me)|i want to (?:see|know)|do you know)(?: (?:again|about|of|what|which))?"
_ABOUT: tuple[tuple[str, str], ...] = (
    ("locks", r"\bis anything (?:protected|frozen|locked|fixed)\b[^.;]*|\bwhat'?s? (?:is )?(?:frozen|protected|fixed|locked)\b[^.;]*|\bwhat(?:'s| is| did (?:i|we)| have (?:i|we)| do (?:i|we) have)? (?:\w+ )?(?:locked|lock)\b|\b(?:list|show)(?: me)? (?:the |all (?:the )?|my )?locks\b|\bwhat (?:can't|can|may) you (?:not )?(?:change|touch)\b|\bis anything locked\b|\b(?:is|are) [\x01\x02]\x1f* locked\b|^\W*locks\W*$"),
    ("seed", r"\b(?:which|what) number (?:do i need|gives|makes|is it)\b[^.;]*|\b(?:what(?:'s| is| was)?|which|tell me|show me)(?: (?:the|your|its|random))* seed\b|^\W*seed\W*\?*$"),
    ("choices", r"\bwhat (?:did|have) you (?:assume|assumed|choose|chosen|decide|decided|guess|guessed|pick|picked|take for granted)\b|\bwhat (?:was|were) (?:your )?(?:assumptions?|choices|decisions)\b|\b(?:your )?assumptions\b|\bwhy did you (?:choose|pick|use|take)\b[^,.;]*"),
    ("key", rf"\b(?:what|which)(?:'s| is| are)?(?: the| its)? (?:musical )?(?:key|scale|mode|tonality|signature key|key signature)\b(?: (?:is|are|of|did|are we|am i|for|in|does|was)*(?: {_SONG})?(?: in| use| using)?)?|\b(?:in )?(?:what|which) key\b[^,.;?]*|\btell me the key\b|\bis (?:it|this|the song|\x01\x1f*) (?:in )?(?:major or minor|minor or major|in a (?:major|minor) key|major|minor|\x05\x1f*)\b(?=.*\?)|^\W*key\b(?: ?(?:/|and|&|,) ?(?:bpm|tempo))?\W*\?\W*$|\bwhat (?:is|are) (?:it|this|we) in\b"),
    ("tempo", r"\b(?:what|which)(?:'s| is| are)?(?: the| its)? (?:tempo|bpm|speed|pace)\b[^,.;?]*|\bhow fast (?:is|are|does|do)\b[^,.;?]*|\bhow many (?:bpm|beats per minute)\b[^,.;?]*|\btell me the (?:tempo|bpm)\b|^\W*(?:tempo|bpm)\W*\?\W*$|\bhow many beats per minute\b[^.;]*|\b(?:with|at) (?:which|what) (?:velocity|speed|tempo)\b[^.;]*|\b(?:at )?(?:what|which) (?:tempo|bpm)\b[^,.;?]*"),
    ("metre", r"\b(?:what|which)(?:'s| is)?(?: the| its)? (?:time signature|metre|meter|time(?= is (?:it|this|the song) in)|signature|beat count)\b[^,.;?]*|\b(?:is|are) (?:it|this|we|the song) in (?:\x07\x1f*|three|four|six eight)\b[^,.;]*\?|^\W*(?:what )?(?:time ?sig\w*)\b[^.;]*|\bis (?:this|it) in (?:two|three|four|five|six|seven|nine|twelve)\b\W*$|\bhow many beats has the (?:bar|measure)\b[^.;]*|^\W*(?:time signature|metre|meter)\W*\?\W*$|\bhow many beats (?:are there )?(?:in a|per|in each) (?:bar|measure)\b[^,.;?]*"),
    ("length", r"^\W*(?:run(?:ning)?[ -]?time|duration|length)\W*\?*$|\bhow long (?:is|are|does|will|would|was)\b[^,.;?]*|\bhow many (?:bars|measures|minutes|seconds|sections)\b[^,.;?]*|\bwhat(?:'s| is)?(?: the| its)? (?:length|duration|running time|run time)\b[^,.;?]*|\b(?:length|duration)\W*\?\W*$"),
    ("form", rf"\b{_SHOW}(?: (?:the|its|our|overall|song))* (?:how many (?:parts|sections)|form|structure|layout|sections?|bits?(?= comes?)|parts?(?= comes?)|arrangement of (?:the )?sections|song structure|parts of the song|order of (?:the )?sections)\b[^,.;?]*|\bhow (?:is|was) (?:it|the song|this) (?:structured|built|laid out|organi[sz]ed)\b|\b(?:is there|do we have|does it have) (?:an? |any )?\x01\x1f*[^,.;]*\?|^\W*(?:form|structure)\W*\?\W*$|\blay out the (?:sections|form|structure)\b[^,.;?]*|\bwhich (?:bit|part|section) (?:comes|is) (?:after|before|next|first|last)\b[^,.;?]*|\bwhat sections\b[^,.;?]*|^\W*(?:the )?(?:form|structure|sections)\b[^,.;]*\?|\bhow many (?:parts|sections) (?:does )?(?:the song|it|this)(?: (?:has|have|got))?\b"),
    ("band", rf"\b{_SHOW}(?: (?:the|its|our|all|kind of))* (?:instruments?|instrumentation|band|line-?up|players|tracks|parts|cast|ensemble|orchestration)\b[^,.;?]*|\b(?:who|which instruments?|what(?: instruments?)?)(?:'s| is| are)? (?:play(?:s|ing)?|carr(?:y|ies|ying)|sing(?:s|ing)?|doing|has)\b[^,.;?]*|\b(?:are there|is there|do we have|does it have) (?:any |an? )?\x02\x1f*[^,.;]*\?|\bwhat's playing\b[^,.;?]*|\bwho has \x02\x1f*|^\W*(?:band|instruments)\W*\?\W*$|\bhow many (?:instruments|parts|tracks|players)\b[^,.;?]*"),
    ("chords", rf"\b{_SHOW}(?: (?:the|its|our|all|all the|those|these|my|used|full))* (?:\x02\x1f*|chords?|chord (?:progression|changes|chart)|progression|changes|harmony)(?: (?:are|is|do|does|did|of|in|for|to|you|we|i|used?|using|it|the|song|this|that|there|playing|being|played|here|again|please|on|under|go|goes|have|under it|\x01\x1f*|have))*\W*$|^\W*(?:the )?(?:chords|progression)\W*\?\W*$"),
    ("arc", rf"\b{_SHOW}(?: (?:the|its|our|overall|emotional))* (?:mood|arc|feeling|feel|emotion|vibe|energy curve|dynamics|emotional arc|energy|atmosphere)\b[^,.;?]*(?=\?|$)|\bdoes (?:it|the song) (?:get|become|grow|turn) (?:more |less )?\w+(?: \w+)* (?:as it goes|towards|over|at the end|later)[^.;]*|\bwhere is the (?:most|climax|peak|high point|loudest)[^.;]*|\bhow does (?:it|the song|\x01\x1f*) feel\b|\bhow does the (?:energy|mood|feeling|tension|emotion) (?:go|move|change|develop|run|evolve)\b[^,.;?]*|\bwhat(?:'s| is) (?:the )?(?:genre|style)\b[^,.;?]*"),
    ("all", r"\b(?:tell me (?:more )?about|describe|summari[sz]e|sum up|what do you know about|give me (?:an? )?(?:overview|summary|rundown|details|info(?:rmation)?|description)(?: of| about| on)?|info(?:rmation)?(?: about| on)?|details(?: about| of| on)?|show me|what have we got(?: (?:so far|here|now))?|where are we(?: (?:at|now))?|what do we have(?: (?:so far|now|here))?|what is (?:this song|our song|the song) (?:like|about)|what does (?:it|the song|this) (?:look|sound) like|status|analy[sz]e|what's in)(?: (?:it|this|that|the (?:song|track|piece|tune|current (?:version|song)|whole thing|details|plan)|(?:this|my|our) (?:song|track|piece)|\x01\x1f*))?(?: (?:so far|now|again|please|here))*\W*$|\bwalk me through\b[^.;?]*|\bwhat am i listening to\b[^.;?]*|\bwhat are we (?:working on|doing|looking at)\b|\bwhat did you (?:write|make|do|compose)\b[^,.;?]*|^\W*(?:info|status|summary|details|overview|describe)\W*$"),
)  # fmt: skip
_ABOUT_PATTERNS = tuple((what, re.compile(words)) for what, words in _ABOUT)
_PICK_NUMBER = re.compile(
    rf"^{_END}(?:(?:ooh?|oh|hm+|ok|okay|yes|yeah|wow|i think|the|i(?:'ll)? (?:really |)(?:take|pick|choose|want|like|prefer|go with)|let's (?:go with|take|do|try|use)|go (?:with|for)|use|take|pick|choose|try|number|no\.?|nr\.?|option|choice|take|answer|the|give me|do|ok|okay|yes|please|keep|#|suggestion|idea|variation|version)\s?,?\s?)*"
    rf"(?:(?P<digit>\d{{1,2}})|(?P<word>one|two|three|four|five|six|seven|eight)|(?P<letter>[a-h])|(?P<nth>first|1st|second|2nd|third|3rd|fourth|4th|fifth|5th|sixth|last|final|middle))(?:[.)])?"
    rf"(?:\s(?:the most|most|best|better|one|option|choice|take|suggestion|idea|version|variation|please|pls|of (?:them|these|those)|is (?:better|best|the best|nice|good|great|my favou?rite)|was (?:better|best|the best)|sounds (?:better|best|good)|then|it is))*{_END}$"
)
_WORD = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
_NTH = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "fifth": 5,
    "5th": 5,
    "sixth": 6,
}


def small_talk(lower: str) -> Talk | None:
    """A message that is a courtesy or asks for help, and nothing else."""
    pieces = [p for p in re.split(r"[,.!;]+\s*", lower.strip(" ?")) if p.strip(" ?-)(:")]
    found = []
    for piece in pieces:
        about = next((about for about, pattern in _WHOLE if pattern.fullmatch(piece)), None)
        if about is None:
            whole = next((about for about, pattern in _WHOLE if pattern.fullmatch(lower)), None)
            return Talk(about=whole) if whole else None
        found.append(about)
    if not found:
        return None
    order = ("help", "thanks", "goodbye", "hello", "praise")
    if "goodbye" in found and "help" not in found:
        return Talk(about="goodbye")
    return Talk.model_validate({"about": min(found, key=order.index)})


_VOCABULARY: tuple[tuple[Literal["thanks", "goodbye", "hello", "praise"], frozenset[str]], ...] = (
    ("thanks", frozenset(["thanks", "thank", "thx", "ty", "cheers", "appreciated", "grateful", "thankyou"])),
    ("goodbye", frozenset(["bye", "goodbye", "goodnight", "cya", "farewell", "tomorrow"])),
    ("hello", frozenset(["hello", "hi", "hey", "howdy", "hiya", "greetings"])),
    ("praise", frozenset(["great", "awesome", "amazing", "perfect", "beautiful", "lovely", "brilliant", "fantastic", "wonderful", "cool", "nice", "good", "excellent", "gorgeous", "sick", "dope", "fire", "lit", "superb", "stunning", "incredible", "sweet", "neat", "wow", "banger", "bop", "love", "loved", "impressive", "magical", "genius", "slaps", "slap", "bangs", "vibes", "vibe", "masterpiece", "favourite", "favorite", "best", "happy", "proud", "enjoy", "enjoyed", "adore", "fun", "sounds", "impressed", "haha", "goosebumps"])),
)  # fmt: skip
_NO_COURTESY = re.compile(
    r"\b(?:more|less|make|add|change|remove|but|not|don't|too|write|need|want|should|could|can|would|keep|lock|\w+er|without|no|only|was|version|one|undo|back|before)\b|\?"
)
_PLAIN = leftover.FILLER | frozenset(
    ["friend", "work", "job", "man", "dude", "bro", "mate", "that's", "this", "is", "it", "i", "i'm", "we", "my", "mom", "mum", "wife", "husband", "kids", "girlfriend", "boyfriend", "band", "believe", "made", "can't", "song", "so", "much", "very", "really", "just", "what", "a", "the", "you're", "are", "u", "r", "so", "glad", "have", "ever", "heard", "have", "got", "now", "already", "way", "pretty", "how", "well", "done", "day", "evening", "night", "everyone", "there", "again", "guys", "boss", "buddy", "bot", "everything", "for", "all", "you", "your", "thanks", "help"]
)


def worded(lower: str) -> Talk | None:
    """A courtesy in words of its own: nothing in it but praise, thanks, or a greeting."""
    tokens = re.findall(r"[a-z']+", lower)
    known = [(about, words) for about, words in _VOCABULARY if words & set(tokens)]
    if not known or (_NO_COURTESY.search(lower) and known[0][0] != "thanks"):
        return None
    every = frozenset().union(*(words for _, words in _VOCABULARY))
    if all(t in every or t in _PLAIN for t in tokens):
        return Talk(about=known[0][0])
    return None


def _nth(word: str, count: int) -> int:
    return {"last": count, "final": count, "middle": (count + 1) // 2}.get(word) or _NTH[word]


def take_courtesies(text: Text) -> None:
    """Mark as read the greeting or the praise a message opens with, and the thanks it ends with."""
    if (match := _OPENING.match(text.lower)) and match.end() < len(text.lower):
        text.take(match.start(), match.end())
    if match := _CLOSING.search(text.lower):
        text.take(*match.span())


def off_topic(lower: str) -> bool:
    """Whether a message is plainly about something other than music."""
    return bool(_OFF_TOPIC.search(lower))


def read_unable(text: Text) -> Talk | None:
    """A wish about music that cannot be met yet; its words are taken."""
    for pattern, words in _UNABLE:
        for match in text.find(pattern):
            if re.search(r"\b(?:no|without)\s(?:\w+\s)?$", text.lower[: match.start()]) or re.match(
                r"(?:no|without)\b", match[0]
            ):
                continue
            text.take(*match.span())
            return Talk(about="unable", words=words)
    return None


def read_export(shape: str) -> tuple[Export, tuple[int, int]] | None:
    """Files that are asked for, and where the words are."""
    match = _EXPORT.search(shape)
    if match is None:
        return None
    said = match["files"] or match["bare"]
    if not said:
        return Export(), match.span()
    if (
        re.match(r"(?:and|as|to|in|show|have|i want|want|need|make me)\b", match[0])
        and re.search(r"\b(?:score|sheet|finale|image|audio|recording)\b", said)
        and not re.search(r"sheet|file|pdf", said)
    ):
        return None
    formats = tuple(dict.fromkeys(name for name, words in _FORMATS if re.search(rf"\b(?:{words})\b", said)))
    return Export.model_validate({"formats": formats or ("all",)}), match.span()


def read_description(shape: str) -> tuple[str, tuple[int, int]] | None:
    """What the person wants to know about the song at hand, and where the words are."""
    for what, pattern in _ABOUT_PATTERNS:
        if match := pattern.search(shape):
            return what, match.span()
    return None


def description(what: str, target: Target) -> Describe:
    """The act that answers it."""
    return Describe.model_validate({"what": what, "target": target})


_PICK_ANYWHERE = re.compile(
    r"\b(?:take|pick|choose|like|liked|prefer|go with|want|coming back to|love|keep|use|best)\b[^.;!?]*\bthe (?P<nth>first|second|third|fourth|fifth|sixth|last|middle)(?: one| option| take| of (?:the|them|these|those)(?: \w+)?)(?: (?:best|most|better))?\W*$"
    r"|^\W*t(?:ake)?\s?(?P<digit>\d)\W*$"
)


def read_pick(lower: str, conversation: Conversation) -> Pick | None:
    """One of what was offered, by number, by ordinal, by letter, or in its own words."""
    choices = conversation.choices
    if not choices:
        return None
    said = lower.strip(" .!?")
    for number, choice in enumerate(choices, 1):
        if said and said in (choice.label.lower().strip(" .!?"), choice.message.lower().strip(" .!?")):
            return Pick(number=number)
    match = _PICK_NUMBER.match(lower)
    if match is None and (anywhere := _PICK_ANYWHERE.search(lower)) and not re.search(r"\bversion\b|[\x01]", lower):
        said_nth = anywhere["nth"]
        number = int(anywhere["digit"]) if anywhere["digit"] else _nth(said_nth, len(choices))
        return Pick(number=number) if 1 <= number <= len(choices) else None
    if match is None or (
        match["letter"] and not re.search(rf"(?:option|choice|answer|\(|^\W*){match['letter']}\W*$", lower)
    ):
        return None
    if match["letter"] == "a" and len(said) > 1 and not re.search(r"option|choice|answer", said):
        return None
    if re.search(r"\bversion\b", lower):
        return None
    if match["nth"]:
        number = {"last": len(choices), "final": len(choices), "middle": (len(choices) + 1) // 2}.get(
            match["nth"]
        ) or _NTH[match["nth"]]
    elif match["word"]:
        number = _WORD[match["word"]]
    else:
        number = int(match["digit"]) if match["digit"] else ord(match["letter"]) - ord("a") + 1
    if not 1 <= number <= len(choices):
        if match["digit"] and number > 20:
            return None
        raise RequestError(f"There are {len(choices)} to pick from; say 1 to {len(choices)}.")
    return Pick(number=number)
