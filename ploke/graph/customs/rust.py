"""Rust: who calls what that no source names.

Source: The Rust Reference, "Attributes" and "Crates and source files".
"""

from __future__ import annotations

import re

from ploke.graph.customs.customs import Customs, words
from ploke.model.facts import SymbolKind
from ploke.model.graph import NodeRow


def is_main(node: NodeRow) -> bool:
    """``fn main`` at the top of a file."""
    return node.kind is SymbolKind.FUNCTION and node.qualified == "main"


def is_special(node: NodeRow) -> bool:
    """``const _: () = …``, which checks something while it is compiled."""
    return node.name == "_"


def is_derived(name: str) -> bool:
    """Whether an attribute is the name of a derived trait, which adds code beside the type and hands it to nobody."""
    return name[:1].isupper()


CUSTOMS = Customs(
    has_variants=True,
    is_main=is_main,
    is_special=is_special,
    harmless=words(
        """
        inline cold must_use allow warn deny forbid expect doc cfg cfg_attr deprecated non_exhaustive track_caller
        rustfmt::skip repr target_feature default automatically_derived instrument tracing::instrument
        async_trait async_trait::async_trait serde structopt clap diesel sqlx error source from transparent
        """
    ),
    is_harmless=is_derived,
    registering=words(
        """
        no_mangle unsafe export_name used link_section panic_handler global_allocator proc_macro proc_macro_derive
        proc_macro_attribute tokio::main async_std::main actix_web::main rocket::main launch test bench
        wasm_bindgen wasm_bindgen::prelude::wasm_bindgen pyfunction pymodule pyclass pymethods napi uniffi::export
        get post put patch delete head options route handler tauri::command command ctor dtor
        """
    ),
    comment=re.compile(rb"\s*//(?![/!])"),
    protected_is_offered=False,
)
