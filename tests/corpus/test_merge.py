"""Many articles, one world: what is the same, what stays apart, and that the way there does not matter."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.corpus import merging
from kg.corpus.merging import Decision, names
from kg.corpus.merging.growth import grow
from kg.corpus.merging.state import State
from kg.corpus.merging.told import Told, told
from kg.errors import KgError, StoreError
from kg.queries import ask, find
from kg.stores.local import Store, graph_from_files
from kg.vocab import MERGED, PROV
from tests.corpus.reports import Report, written

SPECIALIZATION = f"{PROV}specializationOf"


def merged(*reports: Report, decisions: tuple[Decision, ...] = ()) -> list[str]:
    """The lines of the merged graph of reports."""
    with State(None, "test") as state:
        grow(state, [(one.url, told(one.url, one.quads())) for one in reports], decisions)
        return sorted(line for _, text in state.nodes() for line in text.splitlines())


def wholes(lines: list[str]) -> set[frozenset[str]]:
    """Which reports are one: the ends of their IRIs (`actor/person/jane-doe`, `meeting-0-9`), by node."""
    found: dict[str, set[str]] = {}
    for quad in ox.parse("\n".join(lines).encode(), format=ox.RdfFormat.N_QUADS):
        if quad.predicate.value == SPECIALIZATION:
            found.setdefault(quad.object.value, set()).add(quad.subject.value)
    return {frozenset(one) for one in found.values()}


def values(lines: list[str], slot: str) -> set[str]:
    """What the merged graph says of a slot, each value's last part."""
    quads = ox.parse("\n".join(lines).encode(), format=ox.RdfFormat.N_QUADS)
    return {one.object.value.rsplit("#")[-1] for one in quads if one.predicate.value.endswith(f"#{slot}")}


def two(build: Callable[[Report], object], other: Callable[[Report], object] | None = None) -> list[str]:
    """The merged graph of two reports, made by the same act or by one each."""
    one, second = Report("one"), Report("two", date="2031-03-13")
    build(one)
    (other or build)(second)
    return merged(one, second)


# ---- actors


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("Jane Doe", "Jane Doe"),
        ("Jane Q. Doe", "Jane Doe"),
        ("Sergei Ostrov", "Sergey Ostrov"),
        ("Mohammed al-Karimi", "Muhammad Karimi"),
        ("Kim Dae-won", "Kim Dae Won"),
        ("José Peña", "Jose Pena"),
    ],
)
def test_one_person_under_two_spellings(here: str, there: str) -> None:
    lines = two(
        lambda r: r.person(here, home="france", title="envoy"),
        lambda r: r.person(there, home="france", title="envoy"),
    )
    assert len(wholes(lines)) == 1
    assert values(lines, "MergedActor") == set()
    assert values(lines, "reports") == {"2"}
    assert {here, there} <= values(lines, "alias")


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (("Jane Doe", "france"), ("Jane Doe", "japan")),
        (("George W. Marlow", "france"), ("George H. Marlow", "france")),
        (("Li Wen", "china"), ("Lei Wen", "china")),
        (("Doe", "france"), ("Jane Doe", "france")),
        (("Anna Berg", "france"), ("Bruno Berg", "france")),
    ],
)
def test_homonyms_and_namesakes_stay_apart(here: tuple[str, str], there: tuple[str, str]) -> None:
    assert not two(lambda r: r.person(here[0], home=here[1]), lambda r: r.person(there[0], home=there[1]))


def test_a_woman_and_a_man_of_one_name_are_two() -> None:
    lines = two(
        lambda r: r.person("Robin Vale", home="france", title="spokesman"),
        lambda r: r.person("Robin Vale", home="france", title="spokeswoman"),
    )
    assert not lines


def test_a_surname_needs_the_same_office_at_the_same_time() -> None:
    def foreign_minister(report: Report) -> None:
        report.person("Brandauer", home="austria", title="Foreign Minister")

    assert len(wholes(two(foreign_minister))) == 1
    one, later = Report("one"), Report("two", date="2049-01-01")
    foreign_minister(one)
    foreign_minister(later)
    assert not merged(one, later)


@pytest.mark.parametrize("label", ["diplomats", "European politicians"])
def test_groups_are_never_one(label: str) -> None:
    assert not two(lambda r: r.group(label))


@pytest.mark.parametrize("label", ["a senior diplomat", "western official"])
def test_the_unnamed_are_never_one(label: str) -> None:
    assert not two(lambda r: r.person(label, home="france"))


@pytest.mark.parametrize(
    ("here", "there", "same"),
    [
        (("Harbour Watch", None), ("the Harbour Watch", None), True),
        (("French Defence Agency", None), ("Defense Agency of France", None), True),
        (("Foreign Ministry", "france"), ("Ministry of Foreign Affairs", "france"), True),
        (("Foreign Ministry", None), ("Foreign Ministry", None), False),
        (("Foreign Ministry", "france"), ("Foreign Ministry", "japan"), False),
        (("Harbour Watch", "france"), ("Harbour Watch", "japan"), False),
    ],
)
def test_bodies_by_name_and_state(
    here: tuple[str, str | None], there: tuple[str, str | None], same: bool
) -> None:
    lines = two(lambda r: r.body(here[0], home=here[1]), lambda r: r.body(there[0], home=there[1]))
    assert bool(lines) == same


def test_who_is_known_by_another_spelling_is_found() -> None:
    lines = merged(made("one", lambda r: r.person("Sergej Lavrov", home="russia", title="foreign minister")))
    assert "/id/actor/sergey-lavrov>" in "".join(lines)


def test_a_body_and_the_one_that_it_is_part_of_are_one_home() -> None:
    def negotiator(name: str, home: str) -> Callable[[Report], None]:
        return lambda report: report.person(name, home=home, title="negotiator")

    lines = two(negotiator("Zoe Ruhland", "european-commission"), negotiator("Zoé Rouland", "european-union"))
    assert not lines, "the names differ"
    lines = two(negotiator("Zoe Rulant", "european-commission"), negotiator("Zoé Roulant", "european-union"))
    assert len(wholes(lines)) == 1


def test_two_that_one_article_tells_apart_are_not_joined_by_a_third() -> None:
    first = Report("one")
    first.person("Jane Doe", home="france")
    first.person("Jane Q. Doe", home="france")
    second = Report("two")
    second.person("Jane R. Doe", home="france")
    third = Report("three")
    third.person("Jane Doe", home="france")
    for whole in wholes(merged(first, second, third)):
        articles = [one.split("/actor/")[0] for one in whole]
        assert len(articles) == len(set(articles))
        assert not {"jane-q.-doe", "jane-r.-doe"} <= {one.rsplit("/", 1)[-1] for one in whole}


def made(name: str, build: Callable[[Report], object], date: str | None = "2031-03-12") -> Report:
    report = Report(name, date=date)
    build(report)
    return report


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_name_can_be_compared_and_order_does_not_matter(one: str, other: str) -> None:
    here, there = names.person(one), names.person(other)
    if here and there:
        assert names.alike(here, there) == names.alike(there, here)
        assert names.alike(here, here) in ("same", "surname")
    assert names.body(one) == names.body(one)


# ---- meetings


def talks(**how: object) -> Callable[[Report], None]:
    def build(report: Report) -> None:
        sides = [report.known("france"), report.known("japan")]
        report.meeting(*sides, **how)  # type: ignore[arg-type]

    return build


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ({"on": "2031-03-11"}, {"on": "2031-03-11"}),
        ({"on": "2031-03-11", "at": "geneva"}, {"on": "2031-03", "at": "geneva"}),
        ({"on": "2031-03-11", "at": "geneva"}, {"at": "geneva"}),
        ({"on": "2031-03-14", "at": "geneva", "status": "planned"}, {"on": "2031-03-14", "at": "geneva"}),
        ({"on": "2031-03-11", "at": "geneva", "kind": "meeting"}, {"on": "2031-03-11", "kind": "summit"}),
    ],
)
def test_one_meeting_told_twice(here: dict[str, str], there: dict[str, str]) -> None:
    assert len(wholes(two(talks(**here), talks(**there)))) == 1


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ({"on": "2031-03-11"}, {"on": "2031-04-02"}),
        ({"on": "2031-03-11", "kind": "call"}, {"on": "2031-03-11", "kind": "visit"}),
        ({}, {}),
        ({"at": "geneva"}, {"at": "vienna"}),
        ({"on": "2029"}, {"at": "geneva"}),
    ],
)
def test_two_meetings_of_the_same_parties(here: dict[str, str], there: dict[str, str]) -> None:
    assert not two(talks(**here), talks(**there))


@pytest.mark.parametrize(
    ("here", "there", "same"),
    [("planned", "planned", True), ("cancelled", "cancelled", True), ("held", "planned", False)],
)
def test_what_both_expect_may_lie_weeks_ahead(here: str, there: str, same: bool) -> None:
    def summit(**how: str) -> Callable[[Report], None]:
        def build(report: Report) -> None:
            sides = [
                report.person(name, home=home) for name, home in (("Jane Doe", "france"), ("Bo Roe", "japan"))
            ]
            report.meeting(*sides, kind="summit", **how)  # type: ignore[arg-type]

        return build

    lines = two(summit(on="2031-04-20", status=here), summit(status=there))
    assert any("meeting" in str(one) for one in wholes(lines)) == same


def test_other_persons_of_the_same_states_are_another_meeting() -> None:
    def meet(name: str) -> Callable[[Report], None]:
        def build(report: Report) -> None:
            report.meeting(report.person(name, home="france", title="envoy"), report.known("japan"),
                           on="2031-03-11", at="geneva")  # fmt: skip

        return build

    assert not [one for one in wholes(two(meet("Jane Doe"), meet("Rufus Roe"))) if "meeting" in str(one)]
    assert [one for one in wholes(two(meet("Jane Doe"), meet("Jane Q. Doe"))) if "meeting" in str(one)]


def test_what_reports_agree_on_and_where_they_differ() -> None:
    lines = two(talks(on="2031-03-11", at="geneva"), talks(on="2031-03-12", at="geneva", status="cancelled"))
    assert values(lines, "agreesOn") == {"place", "kind", "participant"}
    assert values(lines, "differsOn") == {"date", "status"}
    assert values(lines, "earliest") == {"2031-03-11"}
    assert values(lines, "latest") == {"2031-03-12"}
    assert values(lines, "status") == set(), "no report is overruled"


def test_bounds_narrow_to_what_all_reports_allow() -> None:
    lines = two(talks(on="2031-03", at="geneva"), talks(on="2031-03-10/2031-03-12", at="geneva"))
    assert values(lines, "agreesOn") >= {"date"}
    assert (values(lines, "earliest"), values(lines, "latest")) == ({"2031-03-10"}, {"2031-03-12"})


def test_a_planned_meeting_that_a_later_report_has_held_is_held() -> None:
    lines = two(talks(on="2031-03-12", at="geneva", status="planned"), talks(on="2031-03-12", at="geneva"))
    assert values(lines, "status") == {"held"}
    assert values(lines, "differsOn") == set()


# ---- demands


def wants(content: str, target: str = "japan", **how: str) -> Callable[[Report], None]:
    def build(report: Report) -> None:
        report.demand(report.known("france"), report.known(target), content, **how)  # type: ignore[arg-type]

    return build


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("withdraw its troops from the islands", "withdraw troops from the islands immediately"),
        ("an apology for the raid", "a full apology for the raid"),
        ("the release of all prisoners", "release the prisoners"),
    ],
)
def test_one_demand_in_two_wordings(here: str, there: str) -> None:
    assert len(wholes(two(wants(here), wants(there)))) == 1


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (wants("withdraw its troops from the islands"), wants("withdraw its ambassador")),
        (wants("withdraw its troops"), wants("withdraw its troops", "china")),
        (wants("open the border"), wants("close the border")),
    ],
)
def test_other_demands(here: Callable[[Report], None], there: Callable[[Report], None]) -> None:
    assert not two(here, there)


def test_a_demand_denied_in_one_report_is_a_contradiction() -> None:
    lines = two(wants("withdraw its troops"), wants("withdraw its troops", modality="denied"))
    assert values(lines, "differsOn") == {"modality"}


# ---- decisions


def pair(*reports: Report) -> tuple[str, str]:
    found = sorted(one.iri for report in reports for one in told(report.url, report.quads()))
    return found[0], found[1]


def test_people_decide_against_and_for() -> None:
    one, other = (made(name, lambda r: r.person("Jane Doe", home="france")) for name in ("one", "two"))
    refused = Decision(*pair(one, other), same=False, manual=True)
    assert merged(one, other)
    assert not merged(one, other, decisions=(refused,))
    first, second = made("one", lambda r: r.person("Jane Doe")), made("two", lambda r: r.person("Zoe Roe"))
    accepted = Decision(*pair(first, second), same=True, manual=True)
    assert len(wholes(merged(first, second, decisions=(accepted,)))) == 1


def test_what_is_refused_is_not_joined_by_a_third() -> None:
    reports = [made(name, lambda r: r.person("Jane Doe", home="france")) for name in ("one", "two", "three")]
    refused = Decision(*pair(*reports[:2]), same=False, manual=True)
    (whole,) = wholes(merged(*reports, decisions=(refused,)))
    assert len(whole) == 2


def test_decisions_by_number_survive_a_rebuild(tmp_path: Path) -> None:
    one = made("one", lambda r: r.person("Jane Doe", home="france"))
    other = made("two", lambda r: r.person("Jane Doe", home="japan"))
    source, output = tmp_path / "all.nq", tmp_path / "merged.nq"
    source.write_text(written([one, other]))
    place = merging.beside(output)
    assert merging.merge_files([source], output).doubtful == 1
    (doubt,) = merging.pairs(place)
    shown = "".join(merging.side_by_side([doubt]))
    assert "homes differ: " in shown
    assert shown.count("“Jane Doe spoke.”") == 2
    merging.settle(place, [("accept", 1)])
    assert output.read_text() == "", "a decision holds from the next merge on"
    summary = merging.merge_files([source], output)
    assert (summary.nodes["actor"], summary.doubtful) == (1, 0)
    place.state.unlink()
    output.unlink()
    assert merging.merge_files([source], output).nodes["actor"] == 1
    assert merging.pairs(place)[0].decision
    merging.settle(place, [("refuse", 1)])
    assert merging.merge_files([source], output).nodes["actor"] == 0
    merging.settle(place, [("undo", 1)])
    assert merging.merge_files([source], output).doubtful == 1
    with pytest.raises(KgError, match="no pair has the number 7"):
        merging.settle(place, [("accept", 7)])


def test_the_table_is_sssom_and_can_be_edited(tmp_path: Path) -> None:
    reports = [made(name, lambda r: r.person("Jane Doe", home="france")) for name in ("one", "two")]
    source, output = tmp_path / "all.nq", tmp_path / "merged.nq"
    source.write_text(written(reports))
    merging.merge_files([source], output)
    table = merging.beside(output).decisions
    header, row = [line.split("\t") for line in table.read_text().splitlines() if not line.startswith("#")]
    said = dict(zip(header, row, strict=True))
    assert said["predicate_id"] == "skos:exactMatch"
    assert said["mapping_justification"] == "semapv:CompositeMatching"
    assert said["confidence"] == "0.90"
    assert said["comment"] == "name: same; same home: france"
    edited = table.read_text().replace("skos:exactMatch\t\t", "skos:exactMatch\tNot\t")
    table.write_text(edited)
    assert merging.merge_files([source], output).nodes["actor"] == 0
    assert "\tNot\t" in table.read_text(), "a row that a person made stays"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("subject_id\tobject_id\na\tb\n", "no column 'predicate_id'"),
        ("subject_id\tpredicate_id\tobject_id\tmapping_justification\na\tx:y\tb\tx\n", "predicate_id is"),
        ("subject_id\tpredicate_id\tobject_id\tmapping_justification\na\tskos:exactMatch\ta\tx\n", "two IR"),
        ("subject_id\tpredicate_id\tobject_id\tmapping_justification\tconfidence\n"
         "a\tskos:exactMatch\tb\tx\tmuch\n", "confidence is 'much'"),
        ("subject_id\tpredicate_id\tpredicate_modifier\tobject_id\tmapping_justification\n"
         "a\tskos:exactMatch\t\tb\tsemapv:ManualMappingCuration\n"
         "b\tskos:exactMatch\tNot\ta\tsemapv:ManualMappingCuration\n", "opposite of line 2"),
    ],
)  # fmt: skip
def test_a_malformed_table_names_the_line(text: str, fault: str, tmp_path: Path) -> None:
    table = tmp_path / "decisions.tsv"
    table.write_text(text)
    with pytest.raises(StoreError, match=fault):
        merging.decided(table)


# ---- answers across articles

OPENING = "open the border to trade"


def asked(name: str = "asked", *, date: str | None = "2031-03-10", **how: str) -> Report:
    """A report in which France demands of Japan, or offers it, that the border be opened."""
    report = Report(name, date=date)
    sides = report.known("france"), report.known("japan")
    report.act(how.get("type", "Demand"), *sides, how.get("content", OPENING), issue=how.get("issue"))
    return report


def answered(name: str = "answered", *, date: str | None = "2031-03-14", **how: str) -> Report:
    """A report in which Japan answers France, or somebody else does."""
    report = Report(name, date=date)
    actor, target = how.get("by", "japan"), how.get("to", "france")
    for one in (*actor.split(), target):
        report.known(one)
    content, modality = how.get("content", "opening the border to trade"), how.get("modality", "asserted")
    issue, on = how.get("issue"), how.get("on")
    report.act(how.get("type", "Rejection"), actor, target, content, modality=modality, issue=issue, on=on)
    return report


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ({}, {}),
        ({}, {"type": "Concession"}),
        ({"type": "Offer"}, {"type": "Agreement"}),
        ({}, {"date": "2031-03-10"}),
    ],
)
def test_a_later_report_answers_an_earlier_one(here: dict[str, str], there: dict[str, str]) -> None:
    lines = merged(asked(**here), answered(**there))
    (answer,) = [line for line in lines if "#answers>" in line]
    assert f"/{there.get('type', 'rejection').lower()}-" in answer.split()[0]
    assert f"/{here.get('type', 'demand').lower()}-" in answer.split()[2]
    assert values(lines, "confidence") == {"0.9"}
    days = 0 if there.get("date") else 4
    assert values(lines, "reason") == {
        f"common words: border, open, trade; addressed to France; asked of Japan; {days} days later"
    }


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ({}, {"date": "2031-03-09"}),  # before it was asked
        ({}, {"date": "2031-06-30"}),  # long after
        ({"date": None}, {}),
        ({}, {"by": "germany", "to": "poland"}),
        ({}, {"by": "germany"}),  # others were asked
        ({}, {"to": "poland"}),  # others are told
        ({}, {"on": "2029-01-20"}),  # told now, of long before
        ({}, {"by": "france", "to": "japan"}),  # his own side
        ({}, {"content": "the fishing treaty"}),
        (
            {"content": "apologies to the Japanese people of Japan"},
            {"content": "a treaty with Japan and Japanese ships"},
        ),
        ({}, {"modality": "denied"}),
        ({"type": "Offer"}, {"type": "Offer"}),
    ],
)
def test_what_answers_nothing(here: dict[str, str], there: dict[str, str]) -> None:
    assert not [line for line in merged(asked(**here), answered(**there)) if "#answers>" in line]


def test_an_act_answers_the_latest_of_what_it_fits_alike() -> None:
    lines = merged(asked("one", date="2031-03-01"), asked("two", date="2031-03-10"), answered())
    assert len([line for line in lines if "#answers>" in line]) == 1
    assert len([line for line in lines if "; 4 days later" in line]) == 1


def test_questions_see_answers_across_articles(tmp_path: Path) -> None:
    (tmp_path / "told.nq").write_text(written([asked(), answered()]))
    merging.merge_files([tmp_path / "told.nq"], tmp_path / "merged.nq")
    for query, alone, together in (("exchange", 0, 1), ("open-demands", 1, 0)):
        for files, rows in ((["told.nq"], alone), (["told.nq", "merged.nq"], together)):
            graph = graph_from_files([tmp_path / name for name in files])  # the merged graph beside them
            assert len(list(ask(find(query), graph))) == rows, (query, files)


def test_an_agreement_is_made_by_both() -> None:
    report = Report("answered", date="2031-03-14")
    report.act("Agreement", f"{report.known('france')} {report.known('japan')}", None, "to open the border")
    assert [line for line in merged(asked(), report) if "#answers>" in line]


def test_questions_see_what_is_answered_in_other_words_and_both_ways() -> None:
    reports = [
        asked("one", date="2031-03-01", content="open the border for trade"),
        asked("two"),
        answered("refused"),
        answered("granted", type="Concession", date="2031-03-15"),
    ]
    assert questioned("shared-demands", *reports)
    assert not questioned("open-demands", *reports), "the same demand of another article is answered"
    (row,) = questioned("contradictions", *reports, actor="Japan")
    assert [row[slot].rsplit("/")[-1] for slot in ("one_article", "other_article")] == ["refused", "granted"]
    (row,) = questioned(
        "positions", asked(type="Offer", issue="border"), answered(issue="border"), actor="Japan"
    )
    assert row["in_answer_to"].startswith("Offer: France")


# ---- the way does not matter


def _variants() -> list[Callable[[Report], None]]:
    """What an article of the property tests may tell; names, meetings and demands recur and clash."""
    out: list[Callable[[Report], None]] = []
    people = (
        ("Jane Doe", "france"), ("Jane Q. Doe", "france"), ("Jane Doe", "japan"), ("Jan Doe", None),
        ("Jane R. Doe", "france"),
    )  # fmt: skip
    for name, home in people:
        for on, at, meets in (
            ("2031-03-11", "geneva", True),
            ("2031-03-12", "geneva", True),
            ("2031-03-11", None, True),
            (None, None, False),
        ):

            def build(
                report: Report,
                name: str = name,
                home: str | None = home,
                on: str | None = on,
                at: str | None = at,
                meets: bool = meets,
            ) -> None:
                who = report.person(name, home=home, title="envoy" if home else None)
                if meets:
                    other = report.person("Rufus Roe")
                    report.meeting(who, other, on=on, at=at)
                    report.demand(who, other, "open the border to trade")
                else:
                    report.act("Rejection", report.person("Rufus Roe"), who, "opening the border to trade")

            out.append(build)
    return out


VARIANTS = _variants()
ARTICLES = [f"a{i}" for i in range(6)]
TELLS: dict[tuple[str, int], tuple[Told, ...]] = {
    (name, i): told(report.url, report.quads())
    for name in ARTICLES
    for i, build in enumerate(VARIANTS)
    for report in [made(name, build)]
}
URL = {name: Report(name).url for name in ARTICLES}
STEPS = st.lists(
    st.tuples(st.sampled_from(ARTICLES), st.none() | st.integers(0, len(VARIANTS) - 1), st.booleans()),
    min_size=1,
    max_size=14,
)


@settings(max_examples=150, deadline=None)
@given(STEPS, st.randoms(use_true_random=False))
def test_adding_changing_and_removing_gives_the_graph_made_afresh(steps: list, random) -> None:  # type: ignore[no-untyped-def,type-arg]
    now: dict[str, int] = {}
    made_up: tuple[Decision, ...] = ()
    everybody = sorted({one.iri for some in TELLS.values() for one in some if one.layer == "actor"})
    with State(None, "test") as state:
        for name, variant, decide in steps:
            if decide:
                one, other = sorted(random.sample(everybody, 2))
                made_up = (*made_up[-2:], Decision(one, other, same=random.random() < 0.5, manual=True))
                made_up = tuple({one.pair: one for one in made_up}.values())
            if variant is None:
                now.pop(name, None)
                grow(state, [(URL[name], ())], made_up)
            else:
                now[name] = variant
                grow(state, [(URL[name], TELLS[name, variant])], made_up)
        grown = sorted(state.nodes()), sorted(state.pairs(), key=str)
    with State(None, "test") as state:
        grow(state, [(URL[name], TELLS[name, i]) for name, i in sorted(now.items())], made_up)
        afresh = sorted(state.nodes()), sorted(state.pairs(), key=str)
    assert grown[0] == afresh[0]
    assert grown[1] == afresh[1]


@settings(max_examples=8, deadline=None)
@given(STEPS)
def test_files_and_stores_give_the_same_graph_however_they_grew(tmp_path_factory, steps: list) -> None:  # type: ignore[no-untyped-def,type-arg]
    folder: Path = tmp_path_factory.mktemp("parts")
    output, store_path = tmp_path_factory.mktemp("out") / "merged.nq", tmp_path_factory.mktemp("store") / "s"
    (folder / "first.nq").write_text(written([made("first", VARIANTS[0])]))
    for name, variant, _ in steps:
        part = folder / f"{name}.nq"
        with Store(store_path) as store:
            if variant is not None:
                report = made(name, VARIANTS[variant])
                part.write_text(written([report]))
                store.add(report.quads())
            elif part.exists():
                part.unlink()
                store.retract(URL[name])
        merging.merge_files([folder], output)
        merging.merge_store(store_path)
    afresh = output.with_name("afresh.nq")
    merging.merge_files([folder], afresh)
    assert output.read_bytes() == afresh.read_bytes()
    (folder / "first.nq").unlink()
    if any(folder.iterdir()):
        merging.merge_files([folder], afresh)
    with Store(store_path, read_only=True) as store:
        quads = store.graph.quads_for_pattern(None, None, None, ox.NamedNode(MERGED))
        lines = sorted(f"{quad} ." for quad in quads)
    assert lines == (afresh.read_text().splitlines() if any(folder.iterdir()) else [])


def test_only_what_changed_is_read_again(tmp_path: Path) -> None:
    for name in ("one", "two", "three"):
        (tmp_path / f"{name}.nq").write_text(written([made(name, VARIANTS[0])]))
    output = tmp_path / "out" / "merged.nq"
    output.parent.mkdir()
    assert merging.merge_files([tmp_path], output).changed == 3
    assert merging.merge_files([tmp_path], output).changed == 0
    (tmp_path / "two.nq").write_text(written([made("two", VARIANTS[2])]))
    assert merging.merge_files([tmp_path], output).changed == 1
    (tmp_path / "two.nq").rename(tmp_path / "zwei.nq")
    assert merging.merge_files([tmp_path], output).articles == 3


# ---- sources


def test_an_article_in_two_files_is_refused(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.nq").write_text(written([made("same", VARIANTS[0])]))
    with pytest.raises(KgError, match=r"stands in one\.nq and in two\.nq"):
        merging.merge_files([tmp_path], tmp_path / "merged.ttl")


def test_lines_in_any_order_and_other_formats_give_the_same(tmp_path: Path) -> None:
    reports = [made(name, VARIANTS[0]) for name in ("one", "two")]
    lines = written(reports).splitlines(keepends=True)
    straight, mixed, trig = (tmp_path / name for name in ("a.nq", "b.nq", "c.trig"))
    straight.write_text("".join(sorted(lines, key=lambda line: line.rsplit("<", 1)[1])))
    mixed.write_text("".join(sorted(lines)))
    ox.serialize((quad for one in reports for quad in one.quads()), str(trig), format=ox.RdfFormat.TRIG)
    found = set()
    for path in (straight, mixed, trig):
        output = tmp_path / "out" / f"{path.name}.merged.nq"
        output.parent.mkdir(exist_ok=True)
        merging.merge_files([path], output)
        found.add(output.read_bytes())
    assert len(found) == 1
    assert found != {b""}


def test_articles_that_share_a_graph_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "all.nt"
    reports = [made(name, VARIANTS[0]) for name in ("one", "two")]
    path.write_text("".join(f"{quad.triple} .\n" for one in reports for quad in one.quads()))
    with pytest.raises(StoreError, match="holds 2 articles in one graph"):
        merging.merge_files([path], tmp_path / "merged.nq")


def test_the_merged_graph_of_a_store_is_no_article(tmp_path: Path) -> None:
    with Store(tmp_path / "s") as store:
        for name in ("one", "two"):
            store.add(made(name, VARIANTS[0]).quads())
    summary = merging.merge_store(tmp_path / "s")
    assert (summary.articles, summary.nodes) == (2, {"actor": 2, "meeting": 1, "demand": 1, "reply": 0})
    with Store(tmp_path / "s") as store:
        assert len(store.articles()) == 2
        assert store.counts()["articles"] == 2
    assert merging.merge_store(tmp_path / "s").changed == 0
    (tmp_path / "s" / "merge.state").unlink()
    assert merging.merge_store(tmp_path / "s") == summary


def test_a_store_reads_only_what_it_noted_as_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store(tmp_path / "s") as store:
        for name in ("one", "two", "three"):
            store.add(made(name, VARIANTS[0]).quads())
    merging.merge_store(tmp_path / "s")
    with Store(tmp_path / "s") as store:
        store.add(made("two", VARIANTS[1]).quads())
        store.retract(Report("three").url)
    read: list[str] = []
    named = merging.doors.articles.named
    monkeypatch.setattr(
        "kg.corpus.merging.articles.named",
        lambda graph, name, path: read.append(name) or named(graph, name, path),
    )
    assert merging.merge_store(tmp_path / "s").changed == 2
    assert read == [Report("three").url, Report("two").url]
    assert merging.merge_store(tmp_path / "s").changed == 0


# ---- what can be asked


def questioned(name: str, *reports: Report, **values: str) -> list[dict[str, str]]:
    store = ox.Store()
    store.extend(quad for report in reports for quad in report.quads())
    store.extend(ox.parse("\n".join(merged(*reports)).encode(), format=ox.RdfFormat.N_QUADS))
    return list(ask(find(name), store, values))


def test_what_reports_share_can_be_asked() -> None:
    reports = [
        made("one", lambda r: VARIANTS[0](r)),
        made("two", lambda r: VARIANTS[1](r)),
        made("three", talks(on="2031-03-01")),
    ]
    meetings = questioned("shared-meetings", *reports)
    assert {(row["reports_that"], row["on"]) for row in meetings} == {
        *(("agree", slot) for slot in ("participant", "place", "status", "kind")),
        ("differ", "date"),
    }
    assert {row["reports"] for row in meetings} == {"2"}
    assert questioned("shared-meetings", *reports, actor="Japan") == []
    assert questioned("shared-meetings", *reports, actor="Rufus Roe")
    assert {row["called"] for row in questioned("shared-actors", *reports)} == {"Jane Doe", "Rufus Roe"}
    assert {row["article"].rsplit("/")[-1] for row in questioned("shared-demands", *reports)} == {
        "one",
        "two",
    }
    told_dates = {row["said"] for row in questioned("disputed", *reports)}
    assert told_dates == {"2031-03-11", "2031-03-12"}
    assert questioned("disputed", *reports, slot="place") == []
    assert {row["said"] for row in questioned("agreed", *reports, slot="participant")} >= {
        "Rufus Roe",
        "Jane Doe",
    }


def test_what_is_written_holds_to_the_shapes_and_checks() -> None:
    from kg.queries import queries
    from kg.rdf.validate import report

    reports = [made("one", VARIANTS[0]), made("two", VARIANTS[1])]
    lines = merged(*reports)
    store = ox.Store()
    store.extend(quad for one in reports for quad in one.quads())
    store.extend(ox.parse("\n".join(lines).encode(), format=ox.RdfFormat.N_QUADS))
    assert report(list(store)) == ()
    for check in (one for one in queries() if one.name.startswith("checks/")):
        assert list(ask(check, store)) == [], check.name
    facts = [row for row in ask(find("facts"), store) if "/merged/" in row["fact"]]
    assert not facts, "a merged node is no fact"


def test_the_command_merges_lists_and_decides(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    from kg.cli import main

    reports = [
        made("one", lambda r: r.person("Jane Doe", home="france")),
        made("two", lambda r: r.person("Jane Doe", home="japan")),
    ]
    source, output = tmp_path / "all.nq", tmp_path / "merged.nq"
    source.write_text(written(reports))
    assert main(["merge", str(source), "-o", str(output)]) == 0
    assert b"2 articles, 2 new or changed" in capfdbinary.readouterr().err
    assert main(["merge", "-o", str(output), "--review"]) == 0
    assert capfdbinary.readouterr().out.startswith(b"   1  actor  0.50  name: same; homes differ")
    assert main(["merge", "-o", str(output), "--accept", "1"]) == 0
    assert b"accepted" in capfdbinary.readouterr().out
    assert main(["merge", str(source), "-o", str(output)]) == 0
    assert b"several tell of 1 actor," in capfdbinary.readouterr().err
    assert main(["merge", "-o", str(tmp_path / "other.nq"), "--review"]) == 1
    assert b"nothing was merged there" in capfdbinary.readouterr().err
    assert main(["merge", str(source)]) == 2
    assert main(["merge", "-o", str(output)]) == 2
    assert main(["merge", str(source), "--store", str(tmp_path / "s")]) == 2


def test_a_killed_merge_is_made_good_by_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "s"
    with Store(path) as store:
        for name in ("one", "two"):
            store.add(made(name, VARIANTS[0]).quads())
    with monkeypatch.context() as patched:
        patched.setattr(State, "commit", _killed)
        with pytest.raises(KeyboardInterrupt):
            merging.merge_store(path)
    assert merging.merge_store(path).nodes == {"actor": 2, "meeting": 1, "demand": 1, "reply": 0}
    with Store(path) as store:
        store.retract(URL["a0"].replace("a0", "two"))
    with monkeypatch.context() as patched:
        patched.setattr(State, "commit", _killed)
        with pytest.raises(KeyboardInterrupt):
            merging.merge_store(path)
    merging.merge_store(path)
    with Store(path, read_only=True) as store:
        assert not list(store.graph.quads_for_pattern(None, None, None, ox.NamedNode(MERGED)))


def _killed(state: State) -> None:
    raise KeyboardInterrupt


def test_a_folder_of_parts_is_known_by_its_manifests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.corpus import parts
    from kg.corpus.folder import folder

    for name in ("one", "two"):
        report = made(name, VARIANTS[0])
        data = written([report]).encode()
        entry = parts.Entry(report.url, f"{name[0] * 3}0", None, "d", 3, data.count(b"\n"), "v")
        parts.commit(folder(str(tmp_path / "parts")), entry.part, [parts.Graph(entry, data)])
    output = tmp_path / "merged.nq"
    assert merging.merge_files([tmp_path / "parts"], output).nodes["meeting"] == 1
    monkeypatch.setattr("kg.corpus.merging.articles.file_digest", lambda *_: pytest.fail("read whole"))
    assert merging.merge_files([tmp_path / "parts"], output).changed == 0
