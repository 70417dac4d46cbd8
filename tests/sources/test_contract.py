"""What holds for every source: it gives Documents whose text is what offsets count in, or says why not."""

import io
import json
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.model import Document
from kg.sources import documents, expected
from kg.sources.origin import FORMATS, kind

ARTICLES = Path(__file__).parent.parent / "data" / "articles"
TEXT = (
    "Peru rejected the offer — Chile’s offer.\r\nIt had no reason, the minister said. 🕊 Nobody was there.\n"
)
PAGE = (
    "<html><title>T</title><body><article><p>Peru rejected the offer that Chile had made. It had no reason "
    "to accept it, the minister said to the reporters in Lima.</p></article></body></html>"
)


def given(*sources: object, **options: object) -> list[Document | SourceError]:
    return list(documents([str(source) for source in sources], **options))


def only(*sources: object, **options: object) -> Document:
    found = given(*sources, **options)
    assert len(found) == 1
    assert isinstance(found[0], Document), found[0]
    return found[0]


def message(*sources: object, **options: object) -> str:
    found = given(*sources, **options)
    assert len(found) == 1
    assert isinstance(found[0], SourceError), found[0]
    return str(found[0])


ARCHIVES = (".rss", ".atom", ".warc")  # whose samples are in test_archives.py


@pytest.mark.parametrize("name", [f"article{ending}" for ending in FORMATS if ending not in ARCHIVES])
def test_every_format_gives_text_and_says_where_it_is_from(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name.endswith(("jsonl", "ndjson")):
        path.write_text(json.dumps({"text": TEXT}))
    else:
        path.write_text(PAGE if "htm" in name else TEXT, newline="")
    article = only(path)
    assert "Peru rejected the offer" in article.text
    assert article.source.startswith(str(path))
    assert article.text == article.text.encode().decode()


def test_a_text_file_is_its_content_untouched(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode())
    assert only(path).text == TEXT
    assert only(path).text.index("It had") == TEXT.index("It had")


def test_text_is_not_normalised(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    decomposed = "The Cafe\u0301 talks were held in Lima, and Peru rejected the offer. \ufb01nal\u00a0word\n"
    path.write_bytes(decomposed.encode())
    assert only(path).text == decomposed


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_encodings_that_mark_themselves(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode(encoding))
    assert only(path).text == TEXT


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        (
            "The Foreign Minister of Perú, José Muñoz, rejected the offer that was made in Bogotá last week.",
            "cp1252",
        ),
        ("“We will not go,” said the minister – it’s a matter of principle. The talks ended.", "cp1252"),
        (
            "Minister Wałęsa powiedział, że Polska odrzuca propozycję złożoną w ubiegłym tygodniu.",
            "cp1250",
        ),
    ],
)
def test_an_encoding_is_detected(tmp_path: Path, words: str, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(words.encode(encoding))
    assert only(path, force=True).text == words


def test_html_gives_what_the_page_states() -> None:
    article = only(ARTICLES / "grain.html")
    assert article.title == "Hungary and Serbia Sign Grain Accord (fictional)"
    assert (article.date, article.publisher) == ("2024-05-14", "The Example Courier")
    assert article.url == "https://courier.example/2024/05/grain-accord"
    assert "“We have both given something up,” said Serbian" in article.text
    assert not {"Subscribe now", "All rights"} & {
        words for words in ("Subscribe now", "All rights") if words in article.text
    }


def test_html_without_a_stated_date_has_none(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(PAGE.replace("</p>", " That was on 3 March 2021.</p><p>Copyright 2020.</p>"))
    assert only(path).date is None


def test_html_in_the_encoding_that_it_declares(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    page = PAGE.replace("<title>", '<meta charset="iso-8859-2"><title>').replace(
        "minister", "minister Wałęsa"
    )
    path.write_bytes(page.encode("iso-8859-2"))
    assert "minister Wałęsa said" in only(path).text


def test_json_lines_give_one_article_a_line() -> None:
    first, second = given(ARTICLES / "week.jsonl")
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.id, first.date, first.lang) == ("chile-lithium", "2023-03-08", "en")
    assert first.url == "https://courier.example/2023/03/lithium"
    assert first.publisher == "The Example Courier"
    assert (second.id, second.date, second.url) == ("kenya-border", "2023-03-09", None)
    assert second.source == f"{ARTICLES / 'week.jsonl'}:3"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_json_lines_with_a_mark(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes((ARTICLES / "week.jsonl").read_text().encode(encoding))
    assert [article.id for article in given(path) if isinstance(article, Document)] == [
        "chile-lithium",
        "kenya-border",
    ]


def test_a_folder_gives_its_articles_by_name_and_nothing_hidden(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "deep/c.txt", ".hidden.txt", ".git/d.txt", "notes.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    found = [article.source for article in given(tmp_path)]  # type: ignore[union-attr]
    assert found == [str(tmp_path / name) for name in ("a.txt", "b.txt", "deep/c.txt")]


def test_a_pattern_gives_what_it_matches(tmp_path: Path) -> None:
    for name in ("a1.txt", "a2.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT)
    assert len(given(tmp_path / "a*.txt")) == 2
    assert message(tmp_path / "c*.txt") == f"{tmp_path / 'c*.txt'}: no file matches this pattern"


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tmp_path: Path) -> None:
    path = tmp_path / "what[1]?.txt"
    path.write_text(TEXT)
    assert only(path).source == str(path)


@pytest.mark.parametrize(
    ("data", "source"),
    [(TEXT, "<stdin>"), (PAGE, "<stdin>"), (json.dumps({"text": TEXT}), "<stdin>:1")],
)
def test_standard_input_shows_its_format(data: str, source: str) -> None:
    article = only("-", stdin=io.BytesIO(data.encode()))
    assert "Peru rejected the offer" in article.text
    assert article.source == source


def test_an_unknown_ending_shows_its_format(tmp_path: Path) -> None:
    path = tmp_path / "saved"
    path.write_text("<!DOCTYPE html>\n" + PAGE)
    assert only(path).title == "T"


def test_a_date_is_for_articles_that_state_none(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    assert only(path).date is None
    assert only(path, date="2020-01-02").date == "2020-01-02"
    caplog.set_level("INFO", "kg")
    assert only(ARTICLES / "grain.html", date="2020-01-02").date == "2024-05-14"
    assert caplog.messages == [
        f"{ARTICLES / 'grain.html'}: its own day, 2024-05-14, is kept; the one given is for articles without"
    ]


# What cannot be read


def test_a_missing_file() -> None:
    assert message("nowhere.txt") == "nowhere.txt: no such file, folder or address"
    assert message("x" * 5000) == "x" * 77 + "...: no such file, folder or address"
    assert message("nul\0.txt") == "nul\0.txt: no such file, folder or address"


def test_an_address_that_is_not_fetched() -> None:
    assert message("ftp://a.example/b") == (
        "ftp://a.example/b: only http and https addresses are fetched; save the article as a file"
    )


def test_an_empty_folder(tmp_path: Path) -> None:
    takes = ".txt, .text, .html, .htm, .xhtml, .jsonl, .ndjson, .rss, .atom, .warc"
    assert message(tmp_path) == f"{tmp_path}: no article in this folder; it takes {takes}"


@pytest.mark.parametrize("content", ["", "  \r\n \t\n", "\ufeff"])
def test_an_empty_text(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(content, encoding="utf-8")
    assert message(path) == f"{path}: the text is empty"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.4\n...", "this is a PDF, not text; save the article as text or HTML first"),
        (
            b"PK\x03\x04....",
            "this is a ZIP archive or an office document, not text; save the article as text or HTML first",
        ),
        (b"\x00\x01\x02words", "this is binary data, not text; save the article as text or HTML first"),
        (b"\xff\xfeP\x00\x00\xd8", "marked as UTF-16, but byte 4 is not"),
    ],
)
def test_binary_data(tmp_path: Path, data: bytes, what: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    assert message(path) == f"{path}: {what}"


def test_an_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)

    def refuse(self: Path, *args: object, **options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert message(path) == f"{path}: cannot be read: Permission denied"


def test_a_file_too_large_to_be_an_article(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"Peru rejected. " * 700_000)
    assert message(path) == f"{path}: more than 10 MB; one file is one article, many go into JSON Lines"
    path.write_bytes(b"Peru rejected. " * 70_000)
    assert message(path) == f"{path}: 1,050,000 characters are more than one article; split it"


def test_html_without_an_article(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<html><body><ul><li>Home<li>World<li>Log in</ul><p>Cookies.</p></body></html>")
    assert (
        message(path)
        == f"{path}: no article found in this page; save its text, or give the page of one article"
    )


@pytest.mark.parametrize(
    ("words", "language"),
    [
        (
            "Le ministre des affaires étrangères a rejeté la proposition de la Russie, a-t-il dit à Paris.",
            "fr",
        ),
        ("Министр иностранных дел отверг предложение о размещении войск и заявил об этом журналистам.", "ru"),
        ("外交部长拒绝了这一建议，并表示会谈将于下周继续进行。", "zh"),
    ],
)
def test_a_text_in_another_language_is_skipped_unless_forced(
    tmp_path: Path, words: str, language: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(words)
    assert (
        message(path)
        == f"{path}: the text is not in English but {language!r}; skipped, --force reads it anyway"
    )
    assert only(path, force=True).text == words


@pytest.mark.parametrize(
    "words", ["Lavrov met Rubio.", "NATO FOREIGN MINISTERS MET IN BRUSSELS ON TUESDAY.", "No."]
)
def test_short_and_shouted_english_passes(tmp_path: Path, words: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(words)
    assert only(path).text == words


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (b'{"text": "Peru', "not JSON at column 10: Unterminated string starting at"),
        (b'["text"]', 'not a JSON object; write one article a line, like {"text": "..."}'),
        (b'{"id": "a"}', 'the field "text" is missing or is no string; it holds the article'),
        (b'{"text": 7}', 'the field "text" is missing or is no string; it holds the article'),
        (b'{"text": "Peru.", "url": 7}', 'the field "url" is no string'),
        (
            b'{"text": "Peru.", "date": "last week"}',
            "'last week' is no date; write the day of publication as 2025-02-19",
        ),
        (
            b'{"text": "Peru.", "date": "2025-02-30"}',
            "'2025-02-30' is no date; write the day of publication as 2025-02-19",
        ),
        (b'{"text": "Per\xfa."}', "byte 14 is not UTF-8, the encoding of JSON Lines"),
        (b'{"text": " "}', "the text is empty"),
        (
            b'{"text": "\\ud800 Peru."}',
            "the text holds half a character (a lone surrogate); mend its encoding",
        ),
        (
            b'{"text": "Peru.", "lang": "fr"}',
            "the text is not in English but 'fr'; skipped, --force reads it anyway",
        ),
        (b"[" * 100_000, "not JSON that can be read: maximum recursion depth exceeded"),
    ],
)
def test_a_broken_line_is_named_and_the_others_are_given(tmp_path: Path, line: bytes, what: str) -> None:
    good = b'{"text": "Peru rejected the offer."}'
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\n".join([good, line, b"", good]) + b"\n")
    first, broken, last = given(path)
    assert isinstance(first, Document)
    assert isinstance(last, Document)
    assert str(broken).startswith(f"{path}:2: {what}")
    assert last.source == f"{path}:4"


@pytest.mark.parametrize("start", ["{", "[", "[{"])
def test_json_spread_over_lines_is_one_error(tmp_path: Path, start: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f'{start}\n  "text": "Peru rejected the offer."\n}}\n')
    assert message(path) == f"{path}: JSON spread over lines; JSON Lines have one whole article on each"


def test_a_line_too_long_is_one_broken_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "' + b"x" * 25_000_000 + b'"}\n{"text": "Peru rejected the offer."}\n')
    broken, last = given(path)
    assert str(broken) == f"{path}:1: more than 10 MB in one line; one line is one article"
    assert isinstance(last, Document)
    assert last.source == f"{path}:2"


def test_one_bad_source_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_bytes(b"\0\1")
    (tmp_path / "c.txt").write_text(TEXT)
    found = given("nowhere", tmp_path, ARTICLES / "week.jsonl")
    assert [isinstance(item, Document) for item in found] == [False, True, False, True, True, True]


@pytest.mark.parametrize(
    ("source", "is_a"),
    [("-", "stdin"), ("HTTPS://a.example", "url"), (".", "folder"), ("*.nothing", "pattern")],
)
def test_what_a_string_names(source: str, is_a: str) -> None:
    assert kind(source) == is_a


def test_how_many_articles_to_expect(tmp_path: Path) -> None:
    assert expected([ARTICLES, "http://a.example/b", "nowhere"]) == 4 + 1 + 1
    assert expected([str(ARTICLES / "*.jsonl")]) == 2
    assert expected([ARTICLES, "-"]) is None


def test_json_lines_on_standard_input_are_read_as_they_come() -> None:
    class Endless(io.RawIOBase):
        """A pipe that never ends."""

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
            line = b'{"text": "Peru rejected the offer."}\n'
            buffer[: len(line)] = line
            return len(line)

    found = documents(["-"], stdin=io.BufferedReader(Endless(), 64))  # type: ignore[arg-type]
    assert [next(found).source for _ in range(3)] == ["<stdin>:1", "<stdin>:2", "<stdin>:3"]  # type: ignore[union-attr]


def test_standard_input_too_large_for_an_article() -> None:
    stdin = io.BytesIO(b"Peru rejected. " * 700_000)
    assert message("-", stdin=stdin) == "<stdin>: more than 10 MB; many articles go into JSON Lines"
