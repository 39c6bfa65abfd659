; fish.

(function_definition name: (_) @name) @definition.function
((command name: (word) @_word . argument: (word) @name) @definition.function (#eq? @_word "alias"))

((command name: (word) @name) @reference.call (#not-match? @name "^(set|return|test)$"))
