; VHDL.

(entity_declaration name: (identifier) @name) @definition.class
(architecture_body name: (identifier) @name) @definition.implementation
(package_declaration name: (identifier) @name) @definition.module
(package_body package: (simple_name) @name) @definition.module
(component_declaration name: (identifier) @name) @definition.interface
(function_body designator: (_) @name . (_)? (sequence_of_statements)? @body) @definition.function
(function_declaration designator: (_) @name) @definition.function
(procedure_body designator: (_) @name (sequence_of_statements)? @body) @definition.function
(procedure_declaration designator: (_) @name) @definition.function
(process_statement (label . (identifier) @name)) @definition.function
(full_type_declaration name: (identifier) @name) @definition.type
(subtype_declaration name: (identifier) @name) @definition.type
(constant_declaration (identifier_list . (identifier) @name)) @definition.constant

(component_instantiation component: (_) @name) @reference.call
(entity_instantiation entity: (_) @name) @reference.call
(ambiguous_name prefix: (simple_name) @name) @reference.call
(procedure_call_statement procedure: (_) @name) @reference.call
