"""The unit of the speed bars for any grammar: functions, types, calls and imports, by the names grammars give them."""

from __future__ import annotations

from functools import cache

import tree_sitter

NODES = {
    "function": (
        "function_definition function_declaration function_item function method_declaration method_definition method "
        "singleton_method constructor_declaration secondary_constructor init_declaration local_function_statement "
        "function_declaration_statement create_function bind rule fn_decl FnProto"
    ),
    "type": (
        "class_definition class_declaration class_specifier class struct_specifier struct_item struct_declaration "
        "enum_specifier enum_item enum_declaration union_specifier trait_item trait_declaration trait_definition "
        "impl_item interface_declaration record_declaration protocol_declaration object_declaration object_definition "
        "type_declaration type_alias_declaration data_type newtype module create_table block rule_set element "
        "table block_mapping_pair pair"
    ),
    "call": (
        "call call_expression method_invocation function_call function_call_expression member_call_expression "
        "scoped_call_expression invocation_expression macro_invocation object_creation_expression new_expression "
        "command apply invocation"
    ),
    "import": (
        "import_statement import_from_statement import_declaration import_header import use_declaration "
        "preproc_include using_directive namespace_use_declaration namespace_use_clause from_instruction "
        "import_statement_list"
    ),
    "decorator": "decorator annotation attribute_item marker_annotation attribute_list",
}
"""What each of the five patterns captures: of these node types those that a grammar has."""


@cache
def raw_query(language: tree_sitter.Language) -> tree_sitter.Query:
    """The five patterns, fewer where the grammar has none of the nodes."""
    patterns = []
    for name, words in NODES.items():
        known = [f"({word})" for word in words.split() if language.id_for_node_kind(word, True) is not None]
        if known:
            patterns.append(f"[{' '.join(known)}] @{name}")
    return tree_sitter.Query(language, "\n".join(patterns))
