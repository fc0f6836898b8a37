"""Phrases a songwriter might type, with the side each lies on: for evaluation alone, never for training.

They were written before any head was trained and were not changed after. A sign is given only where
there is little to argue about: valence + bright or - dark, arousal + lively or - still, tension +
strained or - at rest; "." where people would differ.
"""

_TABLE = """
-.. like a funeral in the rain
--. everyone has gone home and I am still sitting here
-.+ a knock on the door at three in the morning
++- jumping into the lake on the first hot day
+-- an old couple dancing slowly in the kitchen
-.. the last letter she ever wrote to me
+-- a cat asleep in the sun
-++ running from something you cannot see
++. we won the cup and the whole town is in the street
+-- snow falling on a quiet village
-.. my dog died this morning
+.- coming home after a long trip
-++ the building is on fire and nobody can find the stairs
+.. seeing your newborn child for the first time
-.. an empty swing in an abandoned playground
++. fireworks over the harbour
-++ a fight in a parking lot
+-- tea and a blanket on a rainy sunday
-.. he forgot my birthday again
+.. our first kiss under the street lamp
-.+ waiting for the test results at the hospital
+-- floating on your back in a warm sea
-.. standing at my father's grave
++. driving with the windows down and the radio loud
-++ somebody is following me home
+.. a letter that says you got the job
-.. the town where nobody laughs any more
+.. kids chasing bubbles in the park
-.+ the calm voice of a killer on the phone
+-- breathing slowly beside a still lake
-++ the engine failed and we are falling
+.. grandma's apple pie and laughter at the table
-.. she left and took all the light with her
++. dancing on the tables until the sun comes up
-.+ something is scratching inside the wall
+.. a rainbow after the storm
-.. the factory closed and everyone lost their jobs
+-- a lullaby for my little girl
-++ screaming at each other until the neighbours knock
+.. forgiving an old friend
-.. rotting flowers on a cold stone
++. carnival in rio
-.. I hate what I have become
+-- lying in the grass and watching the clouds
-.. betrayed by my best friend
+.. the team carried him on their shoulders
-.. counting the days in a prison cell
+.. the whole family together at christmas
-++ sirens and shattered glass
+-- candles and soft voices in a chapel
-.. a soldier who never came back
++. a puppy going crazy because you are home
-.+ lost in the woods as it gets dark
+.. butterflies in my stomach on the way to meet you
-.. hungry children in the ruins
++. first night of the summer holidays
-.. nobody came to the party
+-- a warm bath after a hard day
-++ a mob with torches coming up the hill
+.. finally free of the debts
-.. the sad clown takes off his make-up
+.. you make me smile every single day
-++ they cut the brakes on his car
+.. sunlight through the kitchen window
-.. crying alone in the bathroom at work
++. the crowd roars as the band walks on
.-. half asleep on the night train
.+. a hundred drums in the street
.-. the slow tick of the clock in an empty room
.+. sprinting for the last bus
.-- monks chanting at dawn
.+. a rocket lifting off
"""
PHRASES: dict[str, str] = {
    text: signs for signs, _, text in (row.partition(" ") for row in _TABLE.strip().splitlines())
}
