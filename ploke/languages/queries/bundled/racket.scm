; Racket.

((list . (symbol) @_word . (list . (symbol) @name)) @definition.function
  (#match? @_word "^define(/contract|/public|/override|/private|/augment|/pubment|/match|/memo|/who|-for-syntax|\\*)?$"))
((list . (symbol) @_word . (list . (list . (symbol) @name))) @definition.function
  (#match? @_word "^define(/contract)?$"))
((list . (symbol) @_word . (symbol) @name . (list . (symbol) @_value)) @definition.function
  (#match? @_word "^define(/contract|-for-syntax)?$")
  (#any-of? @_value "lambda" "λ" "case-lambda" "match-lambda" "match-lambda*" "opt-lambda"))
((list . (symbol) @_word . (symbol) @name . (list . (symbol) @_value)) @definition.class
  (#eq? @_word "define")
  (#any-of? @_value "class" "class*" "mixin" "interface" "unit"))
((list . (symbol) @_word . [(symbol) @name (list . (symbol) @name)]) @definition.macro
  (#match? @_word "^define-(syntax|syntaxes|syntax-rule|syntax-parser|syntax-parse-rule|simple-macro|macro)$"))
((list . (symbol) @_word . [(symbol) @name (list . (symbol) @name)]) @definition.struct
  (#any-of? @_word "struct" "define-struct" "struct/contract" "serializable-struct"))
((list . (symbol) @_word . (symbol) @name) @definition.module
  (#any-of? @_word "module" "module+" "module*"))
((list . (symbol) @_word . (symbol) @name) @definition.variable
  (#match? @_word "^define(/contract|-for-syntax)?$"))

((list . (symbol) @name) @reference.call
  (#match? @name "[a-zA-Z]")
  (#not-match? @name "^(define.*|let.*|if|cond|lambda|λ|begin|set!|quote|require|provide|else|case|and|or|when|unless|struct|module.?)$"))
((list . (symbol) @_word . (list) @ignore)
  (#match? @_word "^(define.*|lambda.?|case-lambda|import|export|require|provide|syntax-rules|library)$"))
((list . (symbol) @_word . (list) @ignore (list) @ignore) (#any-of? @_word "import" "export" "require" "provide"))
((list . (symbol) @_word . (_) . (list) @ignore) (#any-of? @_word "struct" "define-struct" "define-record-type"))
((list . (symbol) @_word (list . (symbol) @skip)) (#eq? @_word "define-record-type"))
((list . (symbol) @_word (list . (list) @ignore)) (#any-of? @_word "syntax-rules" "syntax-case"))
((list . (symbol) @_word (list (list . (symbol) @skip))) (#match? @_word "^let"))
