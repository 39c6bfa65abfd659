; Scheme.

((list . (symbol) @_word . (list . (symbol) @name)) @definition.function
  (#any-of? @_word "define" "define*" "define-public" "define-inline" "define-integrable" "define-memoized"))
((list . (symbol) @_word . (list . (list . (symbol) @name))) @definition.function
  (#any-of? @_word "define" "define*"))
((list . (symbol) @_word . (symbol) @name . (list . (symbol) @_value)) @definition.function
  (#any-of? @_word "define" "define-public")
  (#any-of? @_value "lambda" "lambda*" "case-lambda" "named-lambda"))
((list . (symbol) @_word . [(symbol) @name (list . (symbol) @name)]) @definition.macro
  (#any-of? @_word "define-syntax" "define-syntax-rule" "define-macro" "defmacro"))
((list . (symbol) @_word . [(symbol) @name (list . (symbol) @name)]) @definition.struct
  (#any-of? @_word "define-record-type" "define-structure"))
((list . (symbol) @_word . (symbol) @name) @definition.class
  (#any-of? @_word "define-class" "define-condition-type"))
((list . (symbol) @_word . (list . (symbol)) @name) @definition.module
  (#any-of? @_word "define-library" "define-module" "library"))
((list . (symbol) @_word . (symbol) @name) @definition.variable
  (#any-of? @_word "define" "define-public" "define-parameter" "define-constant"))

((list . (symbol) @name) @reference.call
  (#match? @name "[a-zA-Z]")
  (#not-match? @name "^(define.*|let.*|if|cond|lambda|begin|set!|quote|import|export|else|case|and|or|do|library)$"))
((list . (symbol) @_word . (list) @ignore)
  (#match? @_word "^(define.*|lambda.?|case-lambda|import|export|require|provide|syntax-rules|library)$"))
((list . (symbol) @_word . (list) @ignore (list) @ignore) (#any-of? @_word "import" "export" "require" "provide"))
((list . (symbol) @_word . (_) . (list) @ignore) (#any-of? @_word "struct" "define-struct" "define-record-type"))
((list . (symbol) @_word (list . (symbol) @skip)) (#eq? @_word "define-record-type"))
((list . (symbol) @_word (list . (list) @ignore)) (#any-of? @_word "syntax-rules" "syntax-case"))
((list . (symbol) @_word (list (list . (symbol) @skip))) (#match? @_word "^let"))
