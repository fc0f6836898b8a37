"""A friendly sentence where no song is wanted."""

from typing import Literal

from bot.agent.conversation import Conversation

About = Literal["hello", "thanks", "praise", "help", "goodbye", "off-topic", "unable"]

HELP = """Say anything about a song and I write it; then say what should change, and I change that and nothing else.
  a song          start calm, build tension, end triumphant; a sad waltz in D minor for piano and cello
  a part of one   a sad chord progression for guitar, easy chords; a drum groove at 90; a melody over Am F C G
  changes         make the bridge darker, keep the drums; a bit faster; swap the piano for a rhodes;
                  add a bridge after the second chorus; half-time drums; fade out; another melody
  choices         give me three choruses; then 1, 2 or 3
  promises        lock the drums; unlock the drums; what is locked?
  versions        undo, redo, versions, go back to version 2, compare with version 1,
                  version 2 with the drums of version 4
  questions       what chords go with G? why does this sound unresolved? how do I play F#m7b5? explain the bridge
  files           stems, send me the midi, the lead sheet, everything"""


def small_talk(about: About, conversation: Conversation) -> str:
    """What to say to a greeting, thanks, praise, a farewell, a call for help, or something that is no music."""
    version = conversation.version
    match about:
        case "help":
            return HELP
        case "hello":
            if version is None:
                return 'Hello. Tell me a feeling, a style or some chords, for example "a slow sad waltz for piano".'
            return f'Hello again. We are at version {version.number} of "{version.plan.title}"; what shall we change?'
        case "thanks":
            return "You are welcome. Say what to change next, or ask for something new."
        case "praise":
            return "Good to hear. It is kept as it is; say what to change next, or ask for the stems."
        case "goodbye":
            return "Until next time. Everything we wrote is kept."
        case "off-topic":
            return "I only know about songs. Tell me a feeling, a style or some chords, and I write one."
        case "unable":
            return "That I cannot do yet. I write, change and explain songs: say help to see how."
