; Smali.

(class_definition (class_directive (_) @name .)) @definition.class
(method_definition (method_signature . (_) @name)) @definition.function
(field_definition (field_identifier) @name) @definition.field
