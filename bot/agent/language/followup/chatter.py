"""What people tell beside what they wish: stories, reasons and comparisons, which are not to be taken for wishes."""

import re

from bot.agent.language.text import Text

_SENTENCE = re.compile(r"[^.!?;]+(?:[.!?;]+|$)")
_WISH = re.compile(
    r"\b(?:please|pls|plz|should|shouldn't|could|couldn't|would|wouldn't|can|can't|cannot"
    r"|must|mustn't|need|needs|want|wants|wish|let|let's|has to|have to|ought|prefer"
    r"|rather|too|enough|more|less|fewer|most|instead|without|not|isn't|doesn't|don't"
    r"|never|no|again|another|other|different|else|lacks?|missing|stays?|same|only|just"
    r"|makes?|adds?|take|give|put|use|turn|bring|drop|cut|remove|change|swap|replace|keep"
    r"|leave|lock|transpose|raise|lower|shift|slow|speed|double|finish|start|write|repeat"
    r"|play"
    r"|version|undo|boring|busy|loud|quiet|fast|slow|long|short|high|low|dull|muddy|flat"
    r"|weak|annoy\w*|hear|like|love|hate|empty|thin|harsh|hidden|buried|drag\w*|robotic"
    r"|stiff)\b"
    r"|\b\w{3,}er\b|\?\s*$|'d\b"
)
_STORY = re.compile(
    r"^\W*(?:(?:hi|hey|hello|so|well|ok|okay|oh|and|um|hmm|sorry|wow|yes|also|actually"
    r"|you know|look|listen|lol)\W+)*(?:my|i'm|i am|i was|i've|i have|i had|i teach|i "
    r"work|i own|i only|i played|i showed|i sang"
    r"|i know|i never|i always|i just|i told|i said|i made|i thought|we're|we are|we were"
    r"|we've|we have|we play|he|she|they|his|her|this is for|it's for|it is for|one of"
    r"|someone|somebody|yesterday|today|last|when|there's|there is|there was|two things"
    r"|thing is)\b"
)
_CERTAIN = re.compile(
    r"\b(?:i|we)(?:'d|\s(?:want|need|would|wish|prefer))|\b(?:can't hear|cannot hear"
    r"|can't reach|cannot reach|don't like|not happy|happy with|tired of|sick of)\b"
    r"|\b(?:too|should|needs?|must|could|lock|more|less|not|enough|instead|again)\b"
    r"|\?\s*$"
)
_ASIDE = re.compile(
    r",?\s\b(?:because|cause|cos|since|as\sif|as\sthough|in\scase)\b\s[^.!?;,]*"
    r"|,?\s\bso\s(?:that\s)?(?:i|we|he|she|they|my|our|people|everyone|everybody"
    r"|the\s(?:kids|audience|crowd|choir|band))\b(?!'d)(?!\s(?:want|need|would|wish"
    r"|prefer))[^.!?;]*"
    r"|,\s(?:like|just\slike)\s(?:in|before|after|when|at|on|someone|somebody)\b[^.!?;,]*"
)


def take_chatter(text: Text) -> None:
    """Mark as read whole sentences that tell a story, and asides that give a reason or a comparison.

    A sentence is a story when it opens like one and holds no word of a wish; a message that is nothing
    else is left as it is.
    """
    sentences = [m for m in _SENTENCE.finditer(text.lower) if m[0].strip()]
    stories = [m for m in sentences if _STORY.match(m[0]) and not _CERTAIN.search(m[0])]
    if len(stories) < len(sentences):
        for match in stories:
            if not _WISH.search(_STORY.sub("", match[0])):
                text.take(*match.span())
    for match in _ASIDE.finditer(text.left):
        if text.left[: match.start()].strip(" \0.,;!?"):
            text.take(*match.span())
