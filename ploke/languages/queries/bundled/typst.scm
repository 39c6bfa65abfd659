; Typst: headings and what `let` binds.

(section (heading (_)+ @name)) @definition.section
(code (let) @inner) @extent
(let pattern: (call item: (ident) @name) value: (_)? @body) @definition.function
(source_file (code (let pattern: (ident) @name) @definition.variable))
(content (code (let pattern: (ident) @name) @definition.variable))

(code (call item: (ident) @name)) @reference.call
(let value: (call item: (ident) @name)) @reference.call
(block (call item: (ident) @name)) @reference.call
(call item: (call item: (ident) @name)) @reference.call
