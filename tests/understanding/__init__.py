"""How well people are understood: written messages with what they must lead to, scored.

``make evaluate-understanding`` prints the scores. The cases lie in two folders, a file a kind:

- ``seen/``: read by whoever works on the parser; every failure is printed.
- ``unseen/``: not looked at while the parser is written, and scored in totals only. ``--reveal``
  prints its failures, too; once it has been used to mend the parser, the set proves nothing more.

A case is a message and what a songwriter would expect of it::

    plain pop | make the bridge darker, keep the drums
      change feeling: sections = Bridge; valence = down; keep = drums

The first line has the register (plain, producer, beginner, non-native, typos), the song at hand (a
name in ``songs.py``, or "-" for none) and the words. Every further line has an act (``write``,
``change`` with the kind of move, ``lock`` and ``unlock``, ``teach`` ...), ``refuse`` for an error that
says what is wrong, or ``turn``, and its attributes, which are explained in ``checks.py``. A line ``or``
divides readings that would both be right. Acts and moves that no line names are one failed attribute
("nothing else").
"""
