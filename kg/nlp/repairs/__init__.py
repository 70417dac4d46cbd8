"""What a parser is known to get wrong, put right in a parse as columns, before it is mirrored."""

from __future__ import annotations

from collections.abc import Sequence

from kg.nlp.repairs.clauses import (
    accused,
    after_circumstance,
    after_hearer,
    alike,
    and_that,
    arranged,
    asked_for,
    barred,
    before_that,
    behind_quotation,
    besides_order,
    besides_place,
    between_commas,
    called,
    deemed,
    denied,
    given_time,
    in_missive,
    led_to,
    made_by,
    measured,
    met_for,
    patrolling,
    pleaded,
    proposed_for,
    raided,
    said_on_day,
    says_on,
    sent_to,
    set_apart,
    taken_for,
    to_start,
    told_of_deed,
    voted,
    with_feeling,
)
from kg.nlp.repairs.columns import Columns, is_below
from kg.nlp.repairs.lists import (
    addressed,
    after_apposition,
    behind_initials,
    both_places,
    convened,
    enumerated,
    holders,
    hyphenated,
    in_one_name,
    listed,
    opposite,
    owned_jointly,
    visitors,
)
from kg.nlp.repairs.subjects import (
    after_place,
    all_signed,
    behind_aside,
    behind_event,
    behind_participle,
    issued_after,
    named_behind,
    said_behind,
    said_last,
    said_within,
    set_off,
    told_of,
    told_whom,
    with_one_subject,
    with_own_subject,
    with_subject,
)
from kg.nlp.repairs.words import (
    disposed,
    done,
    finite,
    fully_empowered,
    in_nouns_place,
    nominal,
    over_to,
    prefixed,
    resulting,
    resumed,
    singular,
    verbal,
    with_mute_e,
    with_verb,
)


def repair(parse: Columns) -> None:
    """Put right what is known to go wrong, each mistake on what the ones before have left.

    A word that a repair would hang on what hangs on itself stays where it was: a parse is a tree.
    """
    for mistake in MISTAKES:
        before = parse.heads.copy()
        mistake(parse)
        if parse.heads != before:
            _keep_a_tree(parse, before)


def _keep_a_tree(parse: Columns, before: Sequence[int]) -> None:
    """Hang each word whose new head hangs on itself on its old one again."""
    for i, (head, old) in enumerate(zip(parse.heads, before, strict=True)):
        if head not in (old, i) and is_below(parse, head, i):
            parse.heads[i] = old


MISTAKES = (
    fully_empowered,
    singular,
    with_mute_e,
    prefixed,
    disposed,
    done,
    resulting,
    nominal,
    in_nouns_place,
    resumed,
    finite,
    said_on_day,
    accused,
    set_apart,
    in_one_name,
    behind_initials,
    addressed,
    behind_event,
    behind_participle,
    with_subject,
    set_off,
    said_behind,
    said_within,
    said_last,
    issued_after,
    all_signed,
    both_places,
    hyphenated,
    listed,
    after_place,
    behind_aside,
    with_one_subject,
    holders,
    after_apposition,
    enumerated,
    with_own_subject,
    with_verb,
    convened,
    opposite,
    visitors,
    between_commas,
    named_behind,
    owned_jointly,
    measured,
    given_time,
    with_feeling,
    voted,
    led_to,
    and_that,
    says_on,
    behind_quotation,
    after_circumstance,
    after_hearer,
    pleaded,
    before_that,
    told_of,
    told_whom,
    told_of_deed,
    barred,
    alike,
    verbal,
    taken_for,
    over_to,
    deemed,
    besides_order,
    besides_place,
    called,
    in_missive,
    denied,
    proposed_for,
    asked_for,
    met_for,
    sent_to,
    made_by,
    arranged,
    patrolling,
    raided,
    to_start,
)
