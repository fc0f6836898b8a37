"""Words for feelings, and where each lies between dark and bright, still and lively, at rest and tense.

Valence runs -1 to 1, arousal and tension 0 to 1. The plane of valence and arousal is Russell's
circumplex (1980); tension is the third axis that listeners need for music (Schimmack & Grob 2000,
Eerola & Vuoskoski 2011). Values were set by hand, group by group: synonyms share a place.
"""

from functools import cache
from typing import NamedTuple

from bot.agent.language.wordlists import phrases, words
from models.corpora.feelings import NEUTRAL
from skills.plan import ArcPoint

# valence, arousal, tension: words. Comparatives, adverbs and nouns in -ness are formed from single words.
_GROUPS = """
0.55 0.10 0.08: calm, peaceful, tranquil, serene, placid, restful, at peace, at rest, calming, calmness, serenity,
  peace, tranquility, stillness, quietude, untroubled, composed, zen, unhurried, low key, lowkey, easygoing, easy
  going
0.45 0.15 0.10: relaxed, relaxing, laid back, laidback, mellow, chill, chilled, chilled out, smooth, lazy, loungy,
  lounge, low energy, at ease, unwinding, soothing, comforting, comfy, cozy, cosy, snug, relaxation, comfort
0.35 0.12 0.10: gentle, soft, tender, delicate, hushed, dolce, sweetly, lullaby, soft spoken, tenderness, caressing,
  feathery, whispering, whispered, whisper, whispers, murmur, mild, subdued, understated, pianissimo
0.05 0.10 0.15: quiet, silent, silence, barely there, faint, muffled, muted, sotto voce
0.15 0.15 0.15: sleepy, drowsy, dozy, sleep inducing, slumber, slumbering, hypnotic, trance like, meditative,
  contemplative, introspective, reflective, pensive, thoughtful, pondering, reflection, contemplation, meditation,
  inward, prayerful
0.25 0.22 0.25: dreamy, dreamlike, ethereal, floating, floaty, hazy, misty, foggy, weightless, celestial, heavenly,
  otherworldly, spacey, spacy, cosmic, dream, dreams, dreaming, atmospheric, drifting, underwater, shimmering,
  shimmery, gauzy, twinkling, starry, moonlit, lunar
0.80 0.62 0.20: happy, joyful, joyous, cheerful, cheery, glad, merry, happiness, joy, gladness, delighted,
  delightful, delight, jolly, feel good, feelgood, good vibes, pleased, smiling, happily, gleeful, glee, good mood,
  in high spirits
0.75 0.50 0.15: sunny, bright, sunlit, summery, summer, sunshine, radiant, luminous, glowing, golden, springlike,
  carefree, day, daylight, daytime, morning, lighthearted, light hearted, breezy, light, brightness, sunlight, rosy
0.85 0.85 0.25: ecstatic, euphoric, elated, jubilant, exuberant, overjoyed, exultant, rapturous, euphoria, ecstasy,
  elation, jubilation, blissful, bliss, over the moon, rapture, thrilled, celebratory, celebration, celebrating,
  party, festive, partying, festival, carnival, birthday, christmas, xmas, holiday, delirious
0.90 0.95 0.15: triumphant, victorious, triumph, victory, glorious, triumphal, conquering, glory, fanfare, winning
0.75 0.85 0.35: heroic, majestic, noble, grand, proud, regal, magnificent, stately, bold, courageous, brave, pride,
  splendid, ceremonial, royal, valiant, mighty, maestoso, grandeur, pompous, courage, bravery
0.55 0.90 0.40: epic, huge, massive, big, enormous, gigantic, towering, larger than life, anthemic, anthem, soaring,
  colossal, explosive, monumental, grandiose, sweeping, immense, climactic, all out, full blast, arena sized,
  stadium sized, overwhelming
-0.35 0.24 0.30: farewell, goodbye, saying goodbye, last goodbye, last summer, last time, last day, last days, got old,
  growing old, getting old, grown old, ageing, aging, moving away, leaving home, parting
0.70 0.55 0.20: cheer up, cheers up, cheer me up, cheers me up, cheer her up, cheer him up, cheer us up, cheer them up,
  make me smile, makes me smile, makes people smile, lift my spirits, lifts the spirits, consoling, uplifting,
  inspiring, inspirational, inspired, heartening, life affirming, positive, encouraging,
  optimistic, optimism, motivational, motivating, affirming, wholesome, positivity, upbeat, feel alive, empowering,
  uplifted, liberating, liberated, freedom, free spirited
0.55 0.42 0.25: hopeful, hope, promising, reassuring, redemptive, redemption, healing, forgiving, dawning, dawn,
  sunrise, awakening, new beginnings, faith, faithful
0.60 0.80 0.30: energetic, banger, banging, energized, energised, lively, high energy, energy, vibrant, vigorous,
  spirited, animated, peppy, zippy, bouncy, bubbly, perky, vivacious, full of energy, full of life, dynamic, punchy,
  pumping, energizing, stomping, foot stomping, stompy, brio, con brio, exciting, excited, excitement, thrilling,
  exhilarating, invigorating, kinetic, hyped, hype, hyper, pumped, amped, turbocharged
0.60 0.68 0.20: groovy, danceable, dancing, dancey, funky, grooving, toe tapping, foot tapping, swaggering,
  strutting, catchy, infectious, hooky, rhythmic, body moving, head bobbing, head nodding, snappy
0.65 0.62 0.20: playful, fun, quirky, whimsical, mischievous, cheeky, silly, goofy, humorous, funny, comical, comic,
  witty, childlike, children's, for kids, for children, cute, frolicking, teasing, scherzando, zany, cartoonish,
  jaunty, kooky, jocular, giocoso, fun loving, tongue in cheek
0.60 0.35 0.20: romantic, loving, in love, affectionate, love, heartfelt, sweet, adoring, amorous, warm hearted,
  devoted, devotion, affection, romance, valentine, wedding, sentimental, lovely, beautiful, charming, beauty,
  charm, lovestruck, cantabile, espressivo
0.50 0.30 0.12: warm, warmth, kind, homely, welcoming, friendly, grateful, thankful, gratitude, content, contented,
  satisfied, contentment, cordial, sincere, honest, humble, pastoral, rustic, idyllic, innocent, innocence, pure,
  earthy, natural
0.45 0.45 0.35: sensual, sexy, seductive, sultry, steamy, smoky, intimate, velvety, silky, intimacy, alluring, hot,
  flirty, flirtatious, sassy, slinky
0.35 0.80 0.50: passionate, fiery, ardent, burning, appassionato, con fuoco, passion, fervent, blazing, fire,
  impassioned, feverish, full of passion
0.40 0.55 0.30: adventurous, adventure, wandering, roaming, journeying, exploring, quest, questing, free, road trip,
  cinematic feel, wanderlust, curious, wonder, wondrous, awe, awestruck, magical, magic, enchanting, enchanted,
  mystical, fairy tale, fantastical, spellbinding, marvelous, marvellous, dazzling, sparkling, sparkly, glittering
0.40 0.60 0.30: cool, confident, swagger, slick, sleek, stylish, hip, suave, self assured, confidence, smug,
  sophisticated, classy, elegant, graceful, refined, elegance, grace, chic
0.30 0.60 0.45: determined, resolute, striving, driven, purposeful, resilient, defiant hope, persistent,
  unstoppable, determination, marching, driving, propulsive, forward moving, motoric, steadfast
-0.10 0.25 0.25: nostalgic, wistful, nostalgia, longing, yearning, reminiscent, reminiscing, homesick, pining,
  wistfulness, sehnsucht, autumnal, autumn, rainy day, faded, remembering, bittersweetness, saudade, yearn, sepia,
  remembrance
0.00 0.32 0.30: bittersweet, poignant, touching, moving, emotional, vulnerable, fragile, expressive, emotive, raw,
  vulnerability, rueful
-0.65 0.25 0.35: sad, unhappy, sadness, sorrowful, sorrow, mournful, mourning, tearful, teary, crying, weeping,
  tears, heavy hearted, dolorous, downcast, depressed, depressing, glum, dejected, dispirited, miserable, misery,
  downhearted, woeful, dolente, tearjerker, tear jerking, sob, feeling down, the blues, broken, gutted
-0.50 0.22 0.30: melancholy, melancholic, melancholia, blue, wintry, gray, grey, rainy, overcast, gloom, gloomy,
  moody, brooding, dreary, bleak, somber, sombre, sullen, morose, dismal, dour, cheerless, joyless, ashen, dusky,
  downbeat
-0.55 0.18 0.30: lonely, alone, loneliness, lonesome, forlorn, isolated, abandoned, deserted, desolate, solitude,
  solitary, isolation, numb, hollow, lost, icy, cold, frozen, barren, desolation, wasteland, emptiness, forsaken
-0.70 0.40 0.50: heartbroken, heartbreaking, heartbreak, grief, grieving, tragic, tragedy, anguish, anguished,
  despair, despairing, hopeless, devastated, devastating, desperate, desperation, lament, lamenting, pain, painful,
  hurt, suffering, agony, agonizing, breakup, break up, brokenhearted, broken hearted, loss, regret, regretful,
  remorse, funeral, funereal, elegiac, elegy, requiem, death, dying, bereft, wounded, sorrow stricken
-0.15 0.22 0.35: solemn, serious, reverent, sacred, holy, hymnal, austere, sober, earnest, pious, liturgical,
  ritual, ritualistic, monastic, ancient, medieval, stoic, reverence, severe, stern
-0.60 0.45 0.60: dark, darkness, shadowy, black, nocturnal, noir, murky, gothic, night time, midnight, grim,
  sinister, foreboding, ominous, menacing, menace, evil, malevolent, villainous, threatening, doomy, doomed, gritty,
  dystopian, apocalyptic, wicked, vampiric, cursed, macabre, sinful, diabolical, demonic, dread
-0.55 0.55 0.75: scary, creepy, spooky, haunting, eerie, haunted, ghostly, frightening, horror, terrifying, fearful,
  afraid, fear, terror, nightmarish, nightmare, unsettling, disturbing, uncanny, halloween, chilling, unnerving,
  horrific, sepulchral, terrified, scared, frightened, panicked
-0.10 0.30 0.55: mysterious, mystery, enigmatic, cryptic, arcane, secretive, strange, weird, surreal, odd,
  hypnotizing, alien, exotic, secret, bizarre, misterioso, trippy, eccentric
-0.20 0.60 0.85: tense, tension, suspenseful, suspense, nervous, anxious, anxiety, uneasy, unease, restless, edgy,
  on edge, jittery, nail biting, agitated, worried, worry, stressed, stressful, apprehensive, unresolved, gripping,
  impatient, tension filled, claustrophobic, high tension, anticipation, anticipating, on the edge of your seat,
  agitato, fidgety, taut, strained
-0.15 0.82 0.72: dramatic, intense, intensity, stormy, storm, turbulent, tempestuous, drama, urgent, urgency, chase,
  restive, heated, fateful, operatic, dangerous, danger, perilous, thunderous, thunder, roiling, emergency, turmoil,
  struggle, struggling, conflict, conflicted, high stakes, pressing
-0.50 0.90 0.75: angry, anger, furious, rage, fury, raging, mad, hateful, hate, violent, aggressive, aggression,
  hostile, brutal, vicious, savage, ferocious, fierce, wrathful, wrath, enraged, ruthless, bitter, vengeful,
  revenge, merciless, scathing, outraged
-0.20 0.92 0.60: heavy, hard, harsh, abrasive, noisy, crushing, pounding, hard hitting, hard edged, screaming,
  scream, shouting, grinding, dirty, filthy, grimy, blistering, hammering
0.15 0.95 0.60: wild, chaotic, frantic, frenetic, frenzied, manic, chaos, crazy, insane, unhinged, hectic, madness,
  frenzy, explosion, out of control, unleashed, boss fight, boss battle, final boss, full throttle, hyperactive,
  breathless, ballistic, bombastic
0.10 0.80 0.55: rebellious, defiant, rebellion, defiance, badass, tough, fighting, fight, militant, revolutionary,
  protest, attitude, warlike, battle, war, warrior, martial, combative, stubborn
0.20 0.90 0.45: loud, roar, roaring, blaring, booming, fortissimo, deafening, forte, thundering, full on, powerful,
  strong, power, forceful, strength, potent, muscular, cranked up, full volume, loudness, bang
0.25 0.25 0.15: studying, study, focus, focused, concentration, concentrated, background music, unobtrusive
0.20 0.48 0.25: retro, vintage, old school, oldschool, throwback, neon
0.20 0.85 0.45: hustle and bustle, everything happens, everything at once, rush hour
0.25 0.10 0.10: going to sleep, goes to sleep, falls asleep, fall asleep, falling asleep, goes to bed, going to bed,
  bedtime, waking up, waking up slowly, wakes up slowly
0.70 0.70 0.20: laughing, laughs, laugh
0.15 0.30 0.20: neutral, ordinary, steady, stable, even tempered, matter of fact
-0.20 0.20 0.25: tired, weary, exhausted, worn out, weak, resigned, fatigue, weariness, world weary, jaded, bored,
  boring, lethargic, lifeless, listless, dull, monotonous, apathetic, sluggish, hungover
-0.25 0.60 0.50: frustrated, annoyed, irritated, confused, confusion, jealous, envious, ashamed, guilty, guilt,
  shame, disappointed, betrayed, betrayal, frustration, doubt, doubtful, insecure
-0.10 0.22 0.28: night, nights, moonlight, evening, dusk, twilight, nighttime, starlight
0.00 0.55 0.45: futuristic, robotic, mechanical, cyberpunk, space age, sci fi, technological
-0.05 0.45 0.40: cheesy, kitschy, corny, melodramatic, over the top, schmaltzy, syrupy, saccharine, cliche
0.50 0.25 0.10: resolved, resolution, at home, homecoming, relief, relieved, released, release, settled, acceptance,
  accepting, closure
"""
_NOUNS = frozenset(
    words(
        """party war fire love joy hope peace fun power beauty charm grace wonder awe magic dream tears pain hurt loss
        death fear terror horror dread rage fury anger hate summer autumn romance wedding quest chase battle energy"""
    )
)
"""Words that form no comparative."""
_NO_MOOD = frozenset({"hardly", "lately", "barely"})


class Mood(NamedTuple):
    """A feeling: its plain name, its place, and how far the word's own form takes it ("sadder", "saddest")."""

    name: str
    valence: float
    arousal: float
    tension: float
    degree: float = 1.0
    comparative: bool = False


def point(mood: Mood, degree: float = 1.0, at: float = 0.0) -> ArcPoint:
    """A mood as a point of an arc, nearer to neutral (degree < 1) or farther from it (> 1)."""
    places = zip((mood.valence, mood.arousal, mood.tension), NEUTRAL, strict=True)
    valence, arousal, tension = (middle + (place - middle) * degree * mood.degree for place, middle in places)
    return arc_point(at, valence, arousal, tension)


def arc_point(at: float, valence: float, arousal: float, tension: float) -> ArcPoint:
    """An arc point with every coordinate held to its range."""
    return ArcPoint(
        at=round(min(max(at, 0.0), 1.0), 4),
        valence=round(min(max(valence, -1.0), 1.0), 3),
        arousal=round(min(max(arousal, 0.0), 1.0), 3),
        tension=round(min(max(tension, 0.0), 1.0), 3),
    )


@cache
def mood_words() -> dict[str, Mood]:
    """Every word and phrase for a feeling, with its forms ("sad", "sadder", "sadly", "sadness")."""
    moods: dict[str, Mood] = {}
    for line in _GROUPS.strip().replace("\n  ", " ").splitlines():
        numbers, _, synonyms = line.partition(":")
        valence, arousal, tension = map(float, numbers.split())
        for word in phrases(synonyms):
            moods[word] = Mood(word, valence, arousal, tension)
    for word, mood in list(moods.items()):
        if " " not in word and word not in _NOUNS:
            for form, degree, comparative in _forms(word):
                if form not in _NO_MOOD:
                    moods.setdefault(form, mood._replace(degree=degree, comparative=comparative))
    return moods


def _forms(word: str) -> list[tuple[str, float, bool]]:
    stem = word[:-1] + "i" if word.endswith("y") else word
    adverb = word + "ally" if word.endswith("ic") else stem[:-1] + "y" if stem.endswith("le") else stem + "ly"
    short = len(word) <= 6 or word.endswith("y")
    base = stem.removesuffix("e")
    double = len(word) <= 4 and word[-1] in "dtgnm" and word[-2] in "aeiou" and word[-3] not in "aeiou"
    base += word[-1] if double else ""
    forms = [(adverb, 1.0, False), (stem + "ness", 1.0, False)]
    if short:
        forms += [(base + "er", 1.0, True), (base + "est", 1.3, False)]
    return forms
