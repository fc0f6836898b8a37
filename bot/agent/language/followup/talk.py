"""What is no wish about notes: greetings, thanks, praise, help, farewells, and what cannot be done here.

A message is a courtesy when all its clauses are: each holds a phrase of one, and beside it only words
that say nothing of their own.
"""

import re
from typing import Literal

from bot.agent.language import leftover
from bot.agent.language.followup import cues
from bot.agent.language.text import READ, Text
from bot.agent.language.wordlists import one_of, pattern_of, words
from bot.agent.turn import Talk

Courtesy = Literal["hello", "thanks", "praise", "help", "goodbye"]

WHAT_TO_CHANGE = "I did not understand what to change; name a part or a section and what should happen to it."
NO_ANSWER = (
    "I have no answer to that; ask me about the song's key, tempo, chords, form or players, "
    "or what a word of music means."
)
_PHRASES: dict[Courtesy, str] = {
    "help": """
        help, help me, what now, what next, what's next, i'm lost, i am lost, new here, confused, i'm stuck, i am
        stuck, any ideas, any suggestions, any tips, give me ideas, give me suggestions, some ideas, commands,
        manual, usage, instructions, options, who are you, what are you, are you a bot, are you human, are you real,
        are you an ai, are you a robot, are you a machine, are you a person, are you a human, human being, real
        person, don't know what to do, don't know how to start, don't know where to start, don't know what to say,
        don't know what to ask, don't know how this works, no idea what to do, no idea how this works, no idea where
        to start, never done this, first time here, first time using, i'm a beginner, i am a beginner, complete
        beginner, total beginner, how does this work, how does it work, what is this, don't play anything, don't
        play any instrument, can't play anything, can't play any instrument, can't read music, is that bad, is that
        ok, is that okay, is that a problem, do i need to, talking to""",
    "goodbye": """
        bye, bye bye, goodbye, good bye, good night, goodnight, nighty night, see you, see ya, see u, cya, ciao,
        later, laters, talk later, talk soon, speak soon, farewell, take care, have a nice day, have a good day,
        have a great day, have a nice evening, have a good one, have a nice one, good evening to you, gotta go, got
        to go, have to go, need to go, must go, i'm off, i am off, heading off, heading out, heading home, going to
        bed, go to bed, off to bed, off to sleep, going to sleep, until next time, till next time, until tomorrow,
        till tomorrow, ttyl, gtg, g2g, brb, talk tomorrow, that's all for today, that's all for now, that's it for
        today, that's it for now, that's it for tonight, that is all for today, that is it for today, enough for
        today, done for today, done for tonight, calling it a night, call it a day, call it a night, i'm leaving,
        signing off, adios, auf wiedersehen, au revoir, sleep well, catch you, come back tomorrow, be back tomorrow,
        back tomorrow, peace out""",
    "thanks": """
        thanks, thank you, thank u, thankyou, thx, thnx, tnx, ty, tysm, tyvm, cheers, many thanks, much appreciated,
        appreciate it, appreciate that, appreciate this, appreciate your, appreciated, merci, danke, gracias,
        grazie, obrigado, grateful, you're a lifesaver, lifesaver, you have helped me, you helped me, very kind, so
        kind, you made my day, made my day, made my week, ta very much""",
    "hello": """
        hello, hi, hey, heya, hiya, yo, howdy, greetings, good morning, good evening, good afternoon, good day, sup,
        what's up, wassup, wazzup, how are you, how are you doing, how do you do, how's it going, how is it going,
        how are things, nice to meet you, pleased to meet you, hallo, hola, salut, bonjour, ciao bella, anybody
        there, anyone there, anybody here, anyone here, anybody home, anyone home, are you there, you there, is
        someone there, is anyone there, is anybody there, are you awake, good to see you, morning, evening, i'm
        back, i am back, me again""",
    "praise": """
        great, awesome, amazing, perfect, perfection, beautiful, lovely, brilliant, fantastic, wonderful, cool,
        nice, nicely, good, excellent, gorgeous, sick, dope, fire, lit, superb, stunning, incredible, sweet, neat,
        wow, whoa, banger, bop, insane, impressive, impressed, magical, spot on, exactly right, what i wanted, what
        i was looking for, what i had in mind, how i imagined, as i imagined, better than i imagined, better than i
        expected, beyond expectations, not bad, better, much better, so good, gold, genius, masterpiece, favourite,
        favorite, the one, love it, love this, love that, loved it, i love, we love, loves it, loves this, love what
        you did, like it, like this, like that, i like, liked it, likes it, adore it, adore this, adores it, enjoy
        it, enjoyed it, enjoying it, enjoying this, dig it, digging it, digging this, slaps, slap, bangs, vibes,
        vibing, goosebumps, chills, shivers, got me, gave me chills, cried, crying, tears, in tears, teared up,
        moved me, speechless, mind blown, blown away, blew me away, well done, good job, great job, good work,
        nailed it, you nailed, you rock, you rule, rocks, bravo, kudos, chapeau, hats off, respect, congratulations,
        congrats, the best, best song, best thing, best ever, so happy, very happy, happy with it, happy with this,
        happy with that, i'm happy, i am happy, content, pleased, satisfied, delighted, thrilled, proud, over the
        moon, glad, big artist, great artist, true artist, real artist, an artist, a star, a legend, legend, hero,
        wizard, magician, magic, talented, clever, smart, so talented, super, splendid, marvellous, marvelous,
        terrific, phenomenal, outstanding, killer, epic, ace, top, top notch, first class, class, mint, stellar,
        heavenly, divine, sublime, delightful, charming, cute, adorable, touching, moving, fun, a hit, smash hit,
        hits hard, hits different, goes hard, goes off, on point, on fire, bomb, the bomb, ngl, chef's kiss, can't
        stop listening, stuck in my head, listening on repeat, on repeat, made me smile, made me happy, made me cry,
        makes me happy, makes me cry, makes me smile, smiling, dancing, danced, ok, okay, fine, yes, yeah, yep, yup,
        yay, hooray, woohoo, no, nope, nah, sure, alright, all right, got it, exactly, done, we're done, that's it,
        that's all, that works, works for me, works well, no worries, nothing, never mind, nevermind, right, agreed,
        deal, haha, hahaha, lol, omg, oh my, oh my god, oh my gosh, my goodness, i see, understood, makes sense,
        fair enough, interesting, hmm, hm, i did it, we did it, can't believe, unbelievable, so pretty, pretty,
        tremendous, ausgezeichnet, toll, super duper, bellissimo, formidable, 10/10, ten out of ten, five stars,
        bingo""",
}  # fmt: skip
_ORDER: tuple[Courtesy, ...] = ("help", "thanks", "goodbye", "hello", "praise")
_FINDS = tuple((about, pattern_of(text)) for about, text in _PHRASES.items())
_PLAIN = leftover.FILLER | frozenset(
    words(
        """
        friend friends work job man dude bro mate that's this is it i i'm we my mom mum mama mummy dad papa mother
        father wife husband kid kids son daughter girlfriend boyfriend partner band sister brother grandma grandpa
        granny nan neighbour neighbours boss colleagues family everyone believe made can't song so much very really
        just what a the you're are u r glad have ever heard have got now already way pretty how well done day
        evening night there again guys buddy bot cowriter everything for all you your thanks help made hear heard
        hearing listen listened listening tomorrow today tonight soon around says said say told tells think thinks
        thought big huge real true too bed sleep home school go going must when while she he they her him them in on
        with about after and or but is was were be been am at of to from million lot bunch tons truly deeply
        absolutely totally simply exactly awfully terribly such quite sir madam dear darling pal chap boy girl oh ah
        wow hey dear one artist composer musician songwriter ai robot computer time next week weekend minute since
        here us both together lunch dinner though thing first because works sounds sound ever actually honestly
        finally world life music me as like i've i'll i'd would could can will turned came came out out up again
        also always still never seen better than expected imagined fully whole way cheers not bad enough"""
    )
)
_HELP_WORDS = frozenset(
    words(
        """
        please explain to tell show me us what how you u i we can could should must may might do does is are able
        possible capable for of and or with this it that bot thing program app tool here work works use used using
        say ask speak talk type write start begin help get started know need learn commands features options
        functions abilities skills the a an in order so um uh hey hi hello ok well now next first exactly actually
        really all things kind kinds sort sorts everything anything your my there about be any best way have
        questions question instructions like music songs song else understand possibilities teach good at make come
        want"""
    )
)
_HELP_KEYS = pattern_of(
    """
    do, able, help, work, works, use, used, using, say, ask, speak, talk, type, start, started, begin, commands,
    features, options, functions, abilities, skills, capable, instructions, possibilities, understand, possible,
    good at, teach"""
)
_HELP_OPENS = re.compile(
    r"^\W*(?:(?:please|so|um|uh|hey|hi|hello|ok|well|and|now|first)\W+)*(?:what"
    r"|how|which|explain|tell|show|help|can|could|do|where)\b"
)
_NO_HELP = pattern_of("""
    did, song do, how do you make it, make me, what do you think, can you make, can you do a, can you do an, can you
    do it, can we do, could you do, can you use, could you use, can you start, write me, work on, how do i play, how
    do i write, how to write""")
_MEANT = pattern_of(
    """
    more, less, make, add, change, remove, not, don't, too, write, need, want, should, keep, lock, without, only,
    undo, back, before, faster, slower, louder, softer, higher, lower, longer, shorter, sadder, happier, darker,
    brighter, calmer, bigger, smaller, version, versions, was better, were better, is worse, worse, instead, except,
    missing, lacks, could be, would be, can you, could you, can we, drums, bass, guitar, piano, chorus, verse,
    bridge, intro, outro, melody, chords, tempo, key, strings, solo"""
)
_SAYS = pattern_of(
    """
    what, what's, which, how, how's, why, who, when, where, whose, is it, is this, is that, does, do you, did, has
    it, one, ones, last, again, else, something, another, other, others, different, same, try, give, play, take,
    let, use, get, put, bring, turn, start, end, first, second, third, next, previous, old, want, wants, need,
    needs, new, loop, scale, mode, notes, note, bars, two, beginning, ending, length, surprise"""
)
_OPENERS = one_of(
    """
    hi, hello, hey, yo, thanks, thank you, ok, okay, great, cool, nice, good, yes, yeah, alright, so, well, oh, hmm,
    hm, um, uh, right, sure, wow, love it, i love it, i like it, good evening, good morning, hi there, hello there,
    hey there"""
)
_OPENS = re.compile(
    rf"^[\s,.!]*(?:{_OPENERS}"
    r"[\s,.!;:-]+)+(?=(?:but|now|can|could|and|let's|please|make|would|is|what|how|which|i'd|i want|i would)\b)"
)
_CLOSERS = one_of(
    """
    thanks, thank you, thank u, thx, ty, cheers, please, pls, plz, many thanks, merci, danke, thanks a lot, thanks
    so much, thank you so much, thank you very much, ok, thanks in advance, if you can, if possible, will you, would
    you, kindly, my friend, mate, man, bro, dude, buddy, sir"""
)
_CLOSES = re.compile(
    rf"[\s,.!;-]+(?:{_CLOSERS}"
    r"[\s,.!?;:)(-]*)+$"
)
_ELSEWHERE = pattern_of(
    """
    weather, forecast, raining today, temperature outside, recipe*, cook, cooking, bake, pizza, restaurant*, capital
    of, president, prime minister, election*, politic*, football, soccer, basketball, tennis, olympics, world cup,
    stock market, stock price*, stocks, bitcoin, crypto, homework, math problem, maths, solve, equation, translate,
    translation, python, javascript, code, essay, email, e-mail, poem, script, letter, cv, resume, cover letter,
    joke*, news, what time is it, what day is it, the time now, today's date, flight*, hotel*, a table, a taxi,
    movie, movies, film, films, book, books, tv series, cinema, who won, how old is, how old are, how tall, how far
    is, how high is, where do you live, do you love me, do you like me, marry me, meaning of life, are you single,
    are you conscious, are you sentient, are you alive, your name, your age, your mother, favourite colour, favorite
    color, favourite food, favorite food, favourite movie, favorite movie, medical, doctor, headache, medicine,
    lawyer, tax, taxes, insurance, dinner, lunch, breakfast, covid, planet, galaxy, dinosaur*, google, facebook,
    instagram, netflix, how much does, how much is a, how much is the, cost, price, population, who invented, who is
    the king, who was the king, train, bus, directions, distance, nearest, shop, supermarket, milk, car, laptop,
    wifi, printer, appointment, meeting, horoscope, lottery, amazon, plumber, washing machine, fridge, history
    essay, reservation, cat, dog"""
)
"""Matters of which a question or an order is none of music."""
_ORDERED = one_of(
    """
    tell, write, book, order, buy, sell, solve, translate, give, fix, help, show, find, call, recommend, reserve,
    read, draft, do my, calculate, remind, send an, drive, turn on, turn off"""
)
_ORDERS = re.compile(
    rf"^\W*(?:(?:please|hey|ok|so|now|hi)\W+)*(?:(?:can|could|would"
    rf"|will)\syou\s)?(?:please\s)?{_ORDERED}"
    rf"\b"
)
_HIJACKED = pattern_of(
    """
    pretend to be, pretend you, pretend that you, act as, act like a, role-play, roleplay, role play, ignore your,
    ignore all, ignore previous, ignore the previous, forget your instructions, forget all previous, disregard your,
    disregard all, previous instructions, system prompt, your instructions, your prompt, your rules, api key,
    password, jailbreak"""
)  # fmt: skip
_SUMS = re.compile(r"^\W*(?:what(?:'s|\sis)\s)?\d+\s?(?:[+*x/-]|plus|minus|times|divided\sby)\s?\d+\s?=?\W*$")
_UNABLE = (
    (
        re.compile(
            r"\b(?:(?:with|and|plus|write|add|give|need|want|make|some"
            r"|sing|singing|rhyming|new|put|the|my|do|have)\s(?:\w+\s){0,3}?)?lyrics?\b(?:\s(?:about"
            r"|on|for|to)\s[^,.;!?]*)?"
            r"|\b(?:write|sing|add)(?:\s\w+){0,2}\swords(?:\s(?:for"
            r"|to|about)[^,.;!?]*)?|\brhymes?\b(?:\s(?:with|for|about)[^,.;!?]*)?"
            r"|\bsing(?:s|ing)?\s(?:real\s|actual\s)?words\b"
        ),
        "I cannot write lyrics yet, only the music.",
    ),
    (
        re.compile(
            r"\b(?:master\s(?:it|this|the\s(?:song|track))(?:\sfor\s\w+)?"
            r"|mastering|(?:add|more|less|with|put|some|a\sbit\sof)(?:\s\w+){0,2}\s(?:reverb"
            r"|delay|echo|compression|eq|distortion|chorus\seffect|autotune"
            r"|auto-tune|sidechain|side-chain|panning|phaser|flanger"
            r"|effects?)"
            r"|reverb|auto-?tune|sidechain|pan\s(?:it|the\s\w+|\x02\x1f*)(?:\s\w+){0,3}"
            r"|eq\s(?:it|the)|low[\s-]?pass|high[\s-]?pass|stereo\swidth)\b"
        ),
        "I cannot change effects or the mix like that yet; I can make parts louder or softer.",
    ),
    (
        re.compile(
            r"\b(?:upload|publish|post|release|distribute|put)(?:\sit"
            r"|\sthis|\sthe\ssong)?(?:\sup)?(?:\s(?:to|on|onto))?\s?(?:spotify"
            r"|youtube|soundcloud|bandcamp|tiktok|instagram|itunes|apple\smusic)?\b(?=.*\b(?:spotify"
            r"|youtube|soundcloud|bandcamp|tiktok|instagram|itunes|apple\smusic"
            r"|online)\b)"
            r"|\b(?:music\s)?video\b|\balbum\s(?:cover|art)\b|\bcover\sart\b"
            r"|\brecord\s(?:me|my\s(?:voice|guitar))\b|\bclone\s(?:my"
            r"|his|her)\svoice\b|\bvoice\sof\s[a-z]+\s[a-z]+"
        ),
        "That is not something I can do; I write, change and explain music.",
    ),
)
_DENIED = re.compile(r"\b(?:no|without)\s(?:\w+\s)?$")


def small_talk(lower: str) -> Talk | None:
    """A message that is a courtesy or asks for help, and nothing else."""
    if _asks_for_help(lower):
        return Talk(about="help")
    pieces = [p for p in re.split(r"[,.!;?:()]+", lower) if re.search(r"[a-z0-9]", p)]
    if not pieces:
        return None
    found: list[Courtesy] = []
    for piece in pieces:
        kinds = _kinds(piece)
        if kinds is None:
            return None
        found += kinds
    return _talk(found, asks="?" in lower)


_HELP_ME = re.compile(r"\b(?:can|could|will|would)\syou\s(?:still\s|really\s|also\s)?help(?:\sme|\sus)?\W*$")


def worded(lower: str) -> Talk | None:
    """A courtesy in words of its own, in a message in which no wish was found."""
    found = [about for about, pattern in _FINDS if pattern.search(lower)]
    if not found or (_MEANT.search(lower) and not _HELP_ME.search(lower)):
        return None
    if found == ["praise"] and re.search(r"\?\W*$", lower):
        return None
    return _talk(found, asks="?" in lower)


def _kinds(piece: str) -> list[Courtesy] | None:
    """The courtesies in a clause that holds nothing else; None where it does."""
    if _asks_for_help(piece):
        return ["help"]
    found, rest = [], piece
    for about, pattern in _FINDS:
        if pattern.search(rest):
            found.append(about)
            rest = pattern.sub(" ", rest)
    left = [w for w in re.findall(r"[a-z0-9']+", rest) if w not in _PLAIN]
    return None if left or _MEANT.search(rest) or _SAYS.search(rest) else found


def _asks_for_help(lower: str) -> bool:
    tokens = re.findall(r"[a-z']+", lower)
    if not tokens or not _HELP_OPENS.match(lower) or not _HELP_KEYS.search(lower) or _NO_HELP.search(lower):
        return False
    return all(t in _HELP_WORDS for t in tokens) and bool(
        re.search(r"\b(?:you|i|we|this|it|commands|options|instructions)\b", lower)
    )


def _talk(found: list[Courtesy], *, asks: bool) -> Talk | None:
    if not found:
        return None
    if "goodbye" in found and "help" not in found:
        return Talk(about="thanks" if "thanks" in found and not asks and found[-1] == "thanks" else "goodbye")
    return Talk(about=min(found, key=_ORDER.index))


def take_courtesies(text: Text) -> None:
    """Mark as read the greeting or the praise a message opens with, and the thanks it ends with."""
    done = 0
    for match in re.finditer(r"[^,.!;:]+[,.!;:]+\s*(?:-\s)?|[^,.!;:]+$", text.lower):
        if match.end() == len(text.lower) or not _kinds(match[0]) or "?" in match[0]:
            break
        done = match.end()
    if opened := _OPENS.match(text.lower[done:]):
        done += opened.end()
    if 0 < done < len(text.lower):
        text.take(0, done)
    closed = _CLOSES.search(text.lower)
    if closed and closed.start() > done and READ not in text.left[closed.start() :]:
        text.take(*closed.span())


def off_topic(lower: str) -> bool:
    """Whether a message is plainly about something other than music."""
    if _HIJACKED.search(lower) or _SUMS.search(lower):
        return True
    if cues.about_music(lower) or cues.wishes(lower):
        return False
    return bool(_ELSEWHERE.search(lower) and (cues.asks(lower) or _ORDERS.match(lower)))


def read_unable(text: Text) -> Talk | None:
    """A wish about music that cannot be met yet; its words are taken."""
    for pattern, told in _UNABLE:
        for match in text.find(pattern):
            if (
                READ in match[0]
                or _DENIED.search(text.lower[: match.start()])
                or re.match(r"(?:no|without)\b", match[0])
            ):
                continue
            text.take(*match.span())
            return Talk(about="unable", words=told)
    return None
