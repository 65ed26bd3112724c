"""One text: what is found, as Python objects."""

import copy
import datetime
import pickle
import subprocess
import sys
import threading

import pytest

import actag

MINE = """\
type: militia
actors:
  - id: ana-perez
    name: Ana Perez
    type: person
    short_names: [Perez]
    roles:
      - title: Minister
        of: zaytun-brigade
        from: 2017-01-20
        until: 2019-01-01
        codes: {cameo: GOV}
  - id: zaytun-brigade
    name: Zaytun Brigade
    aliases: ["Liwa al-Zaytun"]
    codes: {wikidata: Q1}
"""


@pytest.fixture
def mine(tmp_path):
    (tmp_path / "mine.yaml").write_text(MINE, encoding="utf-8")
    return tmp_path


def test_offsets_are_those_of_python(tagger):
    text = "\U0001f30d é Iran’s envoys met Iranian allies"
    mentions = tagger.tag(text)
    assert [text[one.start : one.end] for one in mentions] == [one.text for one in mentions]
    assert [one.text for one in mentions] == ["Iran", "Iranian"]


def test_entities_are_read_as_what_they_stand_for(mine):
    text = "\U0001f30d &quot;Liwa al&#45;Zaytun&quot; &amp; Ana&nbsp;Perez"
    mentions = actag.Tagger(mine).tag(text)
    assert [text[one.start : one.end] for one in mentions] == [one.text for one in mentions]
    assert [one.text for one in mentions] == ["Liwa al&#45;Zaytun", "Ana&nbsp;Perez"]
    kept = actag.Tagger(mine).explain(text).mentions
    assert [one.text for one in kept] == [one.text for one in mentions]


@pytest.mark.parametrize(
    "date",
    [
        datetime.date(2018, 1, 12),
        datetime.datetime(2018, 1, 12, 23, 59),
        "2018-01-12",
        "12 January 2018",
        "2018-01-12T10:00:00Z",
    ],
)
def test_roles_are_those_of_the_day(mine, date):
    (mention,) = actag.Tagger(mine).tag("Ana Perez", date=date)
    assert (mention.role, mention.codes) == ("Minister", {"cameo": "GOV"})
    role = mention.actor.roles[0]
    assert (role.from_date, role.until) == (datetime.date(2017, 1, 20), datetime.date(2019, 1, 1))
    (mention,) = actag.Tagger(mine).tag("Ana Perez")
    assert (mention.role, mention.role_note, mention.codes) == (None, "no date", {})


@pytest.mark.parametrize(
    ("date", "error"), [("05/06/2017", ValueError), ("soon", ValueError), (2017, TypeError)]
)
def test_what_is_no_date_is_an_error(tagger, date, error):
    with pytest.raises(error, match="a date"):
        tagger.tag("Iran", date=date)


def test_texts_that_are_none(tagger):
    for text in ["", "\0", "\r\n", "\u202e"]:
        assert tagger.tag(text) == []
    with pytest.raises(TypeError):
        tagger.tag(b"Iran")
    with pytest.raises(UnicodeEncodeError):
        tagger.tag("Iran \udc80")


def test_options(mine):
    tagger = actag.Tagger(mine)
    assert tagger.tag("Perez said") == []
    assert len(actag.Tagger(mine, short_names="always").tag("Perez said")) == 1
    with pytest.raises(ValueError, match='"always", not `never`'):
        actag.Tagger(mine, short_names="never")
    nested = actag.Tagger(nested=True).tag("the Iran-backed militias said")
    assert [one.parent is None for one in nested] == [True, False]
    assert (len(tagger), bool(tagger)) == (2, True)


def test_actors(tagger):
    iran = tagger.actor("iran")
    assert (iran.name, iran.country, iran.codes["iso3"]) == ("Iran", "IRN", "IRN")
    assert "Iranian" in iran.names and hash(iran)
    assert repr(iran) == "Actor(id='iran', name='Iran', type='government', country='IRN')"
    # One object for all mentions.
    first, second = tagger.tag("Iran and Iran")
    assert first.actor is second.actor is tagger.actor("iran")
    with pytest.raises(KeyError, match="no actor has the id `hashd`; there is `"):
        tagger.actor("hashd")
    assert tagger.search("iso3=IRN")[0].id == "iran"
    assert len(tagger.search("a", limit=3)) == 3 and tagger.search(" ") == []


def test_rejections(tagger):
    text, mentions, rejected = tagger.explain("Michael Jordan met Iran")
    assert [one.text for one in mentions] == ["Iran"]
    (jordan,) = [one for one in rejected if one.actor_id == "jordan"]
    assert (jordan.text, jordan.rule, text[jordan.start : jordan.end]) == (
        "Jordan",
        "person",
        "Jordan",
    )


def test_mistakes_have_their_place(tmp_path):
    path = tmp_path / "bad.yaml"
    path.write_text("type: militia\nactors:\n  - {id: A, nam: B}\n", encoding="utf-8")
    with pytest.raises(actag.GazetteerError) as caught:
        actag.Tagger(path)
    places = [(one.line, one.column, one.code) for one in caught.value.findings]
    assert places == [(3, 5, "missing-key"), (3, 10, "bad-id"), (3, 13, "unknown-key")]
    assert all(one.path == str(path) for one in caught.value.findings)
    assert "did you mean `name`?" in str(caught.value)
    assert isinstance(caught.value, (ValueError, actag.ActagError))
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)
    with pytest.raises(actag.GazetteerError, match="cannot read `.*No such file"):
        actag.Tagger(tmp_path / "none.yaml")
    with pytest.raises(TypeError):
        actag.Tagger(7)


def test_check_reads_the_files_anew(mine):
    tagger = actag.Tagger(mine / "mine.yaml")
    assert tagger.check() == []
    (mine / "mine.yaml").write_text(MINE.replace("name: Zay", "nam: Zay"), encoding="utf-8")
    assert [(one.line, one.severity) for one in tagger.check() if one.code == "unknown-key"] == [
        (14, "error")
    ]


def test_a_pickle_is_the_paths(mine):
    tagger = actag.Tagger(mine / "mine.yaml", nested=True)
    pickled = pickle.dumps(tagger)
    assert len(pickled) < 300 and pickle.loads(pickled) is tagger
    assert copy.deepcopy(tagger) is tagger
    assert len(pickle.dumps(actag.Tagger())) < 100
    # In another process it is loaded, once.
    program = (
        "import pickle, sys; data = sys.stdin.buffer.read(); one = pickle.loads(data);"
        "assert one is pickle.loads(data); print(one.tag('Zaytun Brigade')[0].actor.id)"
    )

    def elsewhere():
        command = [sys.executable, "-c", program]
        return subprocess.run(command, input=pickled, capture_output=True)

    assert elsewhere().stdout.split() == [b"zaytun-brigade"]
    (mine / "mine.yaml").write_text(MINE + "  - {id: a, name: A}\n", encoding="utf-8")
    assert b"are not those with which the tagger was made" in elsewhere().stderr


def test_mentions_can_be_pickled(tagger):
    mentions = tagger.tag("Tehran said", date="2020-01-01")
    assert pickle.loads(pickle.dumps(mentions)) == mentions


def test_threads_share_a_tagger(tagger):
    wanted = tagger.tag("Iran and Iraq in Baghdad")
    found = []
    work = lambda: found.append(tagger.tag("Iran and Iraq in Baghdad"))
    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [wanted] * 8


@pytest.mark.skipif(sys.platform == "win32", reason="no fork")
def test_a_fork_can_load_and_tag():
    # What was loaded before left no threads behind that a child would wait for.
    program = """
import os, pyarrow, actag
tagger = actag.Tagger()
table = pyarrow.table({"t": ["Iran"] * 9})
assert len(tagger.tag_table(table, text="t").to_arrow()) == 9
child = os.fork()
if child == 0:
    rows = actag.Tagger().tag_table(table, text="t", threads=2).to_arrow()
    os._exit(0 if len(rows) == 9 and tagger.search("iran") else 1)
assert os.waitpid(child, 0)[1] == 0
"""
    subprocess.run([sys.executable, "-W", "ignore", "-c", program], check=True, timeout=120)


def test_a_notebook_shows_marks_and_nothing_runs(tagger):
    text = '<script>alert("1")</script> Tehran said & the U.S.\x1b[31m'
    shown = tagger.display(text)
    html = shown._repr_html_()
    assert "<script" not in html and "&lt;script&gt;" in html and "&amp;" in html
    assert '">Tehran</mark>' in html and "iran" in html
    assert repr(shown).endswith("[Tehran] said & the [U.S.]\\x1b[31m")
    explained = tagger.explain("Michael Jordan <b>")._repr_html_()
    assert "<td>jordan</td><td>person</td>" in explained and "<b>" not in explained


def test_what_is_known_of_an_actor_is_escaped(tmp_path):
    path = tmp_path / "a.yaml"
    name = "'A\"><img src=x onerror=alert(1)>'"
    path.write_text(f"type: militia\nactors:\n  - {{id: a, name: {name}, aliases: [Quux]}}\n")
    html = actag.Tagger(path).display("Quux")._repr_html_()
    assert "<img" not in html and "&quot;&gt;&lt;img" in html
