; Pascal and Delphi. A method is declared in its class and defined behind it.

(declType name: (identifier) @name type: (declClass (kRecord))) @definition.struct
(declType name: (identifier) @name type: (declClass)) @definition.class
(declType name: (identifier) @name type: (declIntf)) @definition.interface
(declType name: (identifier) @name type: (type (declEnum))) @definition.enum
(declType name: (identifier) @name) @definition.type
(defProc header: (declProc name: (identifier) @name) . (_) @body.rest) @definition.function
(defProc header: (declProc name: (genericDot) @name) . (_) @body.rest) @definition.method
(declSection (declProc name: (identifier) @name) @definition.method)
(declClass (declProc name: (identifier) @name) @definition.method)
(declIntf (declProc name: (identifier) @name) @definition.method)
(declProp name: (identifier) @name) @definition.property
(declField name: (identifier) @name) @definition.field
(declEnumValue name: (identifier) @name) @definition.enum_member
(declConst name: (identifier) @name) @definition.constant

(exprCall entity: (identifier) @name) @reference.call
(exprCall entity: (exprDot rhs: (identifier) @name)) @reference.call
(inherited (identifier) @name) @reference.call
(declClass parent: (typeref) @name @reference.implementation)
(declClass parent: (typeref) @role.base)
