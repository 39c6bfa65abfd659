; Emacs Lisp.

(function_definition name: (symbol) @name) @definition.function
(macro_definition name: (symbol) @name) @definition.macro
(special_form . "defvar" . (symbol) @name) @definition.variable
(special_form . "defconst" . (symbol) @name) @definition.constant
((list . (symbol) @_word . (symbol) @name) @definition.function
  (#any-of? @_word "cl-defun" "cl-defmethod" "cl-defgeneric" "defun*" "cl-defsubst" "define-inline" "defadvice"
    "define-minor-mode" "define-globalized-minor-mode" "define-derived-mode" "define-generic-mode" "transient-define-prefix"
    "transient-define-suffix" "defmethod" "defgeneric" "iter-defun" "ert-deftest" "define-compilation-mode"))
((list . (symbol) @_word . (symbol) @name) @definition.macro
  (#any-of? @_word "cl-defmacro" "defmacro*" "gv-define-setter"))
((list . (symbol) @_word . (symbol) @name) @definition.variable
  (#any-of? @_word "defcustom" "defvar-local" "defvar-keymap" "defface" "defgroup"))
((list . (symbol) @_word . (symbol) @name) @definition.struct
  (#any-of? @_word "cl-defstruct" "defstruct"))
((list . (symbol) @_word . (list . (symbol) @name)) @definition.struct
  (#any-of? @_word "cl-defstruct" "defstruct"))
((list . (symbol) @_word . (symbol) @name) @definition.class
  (#any-of? @_word "defclass" "define-error"))

((list . (symbol) @name) @reference.call
  (#not-match? @name "^(declare|interactive|cl-def.*|def.*|ert-deftest|define-.*)$"))
(function_definition parameters: (list) @ignore)
(macro_definition parameters: (list) @ignore)
(quote (list) @ignore)
((list . (symbol) @_word . (symbol) . (list) @ignore)
  (#any-of? @_word "cl-defun" "cl-defmethod" "cl-defgeneric" "cl-defmacro" "ert-deftest" "iter-defun" "cl-defsubst"))
(special_form . ["let" "let*"] . (list (list . (symbol) @skip)))
((list . (symbol) @_word . (list (list . (symbol) @skip)))
  (#any-of? @_word "if-let" "if-let*" "when-let" "when-let*" "cl-letf" "cl-flet" "cl-labels" "and-let*"))

(function_definition docstring: (string) @doc.inner)
(macro_definition docstring: (string) @doc.inner)
(special_form . ["defvar" "defconst"] . (symbol) . (_) . (string) @doc.inner)
((list . (symbol) @_word . (symbol) . (string) @doc.inner)
  (#any-of? @_word "define-minor-mode" "define-globalized-minor-mode" "cl-defstruct" "transient-define-prefix"))
((list . (symbol) @_word . (_) . (_) . (string) @doc.inner)
  (#any-of? @_word "defcustom" "defface" "defgroup" "defvar-local" "cl-defun" "cl-defmethod" "cl-defgeneric"
    "cl-defmacro" "cl-defsubst" "define-inline" "iter-defun" "ert-deftest"))
((list . (symbol) @_word . (_) . (_) . (_) . (string) @doc.inner)
  (#any-of? @_word "define-derived-mode" "defclass"))
