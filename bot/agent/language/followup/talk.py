"""What is no wish about notes: greetings, praise, help, what cannot be done, a pick of what was offered."""

import re
from typing import Literal

from bot.agent.conversation import Conversation
from bot.agent.language import leftover
from bot.agent.language.text import Text
from bot.agent.turn import Pick, Talk
from skills.errors import RequestError

_END = r"[\s,.!?;:)(\0-]*"
_TO_US = (
    r"(?:(?:there|again|bot|cowriter|everyone|all|friend|buddy|mate|man|dude|bro|folks|so "
    r"much|very much|a lot|a bunch|a million|for (?:that|this|the (?:song|help)|your help"
    r"|everything|now)|anyway|you|really|again|to you)\s?,?\s?)*"
)
_HELLO = (
    r"(?:hi|hello|hey|heya|hiya|yo|howdy|greetings|good\s(?:morning|evening|afternoon|day)"
    r"|sup|what's up|wassup|how are you(?: doing)?(?: today)?|how's it going|nice to meet "
    r"you|hallo|hola|salut)"
)
_THANKS = (
    r"(?:thanks|thank\s?(?:you|u)|thx|thnx|tnx|ty|tysm|cheers|many\sthanks"
    r"|much\sappreciated|i\sappreciate\s(?:it|that)|appreciated?|merci|danke|gracias)"
)
_GREAT = (
    r"(?:great|awesome|amazing|perfect|beautiful|lovely|brilliant|fantastic|wonderful"
    r"|cool|nice|good|excellent|gorgeous|sick|dope|fire|lit|superb|stunning|incredible"
    r"|sweet|neat|wow|banger|a banger|a bop|insane|love|ok|okay|fine|impressive|magical"
    r"|spot on|exactly (?:right|what i wanted)|what i wanted|not bad|not bad at all"
    r"|better|much better|way better|so good|really good|pretty good|very nice|gold"
    r"|genius|a masterpiece|my (?:new )?favou?rite|it|the one)"
)
_PRAISE = (
    rf"(?:(?:wow|whoa|omg|oh|haha|hah|lol|yes|yeah|yep|yup|ok|okay|well|damn|woah|sure"
    rf"|alright|right)\s?,?\s?)*(?:(?:i|we)\s(?:really\s|absolutely\s|just\s"
    rf"|kinda\s)?(?:love|like|adore|dig|enjoy)\s(?:it|this|that|this one|the song|what you "
    rf"did)(?: (?:so much|a lot|very much|now))?"
    rf"|(?:(?:that|this|it|now that)(?:'s|\sis|\ssounds|\swas|\slooks|\sturned out|\sworks"
    rf"|s)?\s|sounds\s|looks\s|works\s|absolutely\s|really\s|so\s|very\s|pretty\s|just\s"
    rf"|simply\s|how\s|what a\s|much\s|way\s|a lot\s)*{_GREAT}(?:\s(?:job|work|one|stuff"
    rf"|song|tune|track|now|already|man|dude|done|for me|vibes?|that is|there))*"
    r"|well\sdone|good\sjob|nailed it|you nailed it|you're (?:the best|great|awesome"
    r"|amazing)|bravo|kudos|yes|yeah|yep|no|nope|got it|alright|sure|haha+|lol|i'm "
    r"(?:happy|impressed)(?: with (?:it|that))?|that(?:'s|\sis) it|exactly|done|we're "
    r"done|that's all|that works|works for me|no worries|nothing|never mind)"
)
_HELP = (
    r"(?:(?:so |um,? |uh,? |hey,? |well,? )?what (?:all )?can you (?:actually |really "
    r")?(?:all )?(?:do|help (?:me )?with)(?: for me)?|(?:please )?explain (?:to )?me what "
    r"you (?:can|are able to) do[^.;!?]*|what are you (?:actually )?(?:able|good) (?:to "
    r"do|at|for)|help(?:\sme)?(?:\splease)?|please help|what\s(?:can|could|do)\s(?:you|i"
    r"|u)\s(?:do|say|ask|change|write|make|tell you|know)(?:\s(?:here|for me|with (?:this"
    r"|it)|now|next|about music|exactly))*|how\s(?:do|does|can|should)\s(?:this|it|you|i"
    r"|we)\s(?:work|use (?:this|it|you)|start|begin|talk to you|get started|write a song "
    r"with you)|commands?|(?:show )?(?:me )?(?:the )?(?:commands|options|help"
    r"|instructions)|what are my options|what\s(?:is|are)\s(?:this|you(?: able to do| for"
    r"| capable of)?)|what now|what's next|what next|what should i (?:do|say|try)(?: next"
    r"| now)?|i(?:'m|\sam) (?:lost|new here|confused|stuck)|i don't know (?:what|where"
    r"|how) to (?:do|say|start|begin|ask|write)|any (?:ideas|suggestions|tips)|give me "
    r"(?:some )?(?:ideas|suggestions)|man|usage|manual|who are you|are you (?:a )?(?:bot"
    r"|human|real|ai|an ai))"
)
_BYE = (
    r"(?:that'?s it for (?:today|now|tonight)|i (?:have|need|got) to go(?: to bed| to "
    r"sleep| home| now)*|i'm going to bed|bye(?:\sbye)?|goodbye|good\s?night|see\s(?:you"
    r"|ya|u)(?:\s(?:later|soon|tomorrow|around))?|later|cya|ciao|farewell|take care|have "
    r"a (?:nice|good|great) (?:day|one|night|evening)|i(?:'m| am|'ve) (?:off|gotta go|got "
    r"to go|have to go|leaving)|gotta go|i have to go|that's all for (?:today|now)|until "
    r"next time|ttyl)"
)
_KINDS: tuple[tuple[Literal["hello", "thanks", "praise", "help", "goodbye"], str], ...] = (
    ("hello", _HELLO),
    ("thanks", _THANKS),
    ("goodbye", _BYE),
    ("help", _HELP),
    ("praise", _PRAISE),
)
_WHOLE = tuple((about, re.compile(rf"{_END}(?:{words})(?:\s|\b){_TO_US}{_END}")) for about, words in _KINDS)
_OPENING = re.compile(
    rf"^{_END}(?:(?:{_HELLO}|{_THANKS}|(?:wow|ok|okay|cool|great|nice|nice one|awesome"
    rf"|perfect|love it|i love it|i like it|that's (?:great|good|nice|cool|awesome|better"
    rf"|perfect)|sounds (?:great|good|nice)|not bad|good|yes|yeah|alright|lovely|beautiful"
    rf"|haha|lol|hmm+|hm|oh|well|so|right|amazing|brilliant|much better|better|sure|um|uh))"
    rf"(?:\s(?:{_TO_US}))?\s?(?:[,.!;:-]+\s?|\s(?=(?:but|now|can|could|and|let's|please"
    rf"|make)\b)))+"
)
_CLOSING = re.compile(rf"[\s,.!;-]+(?:{_THANKS}|please|pls|plz|cheers|ok\?|okay\?)(?:\s{_TO_US})?{_END}$")
_OFF_TOPIC = re.compile(
    r"\b(?:weather|forecast|raining today|temperature outside|recipe|cook(?:ing)?|pizza"
    r"|restaurant|capital of|president|prime minister|election|politic\w*|football|soccer"
    r"|basketball|world cup|stock(?:s| market| price)|bitcoin|crypto|homework|math "
    r"problem|solve|equation|translate|python code|javascript|write (?:me )?(?:an? "
    r")?(?:\w+ )?(?:code|essay|email|poem|script|program|function|letter|cv|resume)|joke"
    r"|news today|the news|what time is it|what day is it|what's the time|date today"
    r"|flight|hotel|book me|order me|movie times|who won|how old (?:are|is)|how tall"
    r"|where do you live|do you (?:love|like) me|marry me|meaning of life|are you "
    r"(?:single|conscious|sentient|alive)|your (?:favou?rite (?:colou?r|food|movie)|name"
    r"|age|mother)|my (?:girlfriend|boyfriend|wife|husband|dog|cat) (?:is|left)|medical"
    r"|doctor|lawyer|tax(?:es)?|\d+ ?[+*x] ?\d+ ?=?|what is \d+|dinner|lunch|breakfast"
    r"|covid|pretend (?:to be|you(?:'re| are))|act (?:as|like) an?|role-?play|(?:ignore"
    r"|forget|disregard) (?:all |any |your |the )*(?:previous |prior |above "
    r")?(?:instructions|rules|prompt)|system prompt|your (?:instructions|prompt|rules)"
    r"|api key|password|planet|galaxy|dinosaur\w*|google|facebook|instagram|netflix)\b"
)
_UNABLE = (
    (
        re.compile(
            r"\b(?:(?:with|and|plus|write|add|give|need|want|make|some|sing|rhyming|new|put|the"
            r"|my)\s(?:\w+\s){0,3}?)?lyrics?\b(?:\s(?:about|on|for|to)\s[^,.;!?]*)?|\b(?:write"
            r"|sing)(?: \w+){0,2} words(?: (?:for|to|about)[^,.;!?]*)?|\brhymes?\b(?: (?:with|for"
            r"|about)[^,.;!?]*)?|\bsing(?:s|ing)? (?:real |actual )?words\b"
        ),
        "I cannot write lyrics yet, only the music.",
    ),
    (
        re.compile(
            r"\b(?:master (?:it|this|the (?:song|track))(?: for \w+)?|mastering|(?:add|more|less"
            r"|with|put|some|a bit of)(?: \w+){0,2} (?:reverb|delay|echo|compression|eq"
            r"|distortion|chorus effect|autotune|auto-tune|sidechain|side-chain|panning|phaser"
            r"|flanger|effects?)|reverb|auto-?tune|sidechain|pan (?:it|the \w+|\x02\x1f*)(?: "
            r"\w+){0,3}|eq (?:it|the)|low[ -]?pass|high[ -]?pass|stereo width)\b"
        ),
        "I cannot change effects or the mix like that yet; I can make parts louder or softer.",
    ),
    (
        re.compile(
            r"\b(?:upload|publish|post|release|distribute|put)(?: it| this| the song)?(?: up)?(?: "
            r"(?:to|on|onto))? ?(?:spotify|youtube|soundcloud|bandcamp|tiktok|instagram|itunes"
            r"|apple music)?\b(?=.*\b(?:spotify|youtube|soundcloud|bandcamp|tiktok|instagram"
            r"|itunes|apple music|online)\b)|\b(?:music )?video\b|\balbum (?:cover|art)\b|\bcover "
            r"art\b|\brecord (?:me|my (?:voice|guitar))\b|\bclone (?:my|his|her) voice\b|\bvoice "
            r"of [a-z]+ [a-z]+"
        ),
        "That is not something I can do; I write, change and explain music.",
    ),
)
_PICK_NUMBER = re.compile(
    rf"^{_END}(?:(?:ooh?|oh|hm+|ok|okay|yes|yeah|wow|i think|the|i(?:'ll)? (?:really |)"
    rf"(?:take|pick|choose|want|like|prefer|go with)|let's (?:go with|take|do|try|use)|go "
    rf"(?:with|for)|use|take|pick|choose|try|number|no\.?|nr\.?|option|choice|take|answer"
    rf"|the|give me|do|ok|okay|yes|please|keep|#|suggestion|idea|variation|version)"
    rf"\s?,?\s?)*"
    rf"(?:(?P<digit>\d{{1,2}})|(?P<word>one|two|three|four|five|six|seven|eight)"
    rf"|(?P<letter>[a-h])|(?P<nth>first|1st|second|2nd|third|3rd|fourth|4th|fifth|5th"
    rf"|sixth|last|final|middle))(?:[.)])?"
    rf"(?:\s(?:the most|most|best|better|one|option|choice|take|suggestion|idea|version"
    rf"|variation|please|pls|of (?:them|these|those)|is (?:better|best|the best|nice|good"
    rf"|great|my favou?rite)|was (?:better|best|the best)|sounds (?:better|best|good)|then"
    rf"|it is))*{_END}$"
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
    (
        "praise",
        frozenset(
            [
                "great",
                "awesome",
                "amazing",
                "perfect",
                "beautiful",
                "lovely",
                "brilliant",
                "fantastic",
                "wonderful",
                "cool",
                "nice",
                "good",
                "excellent",
                "gorgeous",
                "sick",
                "dope",
                "fire",
                "lit",
                "superb",
                "stunning",
                "incredible",
                "sweet",
                "neat",
                "wow",
                "banger",
                "bop",
                "love",
                "loved",
                "impressive",
                "magical",
                "genius",
                "slaps",
                "slap",
                "bangs",
                "vibes",
                "vibe",
                "masterpiece",
                "favourite",
                "favorite",
                "best",
                "happy",
                "proud",
                "enjoy",
                "enjoyed",
                "adore",
                "fun",
                "sounds",
                "impressed",
                "haha",
                "goosebumps",
            ]
        ),
    ),
)
_NO_COURTESY = re.compile(
    r"\b(?:more|less|make|add|change|remove|but|not|don't|too|write|need|want|should"
    r"|could|can|would|keep|lock|\w+er|without|no|only|was|version|one|undo|back|before)"
    r"\b|\?"
)
_PLAIN = leftover.FILLER | frozenset(
    [
        "friend",
        "work",
        "job",
        "man",
        "dude",
        "bro",
        "mate",
        "that's",
        "this",
        "is",
        "it",
        "i",
        "i'm",
        "we",
        "my",
        "mom",
        "mum",
        "wife",
        "husband",
        "kids",
        "girlfriend",
        "boyfriend",
        "band",
        "believe",
        "made",
        "can't",
        "song",
        "so",
        "much",
        "very",
        "really",
        "just",
        "what",
        "a",
        "the",
        "you're",
        "are",
        "u",
        "r",
        "so",
        "glad",
        "have",
        "ever",
        "heard",
        "have",
        "got",
        "now",
        "already",
        "way",
        "pretty",
        "how",
        "well",
        "done",
        "day",
        "evening",
        "night",
        "everyone",
        "there",
        "again",
        "guys",
        "boss",
        "buddy",
        "bot",
        "everything",
        "for",
        "all",
        "you",
        "your",
        "thanks",
        "help",
    ]
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


_PICK_ANYWHERE = re.compile(
    r"\b(?:take|pick|choose|like|liked|prefer|go with|want|coming back to|love|keep|use"
    r"|best)\b[^.;!?]*\bthe (?P<nth>first|second|third|fourth|fifth|sixth|last|middle)(?: "
    r"one| option| take| of (?:the|them|these|those)(?: \w+)?)(?: (?:best|most|better)"
    r")?\W*$"
    r"|^\W*t(?:ake)?\s?(?P<digit>\d)\W*$"
)


_JUDGED = re.compile(r"\b(?:was|were|is) (?:much |way |a lot |far )?(?:better|nicer|best|worse)\b")
"""Versions are judged, not messages that were only offered."""


def read_pick(lower: str, conversation: Conversation) -> Pick | None:
    """One of what was offered, by number, by ordinal, by letter, or in its own words."""
    choices = conversation.choices
    if not choices or (_JUDGED.search(lower) and not any(choice.version for choice in choices)):
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
        match["letter"] and not re.search(rf"(?:option|choice|answer|\(|^\W*)\s?{match['letter']}\W*$", lower)
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
