; Common Lisp.

((list_lit (defun (defun_header keyword: (defun_keyword) @_word function_name: (_) @name))) @definition.macro
  (#match? @_word "[mM][aA][cC][rR][oO]$"))
(list_lit (defun (defun_header keyword: (defun_keyword) function_name: (_) @name))) @definition.function
((list_lit . (sym_lit) @_word . [(sym_lit) @name (list_lit . (sym_lit) @name)]) @definition.class
  (#any-of? @_word "defclass" "define-condition"))
((list_lit . (sym_lit) @_word . [(sym_lit) @name (list_lit . (sym_lit) @name)]) @definition.struct
  (#eq? @_word "defstruct"))
((list_lit . (sym_lit) @_word . (sym_lit) @name) @definition.type
  (#eq? @_word "deftype"))
((list_lit . (sym_lit) @_word . (sym_lit) @name) @definition.variable
  (#any-of? @_word "defvar" "defparameter" "defglobal"))
((list_lit . (sym_lit) @_word . (sym_lit) @name) @definition.constant
  (#any-of? @_word "defconstant" "define-constant" "alexandria:define-constant"))
((list_lit . (sym_lit) @_word . (sym_lit) @name) @definition.function
  (#any-of? @_word "define-compiler-macro" "define-setf-expander" "defsetf" "deftest" "test" "defsystem"))
((list_lit . (sym_lit) @_word . (kwd_lit (kwd_symbol) @name)) @definition.namespace
  (#any-of? @_word "defpackage" "define-package" "uiop:define-package"))

((list_lit . (sym_lit) @name) @reference.call
  (#match? @name "[a-zA-Z]")
  (#not-match? @name "^([dD][eE][fF].*|let\\*?|if|in-package|declare|progn|lambda|function|quote|labels|flet)$"))
(defun_header lambda_list: (_) @ignore)
((list_lit . (sym_lit) @_word . (_) . (list_lit) @ignore)
  (#any-of? @_word "defclass" "define-condition" "deftype" "define-compiler-macro" "defsetf"))
((list_lit . (sym_lit) @_word . (_) . (list_lit) . (list_lit (list_lit . (sym_lit) @skip)))
  (#any-of? @_word "defclass" "define-condition"))
((list_lit . (sym_lit) @_word (list_lit . (sym_lit) @skip)) (#eq? @_word "defstruct"))
((list_lit . (sym_lit) @_word . (list_lit (list_lit . (sym_lit) . (list_lit) @ignore)))
  (#any-of? @_word "labels" "flet" "macrolet"))
((list_lit . (sym_lit) @_word . (list_lit (list_lit . (sym_lit) @skip)))
  (#any-of? @_word "let" "let*" "labels" "flet" "macrolet" "do" "do*" "when-let" "if-let" "symbol-macrolet"))
((list_lit . (sym_lit) @_word . (list_lit) @ignore) (#any-of? @_word "lambda" "destructuring-bind" "declare"))
((list_lit . (sym_lit) @_word . (_) . (list_lit (sym_lit) @role.base)) (#any-of? @_word "defclass" "define-condition"))

(defun (defun_header) . (str_lit) @doc.inner)
((list_lit . (sym_lit) @_word . (sym_lit) . (_) . (str_lit) @doc.inner) (#match? @_word "^def"))
((list_lit . (kwd_lit (kwd_symbol) @_word) . (str_lit) @doc.inner) (#eq? @_word "documentation"))
