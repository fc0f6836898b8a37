"""What people tell around a wish about a song: who heard it, where, why. It is cut away, and the wishes stay."""

import re

from bot.agent.language.wordlists import words

_STARTS = "|".join(
    words(
        """i i'm i've i'd im we we're we've he she they he's she's it it's that's this the my our his her can could
        would will please maybe make add put is are there's there let's lets how what which do does give take turn play
        remove cut write only so just one love thanks obviously everybody everyone people someone thank thx"""
    )
)
_JOINT = re.compile(
    rf"(?<=[.!?;])\s+|\s*[,:]\s+(?:(?:and|but|so)\s+)?(?=(?:{_STARTS})\b)|\s+(?:and|but|so)\s+(?=(?:{_STARTS})\b)"
    rf"|\s+-+\s+(?=(?:{_STARTS})\b)",
    re.IGNORECASE,
)
_LED = r"^\W*(?:(?:hi|hey|hello|so|well|ok|okay|oh|and|but|um|hmm|sorry|wow|yes|also|actually|only|look|like)\b\W*)*"
_DID = "|".join(
    words(
        """am was were have had teach work own know always never just only sing play live study learn use go went got
        gave bought met made thought told said heard sang tried took run keep kept drove sat read lost found cried"""
    )
)
_STORY = re.compile(
    rf"{_LED}(?:i'm|im|i've|we're|we've|he's|she's|they're|he|she|they|(?:my|our|his|her)\s\w+"
    rf"|someone|somebody|(?:i|we)\s(?:(?:always|just|also|really|never|all)\s)?(?:{_DID}|\w+ed))\b",
    re.IGNORECASE,
)
_PURPOSE = re.compile(
    r"(?<=\w),?\sso\s(?:that\s)?(?:i|we|he|she|they|(?:my|our)\s\w+)\s(?:can|could|will|don't|won't|might)\b(?!\syou)[^.!?;]*",
    re.IGNORECASE,
)
_PRAISE = re.compile(
    rf"{_LED}(?:(?:it|this|that|everything)(?:'s| is| was)?\s(?:(?:so|really|just|already|all)\s)*)?"
    r"(?:perfect|wonderful|great|lovely|beautiful|amazing|awesome|fantastic|brilliant|love (?:it|this|that)|thank.*|thx"
    r"|i (?:really )?(?:love|like|enjoy) (?:it|this|that|the song|everything))(?: so far| so much| a lot)?\W*$",
    re.IGNORECASE,
)
_NEEDED = re.compile(
    r"\b(?:wants?|needs?|wish(?:es)?|prefers?|would|should|must|could|ought|too|enough|more|less|instead|without|please"
    r"|part|melody|line|version|chords|drums|bass|guitar|piano|tempo|key|chorus|verse|bridge|intro|outro|solo|tune)\b"
    r"|\b(?:i|we)'d\b|\?\s*$",
    re.IGNORECASE,
)
_WISH = re.compile(
    r"\b(?:please|can|could|would|should|must|needs?|want|wish|let's|too|more|less|without|instead|again|another|make"
    r"|add|take|give|put|turn|remove|cut|change|replace|keep|lower|raise|slow|play|write|undo|longer|shorter|has to)\b"
    r"|\b\w{3,}er\b|\?\s*$",
    re.IGNORECASE,
)


def without_background(text: str) -> str:
    """A message without what is only told and not wished; as it is where it may all be a wish."""
    if '"' in text or "{{" in text:
        return text
    text = _PURPOSE.sub("", text)
    pieces, joints, done = [], [], 0
    for match in _JOINT.finditer(text):
        pieces.append(text[done : match.start()])
        joints.append(match[0])
        done = match.end()
    pieces.append(text[done:])
    told = [bool(_PRAISE.match(p)) or bool(_STORY.match(p) and not _NEEDED.search(p)) for p in pieces]
    if not any(told) or not any(_WISH.search(p) for p, is_told in zip(pieces, told, strict=True) if not is_told):
        return text
    kept = ""
    for piece, joint, is_told in zip(pieces, [*joints, ""], told, strict=True):
        if not is_told:
            kept += piece + joint
    return re.sub(r"^\W+|[\s,:]+(?:and|but|so)?\s*$", "", kept)
