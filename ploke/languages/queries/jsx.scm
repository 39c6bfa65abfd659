; Elements: a component's element is a call of it. Names of plain HTML start in lower case and refer to nothing.

((jsx_opening_element name: (identifier) @skip) (#match? @skip "^[a-z][\\w-]*$"))
((jsx_self_closing_element name: (identifier) @skip) (#match? @skip "^[a-z][\\w-]*$"))
(jsx_opening_element name: (identifier) @use)
(jsx_self_closing_element name: (identifier) @use)
(jsx_opening_element name: (member_expression object: (identifier) @use))
(jsx_self_closing_element name: (member_expression object: (identifier) @use))
((jsx_opening_element name: [(identifier) (member_expression)] @role.call) (#not-match? @role.call "^[a-z][\\w-]*$"))
((jsx_self_closing_element name: [(identifier) (member_expression)] @role.call) (#not-match? @role.call "^[a-z][\\w-]*$"))
(jsx_closing_element name: (member_expression) @ignore)
