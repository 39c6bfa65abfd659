; QML. An object is called by its `id`.

((ui_object_definition initializer: (ui_object_initializer
  (ui_binding name: (identifier) @_id value: (expression_statement (identifier) @name))) @body) @definition.object
  (#eq? @_id "id"))
(ui_inline_component name: (identifier) @name) @definition.class
(function_declaration name: (identifier) @name body: (_) @body) @definition.function
(ui_property name: (identifier) @name) @definition.property
(ui_signal name: (identifier) @name) @definition.event
(enum_declaration name: (identifier) @name) @definition.enum

(call_expression function: (identifier) @name) @reference.call
(call_expression function: (member_expression property: (property_identifier) @name)) @reference.call
(ui_object_definition type_name: (_) @name) @reference.type
