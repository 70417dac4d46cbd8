"""Deeds that sound like blows and harm nobody: what is scrapped, cut, fought or left decides.

Who vows to *scrap a treaty*, to *cut aid* or to *leave the talks* threatens; who vows to *scrap a tariff*, to
*cut emissions*, to *destroy his own mines* or to *leave an occupied town* promises.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.extract.slots import OBJECTS, children, coordinated, preposition
from kg.lexicon import words
from kg.nlp.tree import Token, remembered

OUT_OF = ("from", "of", "out")


@remembered
def is_harmless(deed: Token) -> bool:
    """Whether a deed harms nobody, although its verb may: by what it is done to."""
    verb, lists = deed.lemma_.lower(), words("harmless")
    things = [each for one in children(deed, *OBJECTS) for each in coordinated(one)]
    if verb in lists["combating"] and (_are(things, "evils") or any(map(_is_scourge, things))):
        return True
    if verb in lists["ridding"] and (_are(things, "burdens") or any(map(_is_own_weapon, things))):
        return True
    if verb in lists["departing"]:
        places = preposition(deed, *OUT_OF)
        return _are([*things, *places], "lands") or (_are(things, "troops") and not _are(places, "missions"))
    answered = preposition(deed, "to") if verb in lists["answering"] else []
    return _are(answered, "addresses") or any(map(_is_scourge, answered))


def _are(things: Iterable[Token], kind: str) -> bool:
    """Whether one of some things is of a kind of words."""
    known = words("harmless")[kind]
    return any(each.lemma_.lower() in known for each in things)


def _is_scourge(thing: Token) -> bool:
    return thing.lemma_.lower() in words("things")["scourges"]


def _is_own_weapon(thing: Token) -> bool:
    """Whether a thing is a weapon of him who does away with it, as far as the words tell: "its *missiles*",
    not "the rebels' *missiles*"."""
    owners = children(thing, "poss")
    return _are([thing], "weapons") and all(each.tag_ == "PRP$" for each in owners)
