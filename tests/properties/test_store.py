"""Whatever the order of edits, an index answers as if it had been built from what is there now."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from ploke.model.index import Totals
from ploke.store import Writer, logical_rows, open_reader
from ploke.store.batch import make_batch
from ploke.store.folding import first_to_fold
from ploke.store.layout import SEGMENTS, segment_path
from ploke.store.manifest import Manifest
from ploke.store.read_index_changes import SEARCHED
from ploke.store.readindex import Reader
from ploke.store.segment import Segment
from ploke.store.segment_set import SegmentSet
from tests.store.samples import answers, expected_answers, make_file

SPECIAL = ["a.py", "a/b.py", "a/test_b.py", "a b/it's.txt", "größe/B.PY", "z/日本.md"]
PATHS = SPECIAL + [f"{folder}/m{number}.py" for folder in "az" for number in range(6)]
LINES = [
    "def getUser(name):",
    "    def get_user():",
    "class Straße:",
    "x = get_user(1)",
    "日本語 und Größe",
    "",
    "'; --",
]

# Enough files that a small edit gets a segment of its own beside them.
BASE = {path: "\n".join(LINES[index % 5 :] * 3) for index, path in enumerate(PATHS)}

texts = st.lists(st.sampled_from(LINES), max_size=9).map("\n".join)
edits = st.dictionaries(st.sampled_from(PATHS), st.none() | texts, max_size=4)


def apply(files, edit):
    """The files after ``edit``, which maps paths to new text or, to remove them, None; and the changes by kind."""
    changed = [make_file(path, text) for path, text in edit.items() if text is not None]
    removed = [path for path, text in edit.items() if text is None]
    files = {path: file for path, file in files.items() if path not in edit}
    return files | {file.path: file for file in changed}, changed, removed


def manifest_of(entries, files):
    totals = expected_answers(files)["totals"]
    return Manifest(1, 1, 1, "", 1, {}, tuple(entries), Totals(*totals), {}, "", 0, 0)


@settings(max_examples=50, deadline=None)
@given(steps=st.lists(st.tuples(edits, st.booleans()), max_size=8))
def test_segments_answer_alike_after_any_edits(steps):
    with tempfile.TemporaryDirectory() as folder:
        index_dir = Path(folder)
        (index_dir / SEGMENTS).mkdir()
        files, entries, segments = {}, (), []
        for revision, (edit, refold) in enumerate([(BASE, False), *steps]):
            files, changed, removed = apply(files, edit)
            changes = SegmentSet(index_dir, revision, SEARCHED, entries, segments)
            for path in [*removed, *(file.path for file in changed)]:
                changes.kill(path)
            changes.add(make_batch(changed))
            entries = changes.finish()
            segments = [Segment.open(segment_path(index_dir, entry.name)) for entry in entries]
            if refold:
                entries = SegmentSet(index_dir, 100 + revision, SEARCHED, entries, segments).refold(range(len(entries)))
                segments = [Segment.open(segment_path(index_dir, entry.name)) for entry in entries]
            with Reader(manifest_of(entries, files.values()), segments, None) as reader:
                assert answers(reader) == expected_answers(files.values())
            segments = [Segment.open(segment_path(index_dir, entry.name)) for entry in entries]


@settings(max_examples=12, deadline=None)
@given(steps=st.lists(st.tuples(edits, st.booleans()), min_size=1, max_size=5))
def test_incremental_index_equals_clean_one(steps):
    with tempfile.TemporaryDirectory() as folder:
        index_dir, clean_dir = Path(folder, "incremental"), Path(folder, "clean")
        files = {}
        for edit, maintain in [(BASE, False), *steps]:
            files, changed, removed = apply(files, edit)
            with Writer.open(index_dir) as writer:
                writer.replace(changed)
                writer.remove(removed)
                writer.commit()
                writer.maintain(force=maintain)
        with Writer.open(clean_dir) as writer:
            writer.replace(files.values())
            writer.commit()
        with open_reader(index_dir) as incremental, open_reader(clean_dir) as clean:
            assert answers(incremental) == answers(clean) == expected_answers(files.values())
        assert logical_rows(index_dir) == logical_rows(clean_dir)


@given(st.lists(st.integers(1, 1000), max_size=3000))
def test_few_segments_whatever_the_updates(updates):
    weights, copied = [1_000_000], 0
    for update in updates:
        first = first_to_fold(weights, update)
        copied += sum(weights[first:]) if first else 0
        weights = [*weights[:first], update + sum(weights[first:])]
        assert len(weights) <= 12
    assert copied <= 12 * sum(updates)
