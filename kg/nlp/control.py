"""Control: who is to do what another asks, tells or accuses him of, and whose what he does it with is.

After the distinction of object and subject control (Rosenbaum, "The grammar of English predicate complement
constructions", 1967): of "urged Peru to halt its tests" the object is the understood subject, and "its" his.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.lexicon import words
from kg.nlp.places import SUBJECT
from kg.nlp.scene import Scene
from kg.nlp.tree import Token

_VERBAL = frozenset({"VERB", "AUX"})
_ASKED = frozenset({"dobj", "dative", "pobj"})
_CONTROLLED = frozenset({"xcomp", "ccomp", "pcomp", "prep", "pobj", "conj", "advcl"})
_HIT = frozenset({"dobj", "dative", "pobj", "poss"})
_FOR = frozenset({"after", "because", "when"})
_OWNING = frozenset({"poss", "amod", "compound"})
_COMPLAINING = frozenset({"protest", "complain", "object"})
_ON_ACCOUNT_OF = frozenset({"for", "over", "about", "on"})


def bidden(token: Token) -> Token | None:
    """Who is asked or made to do something with his own: "urged *Peru* to halt *its* tests", "blamed *Peru*
    for *its* tests"; nobody where it is for who asks, "urged Peru to back its bid", or where that is: "to
    withdraw from its soil"."""
    owned, lists = token.head, words("grammar")
    if token.dep_ != "poss" or (owned.dep_ == "pobj" and owned.lemma_.lower() in lists["lands"]):
        return None
    below, verb = _verb_above(token)
    if below.lower_ in _ON_ACCOUNT_OF and verb.lemma_ in words("actors")["judging"] | lists["blaming"]:
        return _object(verb, below)
    if below.lower_ in _ON_ACCOUNT_OF and verb.lemma_ in _COMPLAINING:
        return next((each for each in _objects(verb, below) if each.head.lower_ == "to"), None)
    if verb.lemma_ in lists["for_who_asks"]:
        return None
    while verb.dep_ in _CONTROLLED and not any(each.dep_ in SUBJECT for each in verb.children):
        above = verb.head
        if verb.dep_ != "conj" and above.lemma_ in lists["object_control"]:
            return _object(above, verb)
        verb = above
    return None


def _object(verb: Token, deed: Token) -> Token | None:
    """The object of a verb before what follows it: "urged *Peru* to", "called on *Peru* to"."""
    return next(_objects(verb, deed), None)


def _objects(verb: Token, deed: Token) -> Iterator[Token]:
    """The objects of a verb and of its prepositions before what follows."""
    heads = (verb, *(each for each in verb.children if each.dep_ == "prep" and each.i < deed.i))
    below = (each for head in heads for each in head.children if each.dep_ in _ASKED)
    yield from (each for each in below if verb.i < each.i < deed.i)


def told(token: Token, scene: Scene) -> Token | None:
    """Who is told what he has to do, or whose word or plan what follows is: "told *Peru* that *it* must go",
    "accused *Peru* of saying *it* would stay", "*Peru's* pledge that *it* would go"."""
    verb, owned = token.head, token.dep_ == "poss"
    if owned:
        verb = _verb_above(token)[1]
    elif token.dep_ not in ("nsubj", "nsubjpass"):
        return None
    above, lists = verb.head, words("grammar")
    if verb.dep_ in ("acl", "ccomp") and above.lemma_.lower() in lists["own_deeds"]:
        if not owned and above.lemma_ == "warning" and _is_obliged(verb):
            return None
        return next((each for each in above.children if each.dep_ in _OWNING and scene.at(each)), None)
    if owned or verb.dep_ != "ccomp":
        return None
    if above.lemma_ in lists["telling_others"] and _is_obliged(verb):
        return _object(above, verb)
    accusing = above.head.head if above.dep_ == "pcomp" and above.lemma_ in words("actors")["say"] else verb
    return _object(accusing, above.head) if accusing.lemma_ in lists["object_control"] else None


def struck(token: Token, scene: Scene) -> Token | None:
    """Whose is what another strikes or is to grant him, of the clause above: "*Peru* said Chile had shelled
    *its* towns"; not what that one turns on his own: "its neighbours", "its own towns"."""
    owned, lists = token.head, words("grammar")
    verb, noun = owned.head, owned.lemma_.lower()
    if token.dep_ != "poss" or owned.dep_ != "dobj" or noun in lists["ones_foes"]:
        return None
    granted = verb.lemma_ in lists["for_who_asks"] and noun in lists["ones_rights"]
    if not (granted or verb.lemma_ in lists["striking"]) or any(
        each.lower_ == "own" for each in owned.children
    ):
        return None
    doers = [scene.at(each) for each in verb.children if each.dep_ in SUBJECT]
    while doers and verb.head is not verb:
        verb = verb.head
        if above := next((each for each in verb.children if each.dep_ in SUBJECT), None):
            return above if scene.at(above) not in doers else None
    return None


def punished(token: Token, scene: Scene) -> Token | None:
    """To whom something is done for what he did: "imposed sanctions on *Chile* after *it* seized a ship"."""
    clause, verb = token.head, token.head.head
    after = clause.dep_ == "advcl" and any(
        each.lower_ in _FOR for each in clause.children if each.dep_ == "mark"
    )
    if token.dep_ != "nsubj" or not after or clause.i < verb.i:
        return None
    if verb.lemma_ not in words("grammar")["retorting"]:
        return None
    doers = [scene.at(each) for each in verb.children if each.dep_ == "nsubj"]
    begin = clause.left_edge.i if doers else verb.i  # of what was done to somebody, he is told
    hit = (each for each in verb.subtree if verb.i < each.i < begin and each.dep_ in _HIT)
    found = [each for each in hit if (keys := scene.at(each)) and keys not in doers]
    others = [each for each in found if scene.part(scene.at(each)[0]).type == "State"]
    return others[0] if len({scene.at(each) for each in others}) == 1 else None


def _verb_above(token: Token) -> tuple[Token, Token]:
    """The first verb above a word, if there is one, and what of it the word is a part of, that first."""
    below, verb = token, token.head
    while verb.pos_ not in _VERBAL and verb.head is not verb:
        below, verb = verb, verb.head
    return below, verb


def _is_obliged(verb: Token) -> bool:
    """Whether a verb tells what its subject has to do or will come to: "must go", "will face it", "would be
    punished"."""
    lists = words("grammar")
    must = any(each.dep_ == "aux" and each.lower_ in lists["obliging"] for each in verb.children)
    return must or verb.lemma_ in lists["obliged"] or any(each.dep_ == "auxpass" for each in verb.children)
