"""Small ingested files, and what an index of them must answer, worked out the slow way."""

import hashlib
import re
from array import array
from itertools import islice

from ploke.ingest.codec import pack
from ploke.model.chunk import Chunk, pack_counts
from ploke.model.facts import MODULE, FileFacts, Reference, ReferenceRole, Symbol, SymbolKind, Visibility
from ploke.model.index import Totals
from ploke.model.ingested import IngestedFile, PostingColumns
from ploke.model.source import Role
from ploke.text.paths import path_terms
from ploke.text.terms import count_terms

LINES_A_CHUNK = 3
_DEFINITION = re.compile(r"( *)(def|class) (\w+)")


def make_file(path, text, language="python"):
    """A file whose ``def`` and ``class`` lines are its symbols, nested by indentation, in chunks of three lines."""
    data = text.encode()
    lines = text.split("\n")
    symbols, open_blocks = [], []
    for number, line in enumerate(lines, 1):
        found = _DEFINITION.match(line)
        if not found:
            continue
        indent, keyword, name = len(found[1]), found[2], found[3]
        while open_blocks and open_blocks[-1][0] >= indent:
            open_blocks.pop()
        parent = open_blocks[-1][1] if open_blocks else MODULE
        qualified = f"{symbols[parent].qualified}.{name}" if open_blocks else name
        kind = SymbolKind.CLASS if keyword == "class" else SymbolKind.METHOD if open_blocks else SymbolKind.FUNCTION
        hidden = Visibility.PRIVATE if name.startswith("_") else Visibility.PUBLIC
        open_blocks.append((indent, len(symbols)))
        place = (number, number, number, number + 1, number, indent)
        decorators = ("cached",) * (indent // 4)
        symbols.append(
            Symbol(name, qualified, kind, parent, *place, line.strip(), f"Doc of {name}", hidden, decorators, (), ())
        )
    chunks, numbers, of_chunk = [], {}, []
    for first in range(0, len(lines), LINES_A_CHUNK):
        part = "\n".join(lines[first : first + LINES_A_CHUNK])
        counts = count_terms(part.encode())
        shown = [at for at, symbol in enumerate(symbols) if symbol.start_line <= first + LINES_A_CHUNK]
        last = min(first + LINES_A_CHUNK, len(lines))
        chunks.append(Chunk(first + 1, last, first, last, shown[-1] if shown else MODULE, sum(counts.values())))
        of_chunk.append(
            [(numbers.setdefault(term, len(numbers)), pack_counts(count, 0, 1)) for term, count in counts.items()]
        )
    postings = PostingColumns(
        "\n".join(numbers),
        array("I", map(len, of_chunk)).tobytes(),
        array("I", [number for found in of_chunk for number, _ in found]).tobytes(),
        array("H", [counts for found in of_chunk for _, counts in found]).tobytes(),
    )
    references = (Reference("print()", ReferenceRole.CALL, MODULE, (1, 0) * len(lines)),)
    facts = FileFacts(language, language, len(lines), "", tuple(symbols), references)
    digest = hashlib.blake2b(data, digest_size=16).hexdigest()
    content = pack(digest, len(data), facts, tuple(chunks), postings)
    return IngestedFile(path, path.replace("/", "."), Role.TEST if "test" in path else Role.SOURCE, content)


def expected_answers(files):
    """Everything that a reader of an index of ``files`` must answer, without ids."""
    files = sorted(files, key=lambda file: file.path)
    contents = [file.content for file in files]
    postings, paths = {}, {}
    for file in files:
        columns, chunks = file.content.postings, file.content.chunks
        terms = columns.terms.split("\n")
        found = zip(array("I", columns.numbers), array("H", columns.counts), strict=True)
        for chunk, size in zip(chunks, array("I", columns.per_chunk), strict=True):
            for number, count in islice(found, size):
                postings.setdefault(terms[number], []).append((file.path, chunk.start_line, count, chunk.length))
        for term, part in path_terms(file.path).items():
            paths.setdefault(term, []).append((file.path, part))
    return {
        "totals": Totals(
            len(files),
            sum(len(content.chunks) for content in contents),
            sum(len(content.symbols) for content in contents),
            sum(content.references for content in contents),
            sum(content.problems for content in contents),
            sum(content.lines for content in contents),
            sum(content.size for content in contents),
            sum(chunk.length for content in contents for chunk in content.chunks),
        ),
        "files": [
            (file.path, file.content.language, file.role, file.content.hash, file.content.size, file.content.lines)
            for file in files
        ],
        "chunks": [
            (file.path, chunk.start_line, chunk.end_line, chunk.length, *_symbol(file.content.symbols, chunk.symbol))
            for file in files
            for chunk in file.content.chunks
        ],
        "symbols": [
            (file.path, *symbol[:3], symbol.visibility, symbol.start_line, symbol.end_line, symbol.signature)
            for file in files
            for symbol in file.content.symbols
        ],
        "postings": postings,
        "paths": paths,
    }


def _symbol(symbols, index):
    return ("", "") if index == MODULE else (symbols[index].qualified, symbols[index].kind)


def answers(reader):
    """What ``reader`` answers, in the same form; consistency between its methods is asserted on the way."""
    files = list(reader.files())
    assert [reader.file_at(file.path) for file in files] == files == [reader.file(file.id) for file in files]
    assert reader.hashes() == {file.path: file.hash for file in files}
    path_of = {file.id: file.path for file in files}
    chunks = [reader.chunk(chunk) for file in files for chunk in file.chunks]
    start_of = {chunk.id: chunk.start_line for chunk in chunks}
    symbols = list(reader.symbols())
    assert symbols == [symbol for file in files for symbol in reader.symbols_in(file.id)]
    for file in files:
        started = [symbol for chunk in file.chunks for symbol in reader.symbols_starting_in(chunk)]
        assert started == reader.symbols_in(file.id)
    for symbol in symbols:
        assert path_of[symbol.file] == symbol.path
        shown = reader.chunk(symbol.chunk)
        assert shown.file == symbol.file and shown.start_line <= symbol.start_line <= shown.end_line
        folded = symbol.name.casefold()
        assert reader.symbols_named(symbol.name.swapcase()) == [s for s in symbols if s.name.casefold() == folded]
    vocabulary = list(reader.vocabulary(""))
    assert vocabulary == sorted(set(vocabulary))
    postings = {}
    for term in vocabulary:
        found = sorted(
            (path_of[run.first_file + run.files[chunk]], start_of[run.first_chunk + chunk], counts, run.lengths[chunk])
            for run in reader.postings(term)
            for chunk, counts in zip(run.chunks, run.counts, strict=True)
        )
        if found:
            postings[term] = found
    known = {term for file in files for term in path_terms(file.path)}
    return {
        "totals": reader.totals,
        "files": [tuple(file)[1:-1] for file in files],
        "chunks": [(path_of[c.file], c.start_line, c.end_line, c.length, c.symbol, c.kind) for c in chunks],
        "symbols": [
            (s.path, s.name, s.qualified, s.kind, s.visibility, s.start_line, s.end_line, s.signature) for s in symbols
        ],
        "postings": postings,
        "paths": {
            term: sorted(
                (path_of[run.first_file + file], part)
                for run in reader.path_postings(term)
                for file, part in zip(run.files, run.parts, strict=True)
            )
            for term in known
        },
    }


BOX = """\
class Box:
    def get(self):
        return self.item

    def get(self, default):
        return default

def _makeBox(): return Box()
"""
USE = """\
from box import _makeBox
def main():
    print(_makeBox().get())
"""
NOTES = "The box\n\nGrößer than it's 'quoted' box\n"


def sample_files():
    return [
        make_file("src/box.py", BOX),
        make_file("src/use_box.py", USE),
        make_file("docs/it's a note #1.md", NOTES, "markdown"),
        make_file("empty.txt", "", "text"),
    ]
