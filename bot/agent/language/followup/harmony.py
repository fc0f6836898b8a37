"""Wishes about pitch and harmony: key, mode, register, given chords, other chords."""

import re
from collections.abc import Iterable
from functools import partial

from bot.agent.language.followup.rules import Hit, rules
from bot.agent.language.numbers import NUMBER, number
from skills.edit.harmony import ChordsMove, ReharmoniseMove
from skills.edit.move import Move
from skills.edit.pitch import KeyMove, RegisterMove
from skills.edit.target import HARMONY, Target
from skills.errors import RequestError
from skills.theory.key import Key, Mode

_STEPS = {
    "semitone": 1,
    "half step": 1,
    "half tone": 1,
    "halfstep": 1,
    "half": 1,
    "st": 1,
    "semi": 1,
    "fret": 1,
    "whole step": 2,
    "whole tone": 2,
    "tone": 2,
    "step": 2,
    "key": 2,
    "note": 2,
    "tritone": 6,
}
_DEGREES = {"second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5, "sixth": 6,
            "6th": 6, "seventh": 7, "7th": 7}  # fmt: skip
_QUALITIES = {
    ("minor", 2): 1,
    ("major", 2): 2,
    ("minor", 3): 3,
    ("major", 3): 4,
    ("perfect", 4): 5,
    ("augmented", 4): 6,
    ("diminished", 5): 6,
    ("perfect", 5): 7,
    ("minor", 6): 8,
    ("major", 6): 9,
    ("minor", 7): 10,
    ("major", 7): 11,
}
_STEP = (
    r"(?:semi[ -]?tones?|half[ -]?(?:steps?|tones?)|semis?|sts?|frets?"
    r"|whole[ -]?(?:steps?|tones?)|tritones?|tones?|steps?|keys?|notes?)"
)
_INTERVAL = (
    rf"(?:(?P<n>{NUMBER}|an?|one|another|a couple(?: of)?|a few|half an?|a half|a whole)[ -]?)?"
    rf"(?:(?P<step>(?(n){_STEP}|(?:semi[ -]?tones?|half[ -](?:steps?|tones?)"
    rf"|whole[ -](?:steps?|tones?))))\b|(?:(?P<quality>minor|major|perfect|diminished"
    rf"|augmented)[ -])?(?P<degree>{'|'.join(_DEGREES)})\b)"
)
_UP = r"(?:up|raise(?:d)?|higher|lift(?:ed)?|\+|sharper|above|increase)"
_DOWN = r"(?:down|lower(?:ed)?|drop(?:ped)?|-|flatter|below|decrease)"
_VERB = (
    r"(?:transpos\w+|pitch\w*|shift\w*|mov\w+|modulat\w*|tak\w+|bring\w*|put|go(?:es)?"
    r"|rais\w+|key change|change (?:the )?key|keychange|knock|tune[ds]?|sing|play)"
)
_IT = (
    r"(?:(?: (?:<part>|<place>|it|this|that|everything|all of it|all|the (?:song|key"
    r"|pitch|track|whole (?:song|thing|track))|the whole thing|whole song))?(?: by)?)"
)


def _semitones(hit: Hit) -> int:
    """The size of the interval in a match; one without a quality is that of the key's own scale."""
    groups = {name: hit.said(name) for name in ("n", "step", "quality", "degree")}
    down = re.search(
        r"\bdown|low|drop|(?<![a-z])-|flat|below|decreas",
        hit.match[0].replace("half-", "half ").replace("whole-", "whole "),
    )
    if step := groups.get("step"):
        word = step.replace("-", " ")
        count = groups.get("n") or ""
        size = 1 if count.startswith(("half", "a half")) else _STEPS.get(word) or _STEPS.get(word.rstrip("s"), 0)
        if not size:
            size = 1 if word.startswith(("semi", "half")) else 2
        if count == "a whole":
            size = 2
        many = (
            2
            if count.startswith("a couple")
            else 3
            if count == "a few"
            else number(count)
            if re.match(rf"{NUMBER}$", count)
            else 1
        )
        amount = round(size * many)
    else:
        degree = _DEGREES[groups["degree"] or "second"]
        quality = groups.get("quality")
        scale = hit.scene.plan.key.scale
        if quality:
            amount = _QUALITIES.get((quality, degree), _QUALITIES.get(("perfect", degree), 7))
        elif down:
            amount = (scale[0] - scale[1 - degree]) % 12
        else:
            amount = (scale[degree - 1] - scale[0]) % 12
    return -amount if down else amount


def _shifted(hit: Hit) -> Move | None:
    amount = _semitones(hit)
    if not amount or abs(amount) > 24:
        raise RequestError(f"I cannot shift the song by {abs(amount)} semitones; ask for up to 24.")
    if amount % 12 == 0 and hit.said("step"):
        return RegisterMove(octaves=amount // 12, target=hit.target())
    return KeyMove(semitones=amount, target=hit.target(it=False))


def _lifted(hit: Hit) -> Move | None:
    """A key change with no interval said: a whole step up, in the last chorus where no place is said."""
    up = not re.search(r"\bdown\b", hit.match[0] + hit.after[:8])
    target = hit.target(parts=False, it=False)
    plan = hit.scene.plan
    if target == Target() or (
        len(target.sections) == 1
        and target.sections[0] == plan.sections[-1].label
        and "end" in hit.clause.saying.text.lower
    ):
        choruses = hit.scene.of_kind("chorus")
        place = choruses[-1] if choruses else plan.sections[-1]
        target = Target(sections=(place.label,))
    hit.clause.saying.note(f"I took the key change to be a whole step {'up' if up else 'down'}.")
    return KeyMove(semitones=2 if up else -2, target=target)


def _for_the_voice(up: bool, hit: Hit) -> Move:
    hit.clause.saying.note(f"I moved it {'up' if up else 'down'} a whole step; say how far if you would like more.")
    return KeyMove(semitones=2 if up else -2, target=hit.target(parts=False, it=False))


def _relative(hit: Hit) -> Move:
    key = hit.scene.plan.key
    minor = "minor" in hit.match[0]
    if minor == key.is_minor:
        return KeyMove(tonic=key.tonic, mode="minor" if minor else "major", target=hit.target(parts=False, it=False))
    tonic = key.transposed(-3).tonic if minor else key.transposed(3).tonic
    return KeyMove(tonic=tonic, mode="minor" if minor else "major", target=hit.target(parts=False, it=False))


def _parallel(hit: Hit) -> Move:
    word = hit.said("mode")
    mode: Mode = "minor" if (word == "minor" if word else not hit.scene.plan.key.is_minor) else "major"
    return KeyMove(mode=mode, target=hit.target(parts=False, it=False))


def key_move(value: str, hit: Hit) -> Move:
    """A move to a key ("D minor"), a tonic ("D") or a mode ("minor")."""
    target = hit.target(parts=False, it=False)
    words = value.split(" ", 1)
    if words[0][:1].isupper():
        if len(words) == 2:
            key = Key.model_validate({"tonic": words[0], "mode": words[1]})
            return KeyMove(tonic=key.tonic, mode=key.mode, target=target)
        return KeyMove(tonic=words[0], target=target)
    return KeyMove.model_validate({"mode": value, "target": target})


KEY = rules(
    (
        rf"\b(?:lower|raise|drop|lift|take|bring|move|put) (?:everything|all|it all|the lot"
        rf"|the song|it)(?: (?:up|down))? by {_INTERVAL}",
        _shifted,
    ),
    (r"\b(?:to |in(?:to)? |use )?(?:the |its )?relative (?:minor|major)(?: key)?\b", _relative),
    (
        r"\b(?:to |in(?:to)? )?(?:the |its )?parallel (?P<mode>minor|major)?(?: key| mode)?\b|\bswitch (?:the"
        r" )?mode\b",
        _parallel,
    ),
    (
        rf"(?:\b{_VERB}{_IT} )?(?:\b{_UP}|\b{_DOWN}|(?<!\w)[+-]){_IT} ?{_INTERVAL}(?!ly)(?: (?:up|down|higher"
        rf"|lower))?",
        _shifted,
    ),
    (rf"(?:\b{_VERB}{_IT} )?{_INTERVAL} (?:{_UP}|{_DOWN})\b", _shifted),
    (
        rf"\b(?:transpos\w+|modulat\w*|key change|change (?:the )?key|shift){_IT}(?: (?:by|of|up|down))?"
        rf" {_INTERVAL}\b",
        _shifted,
    ),
    (
        r"\b(?:(?:a |the |with a )?(?:key change|keychange|modulation|gear (?:shift|change)"
        r"|truck[ -]driver(?:'s)?(?: change| modulation)?)|modulat(?:e|es|ing)(?! to| into)"
        r"|change key|change the key(?! to))(?: up| down)?\b",
        _lifted,
    ),
    (
        r"\b(?:too high|can't (?:sing|reach|hit)(?: \w+)* (?:high|notes|that))(?: (?:for "
        r"(?:me|my (?:voice|range))|to sing|notes|high))*(?: to sing)?\b(?=.*)|\b(?:in |to "
        r")?an? lower key\b|\bkey (?:is )?(?:a bit |too |slightly )*(?:high|lower)\b|\blower "
        r"the (?:key|pitch|song)\b|\b(?:pitch|key) (?:it )?(?:down|lower)\b|\b(?:song|whole "
        r"thing|everything) (?:a (?:bit|little) )?lower\b",
        lambda h: _for_the_voice(False, h) if _about_the_song(h) else None,
    ),
    (
        r"\b(?:too low)(?: (?:for (?:me|my (?:voice|range))|to sing))+\b|\b(?:in |to )?an? "
        r"higher key\b|\bkey (?:is )?(?:a bit |too |slightly )*(?:low|higher)\b|\braise the "
        r"(?:key|pitch|song)\b|\b(?:pitch|key) (?:it )?(?:up|higher)\b|\b(?:song|whole thing"
        r"|everything) (?:a (?:bit|little) )?higher\b",
        lambda h: _for_the_voice(True, h) if _about_the_song(h) else None,
    ),
)


def _about_the_song(hit: Hit) -> bool:
    named = [r for r in hit.clause.refs if r.kind == "part"]
    return not named or bool(re.search(r"key|song|sing|voice|for me|reach", hit.match[0]))


# Register


def _octaves(hit: Hit) -> Move:
    word = hit.said("n") or "one"
    count = 2 if word.startswith("a couple") else number(word) if re.match(rf"{NUMBER}$", word) else 1
    down = re.search(r"\bdown|low|drop|below|vb|(?<![a-z])-|under|deep", hit.match[0] + hit.after[:11])
    octaves = round(count) * (-1 if down else 1)
    if not 1 <= abs(octaves) <= 3:
        raise RequestError("I can move a part by up to three octaves.")
    return RegisterMove(octaves=octaves, target=hit.target())


def _register(up: bool, hit: Hit) -> Move | None:
    """Higher or lower: a part by an octave, the song by a step."""
    if hit.sign < 0:
        up = not up
    target = hit.target()
    sung = re.search(r"\b(?:sing|sung|voice|notes)\b", hit.clause.shape)
    if target.parts:
        return RegisterMove(octaves=1 if up else -1, target=target)
    if sung and hit.scene.with_roles("lead"):
        return RegisterMove(
            octaves=1 if up else -1, target=target.model_copy(update={"parts": hit.scene.with_roles("lead")})
        )
    hit.clause.saying.note(f"I moved it {'up' if up else 'down'} a whole step; say how far if you would like more.")
    return KeyMove(semitones=2 if up else -2, target=target)


def _moved_part(up: bool, hit: Hit) -> Move | None:
    parts = hit.ref("part").parts
    target = hit.target(parts=False)
    names = tuple(p for p in parts if p != HARMONY) or hit.scene.with_roles("chords")
    return RegisterMove(octaves=1 if up else -1, target=target.model_copy(update={"parts": names}))


_N = rf"(?:(?P<n>{NUMBER}|an?|one|a couple(?: of)?|a whole|an extra|another|a full) )?"
OCTAVES = rules(
    (r"\b(?:drop|raise|put|play|take|move|lower) <part> 8v[ab]\b", _octaves),
    (
        rf"\b(?:{_UP}|{_DOWN}|transpos\w+|pitch\w*|mov\w+|tak\w+|bring|put|play|sing"
        rf"|double)?(?: (?:it|this|that|them|<part>))?(?: (?:up|down))?(?: by)? "
        rf"?{_N}(?:octaves?|8ves?|oct)\b(?: (?:up|down|higher|lower|above|below|under))?",
        _octaves,
    ),
    (r"\b8v[ab]\b", _octaves),
    (rf"(?:\bup|\bdown|\+|-) ?{_N}oct(?:aves?)?\b", _octaves),
)
REGISTER = rules(
    (r"\b(?:raise|lift|pitch up|move up|bring up|bump up) <part>(?: up)?", partial(_moved_part, True)),
    (
        r"\b(?:lower|pitch down|move down|drop) <part> (?:lower|down|in pitch|in register)"
        r"|\b(?:lower|pitch down|move down) <part>",
        partial(_moved_part, False),
    ),
    (
        r"\b(?:(?:sing|play|pitch(?:ed)?|sit|in|to|at) )?(?:an? |the )?(?:(?:higher|upper"
        r"|high)(?: (?:register|octave|range|notes|up|pitch(?:ed)?))?|up high(?:er)?|up the "
        r"neck)\b(?! (?:energy|tension|tempo|volume|hat|intensity|key))",
        partial(_register, True),
    ),
    (
        r"\b(?:(?:sing|play|pitch(?:ed)?|sit|in|to|at) )?(?:an? |the )?(?:(?:lower|deeper|low)"
        r"(?: (?:register|octave|range|notes|down|pitch(?:ed)?))?|down low(?:er)?|down the "
        r"neck)\b(?! (?:energy|tension|tempo|volume|intensity|key|end|fi))",
        partial(_register, False),
    ),
)


# Chords


def chords_move(symbols: Iterable[str], hit: Hit) -> Move:
    """Given chords, where the clause says."""
    return ChordsMove(chords=tuple(symbols), target=hit.target(parts=False, it=False))


def _reharmonise(manner: str, hit: Hit) -> Move | None:
    target = hit.target(parts=False)
    if hit.sign < 0 and manner in ("jazzier", "richer"):
        manner = "simpler"
    elif hit.sign < 0 and manner == "simpler":
        manner = "richer"
    elif hit.sign < 0 and manner in ("darker", "brighter"):
        manner = "brighter" if manner == "darker" else "darker"
    return ReharmoniseMove.model_validate({"manner": manner, "target": target})


def _of_harmony(manner: str, hit: Hit) -> Move | None:
    """A word that is about chords only where chords are named in the clause."""
    named = [r for r in hit.clause.refs if r.kind == "part" and HARMONY in r.parts]
    alone = hit.clause.shape.count("\x02") == 1 or (named and named[0].start - hit.end in (0, 1))
    return _reharmonise(manner, hit) if named and alone else None


HARMONY_RULES = rules(
    (
        r"\btoo (?:many|much)(?: (?:fancy|complicated|difficult|weird|strange|jazzy|hard|complex"
        r"|different))*(?= \x02)"
        r"|\b(?:fancy|too (?:complicated|difficult|hard|complex|fancy|tricky|many)|boil(?: them| it)? down"
        r"|strip(?: them| it)? (?:down|back))\b",
        partial(_of_harmony, "simpler"),
    ),
    (
        r"\b(?:colou?r(?: up)?|enrich|flavou?r|dress up|decorate|embellish|season)(?= (?:\x02|\x01|the|them|those))",
        partial(_of_harmony, "richer"),
    ),
    (
        r"(?:\bmore )?<style>(?: (?:it|them|things))?(?: up)?",
        lambda h: _of_harmony("jazzier", h) if h.value("style") == "jazz" else None,
    ),
    (r"<style>(?: up)?(?= (?:the )?\x02)", lambda h: _of_harmony("jazzier", h) if h.value("style") == "jazz" else None),
    (
        r"\b(?:jazz(?:y|ier|ify)?(?: it| them| things)?(?: up)?|jazzed up|more jazzy|jazzy|jazz)\b",
        partial(_of_harmony, "jazzier"),
    ),
    (
        r"\b(?:simplif(?:y|ied)|simpl(?:e|er)|more simple|easi(?:er|est)|easy|basic"
        r"|plain(?:er)?|fewer|less|triads only|just triads|only triads|dumb(?: \w+)? down"
        r"|beginner[ -]friendly)\b(?! (?:jazz|complex|complic|dark|bright|fancy|boring|weird"
        r"|tense))",
        partial(_of_harmony, "simpler"),
    ),
    (
        r"\b(?:complex|complicated|fancy|difficult|hard|busy|weird|dense|advanced|jazzy)\b",
        lambda h: (
            _of_harmony("richer" if h.sign > 0 and not re.search(r"\bless\s$", h.before) else "simpler", h)
            if h.sign < 0 or re.search(r"\bmore\s$|\bless\s$", h.before)
            else None
        ),
    ),
    (
        r"\b(?:rich(?:er)?|lush(?:er)?|colou?rful|fuller|sophisticated|spic(?:y|ier)|spice up"
        r"|interesting|extended|extensions|(?:7|9)ths|sevenths|ninths|thicker|more color|more "
        r"colour)\b",
        partial(_of_harmony, "richer"),
    ),
    (r"\b(?:dark(?:er)?|sad(?:der)?|more minor|gloomi?e?r?y?|moodier|minor)\b", partial(_of_harmony, "darker")),
    (
        r"\b(?:bright(?:er)?|happ(?:y|ier)|sunn(?:y|ier)|more major|major|more hopeful|uplifting)\b",
        partial(_of_harmony, "brighter"),
    ),
    (
        r"\bre-?harm(?:oni[sz]e|oni[sz]ation|oni[sz]ing|onize|ony|onze)?(?: it| the (?:song|whole thing))?\b",
        partial(_reharmonise, "new"),
    ),
    (
        r"\b(?:change|replace|redo|rewrite|rework|swap|switch(?: up)?|other|different|new"
        r"|another|fresh|alternat(?:e|ive)|vary|some other|else)\b",
        partial(_of_harmony, "new"),
    ),
    (
        r"\b(?:boring|dull|bland|predictable|cliche(?:d)?|repetitive|monotonous|bad|wrong|off"
        r"|doesn't work|don't work|don't like|hate|not working|meh|ugly)\b",
        partial(_of_harmony, "new"),
    ),
)
