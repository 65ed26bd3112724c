"""Actors as entities of spaCy, alone and beside another recogniser."""

import datetime
import pickle

import pytest

spacy = pytest.importorskip("spacy")

import actag  # noqa: E402


@pytest.fixture(scope="module")
def nlp():
    nlp = spacy.blank("en")
    nlp.add_pipe("actag")
    return nlp


def entities(doc):
    return [(entity.text, entity.label_, entity.kb_id_) for entity in doc.ents]


def test_entities_have_labels_and_ids(nlp):
    doc = nlp("Tehran said that James Mattis left Iraq.")
    assert entities(doc) == [
        ("Tehran", "GOVERNMENT", "iran"),
        ("James Mattis", "PERSON", "james-mattis"),
        ("Iraq", "GOVERNMENT", "iraq"),
    ]
    tehran = doc.ents[0]
    assert (tehran._.actor, tehran._.actor_reading) == ("Iran", "actor")
    assert tehran._.actor_codes["iso3"] == "IRN"
    assert [span.text for span in doc.spans["actag"]] == [entity.text for entity in doc.ents]
    assert nlp("").ents == () and nlp("nobody").ents == ()


def test_roles_are_those_of_the_day(nlp):
    doc = nlp.make_doc("James Mattis spoke.")
    doc._.date = datetime.date(2018, 1, 12)
    assert nlp(doc).ents[0]._.actor_role == "Secretary of Defense"
    assert nlp("James Mattis spoke.").ents[0]._.actor_role is None


def test_tokens_longer_than_a_mention(nlp):
    for text in ["The U.S.-led coalition", "Iran/Iraq", "\U0001f30dIran\u200b", "Iran's\n\nIraq"]:
        doc = nlp(text)
        assert doc.ents and doc.text == text


def pipeline(overlap, patterns, first=False):
    nlp = spacy.blank("en")
    nlp.add_pipe("actag", config={"overlap": overlap, "labels": {"government": "GPE"}})
    ruler = nlp.add_pipe("entity_ruler", **({"last": True} if first else {"first": True}))
    ruler.add_patterns(patterns)
    return nlp


PATTERNS = [
    {"label": "ORG", "pattern": "Iran Harvest Post"},
    {"label": "NORP", "pattern": "Iraq"},
    {"label": "PERSON", "pattern": "Jane Doe"},
]
TEXT = "Jane Doe of Iran Harvest Post left Iraq"


@pytest.mark.parametrize(
    ("overlap", "wanted"),
    [
        ("longest", [("Jane Doe", "PERSON"), ("Iran Harvest Post", "ORG"), ("Iraq", "GPE")]),
        ("actor", [("Jane Doe", "PERSON"), ("Iran", "GPE"), ("Iraq", "GPE")]),
        ("other", [("Jane Doe", "PERSON"), ("Iran Harvest Post", "ORG"), ("Iraq", "NORP")]),
    ],
)
def test_who_yields_is_said(overlap, wanted):
    doc = pipeline(overlap, PATTERNS)(TEXT)
    assert [(entity.text, entity.label_) for entity in doc.ents] == wanted
    # What yields is not lost.
    assert [span.text for span in doc.spans["actag"]] == ["Iran", "Iraq"]


@pytest.mark.parametrize("text", ["the Iraq", "Iraq's", "The Iraq’s", "an Iraq"])
def test_articles_and_endings_take_no_links(text):
    nlp = pipeline("longest", [{"label": "GPE", "pattern": text}])
    assert entities(nlp(f"We saw {text} envoys"))[0][2] == "iraq"


def test_a_recogniser_behind_it_keeps_its_entities():
    doc = pipeline("longest", PATTERNS, first=True)(TEXT)
    assert [(entity.text, entity.label_) for entity in doc.ents] == [
        ("Jane Doe", "PERSON"),
        ("Iran", "GPE"),
        ("Iraq", "GPE"),
    ]


def test_options(tmp_path):
    (tmp_path / "a.yaml").write_text("type: militia\nactors:\n  - {id: zaytun, name: Zaytun}\n")
    nlp = spacy.blank("en")
    nlp.add_pipe("actag", config={"gazetteers": [str(tmp_path)]})
    assert entities(nlp("Zaytun and Iran")) == [("Zaytun", "MILITIA", "zaytun")]
    with pytest.raises(ValueError, match="longest, actor, other, not `most`"):
        spacy.blank("en").add_pipe(
            "actag", config={"gazetteers": [str(tmp_path)], "overlap": "most"}
        )
    (tmp_path / "a.yaml").write_text("actors: 7\n")
    with pytest.raises(actag.GazetteerError):
        spacy.blank("en").add_pipe("actag", config={"gazetteers": [str(tmp_path)]})


def test_what_is_known_is_plain_data(nlp):
    doc = nlp("Iran said")
    again = spacy.tokens.Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again.ents[0]._.actor_codes == doc.ents[0]._.actor_codes
    assert entities(again) == entities(doc)
    assert pickle.loads(pickle.dumps(nlp.get_pipe("actag"))).tagger.tag("Iran")


def test_processes(nlp):
    docs = list(nlp.pipe(["Iran said", "Iraq said"], n_process=2))
    assert [entities(doc)[0][2] for doc in docs] == ["iran", "iraq"]
