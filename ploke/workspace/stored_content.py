"""What the tables keep of a file's content: all but its summary, which is in the world and follows from the facts."""

from __future__ import annotations

from dataclasses import replace

from ploke.ingest import codec
from ploke.model.ingested import Content, IngestedFile
from ploke.workspace.graph_steps import STEPS


def slimmed(file: IngestedFile) -> IngestedFile:
    """A file whose payload is as the tables keep it; what stands beside the payload stays."""
    content = file.content
    if not content.summary.encoded:
        return file
    return replace(file, content=replace(content, payload=codec.without_summary(content.payload)))


def restored(payload: bytes) -> Content:
    """The content of a payload that a table kept, summary and all. Raises ``codec.PayloadError``."""
    content = codec.unpack(payload)
    return replace(content, summary=STEPS.summarise(codec.unpack_facts(codec.facts_part(payload))))
