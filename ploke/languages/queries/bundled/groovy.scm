; Groovy, as a grammar of commands sees it: words one behind another, with a block behind the last.

((command (unit (identifier) @_word) . (unit . (identifier) @name)) @definition.class
  (#any-of? @_word "class" "record"))
((command (unit (identifier) @_word) . (block . (unit . (identifier) @name)) @body) @definition.class
  (#any-of? @_word "class" "record"))
((command (unit (identifier) @_word) . (block . (unit . (identifier) @name))) @definition.interface
  (#any-of? @_word "interface" "trait"))
((command (unit (identifier) @_word) . (unit . (identifier) @name)) @definition.interface
  (#any-of? @_word "interface" "trait"))
((command (unit (identifier) @_word) . (block . (unit . (identifier) @name))) @definition.enum
  (#eq? @_word "enum"))
((command (unit (identifier) @_type) . (block . (unit . (func . (identifier) @name)))) @definition.function
  (#not-match? @_type "^(return|throw|new|assert|else|case|in|instanceof|if|while|for|switch)$")
  (#not-match? @name "^(if|while|for|switch|catch)$"))
((block (command . (unit . (identifier) @_type) . (unit . (func . (identifier) @name)) .) @definition.function)
  (#match? @_type "^([A-Z].*|void|int|long|boolean|double|float|byte|char|short|abstract)$"))
(command (decorate (identifier) @role.decorator)) @decorator

(func . (identifier) @name) @reference.call
