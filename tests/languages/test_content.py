"""Extensions that languages share: the words in the file decide."""

import pytest

from ploke.languages import detect, known_languages
from ploke.languages.content import RULES
from ploke.languages.registry import dialect_called

CASES = [
    ("a.h", "#ifndef A_H\n#define A_H\nstruct a { int b; };\nint f(struct a *);\n#endif\n", "c c"),
    ("a.h", "#pragma once\n#include <vector>\n", "cpp cpp"),
    ("a.h", "namespace a { class B; }\n", "cpp cpp"),
    ("a.h", "class B : public A {\npublic:\n  B();\n};\n", "cpp cpp"),
    ("a.h", "#include <stdio.h>\n/* a class of things: public or private */\nint class;\n", "c c"),
    ("a.h", "#import <Foundation/Foundation.h>\n@interface A : NSObject\n@end\n", "objective-c objective-c"),
    ("a.m", '#import "A.h"\n@implementation A\n@end\n', "objective-c objective-c"),
    ("a.m", "function y = f(x)\n% squares\ny = x .* x;\nend\n", "matlab matlab"),
    ("a.pl", "#!/usr/bin/perl\nuse strict;\nmy $x = 1;\n", "perl perl"),
    ("a.pl", ":- module(family, [parent/2]).\nparent(a, b).\nold(X) :- parent(X, _).\n", "prolog prolog"),
    ("a.t", "use Test::More tests => 1;\nok(1);\n", "perl perl"),
    ("a.ts", '<?xml version="1.0"?>\n<!DOCTYPE TS>\n<TS version="2.1"/>\n', "xml xml"),
    ("a.ts", "export const a: number = 1;\n", "typescript typescript"),
    ("a.fs", "module A\nlet f x = x + 1\n", "fsharp fsharp"),
    ("a.fs", "#version 330\nuniform vec4 color;\nvoid main() {}\n", "glsl glsl"),
    ("a.v", "module counter(input clk);\nendmodule\n", "verilog verilog"),
    ("a.v", "Require Import Arith.\nTheorem t : True. Proof. exact I. Qed.\n", "coq coq"),
    ("a.v", "module main\nfn main() { println('hi') }\n", "v v"),
    ("a.d", "module a;\nvoid main() {}\n", "d d"),
    ("a.d", "build/a.o: a.c a.h\n", "make make"),
    ("a.def", '#include "a.h"\nstruct a b[] = {\n', "c c"),
    ("a.def", "LIBRARY a\nEXPORTS\n  f @1\n", "text text"),
    ("go.mod", "module example.com/a\n\ngo 1.22\n", "gomod gomod"),
    ("a.sql", "CREATE TABLE a (id INTEGER PRIMARY KEY);\n", "sql sql"),
    ("a.sql", "CREATE TABLE `a` (id INT AUTO_INCREMENT) ENGINE=InnoDB;\n", "sql mysql"),
    ("a.sql", "CREATE FUNCTION f() RETURNS int AS $$ SELECT 1 $$ LANGUAGE sql;\n", "sql postgresql"),
    ("a.sql", "CREATE TABLE [dbo].[A] (n NVARCHAR(10));\nGO\n", "sql tsql"),
    ("a.sql", "PRAGMA foreign_keys = on;\n", "sql sqlite"),
    ("a.sql", "CREATE OR REPLACE PACKAGE a AS\n  x VARCHAR2(10);\nEND;\n/\n", "sql oracle"),
    ("a.inc", "<?php echo 1;\n", "php php"),
    ("a.pp", "class apache inherits base {\n}\n", "puppet puppet"),
]


@pytest.mark.parametrize(("path", "source", "expected"), CASES)
def test_content_decides(path: str, source: str, expected: str) -> None:
    found = detect(path, source.encode())
    assert found is not None
    assert " ".join(found) == expected


def test_every_extension_that_needs_words_has_a_case() -> None:
    covered = {path.rpartition(".")[2] for path, _, _ in CASES}
    assert set(RULES) - covered <= {"cls", "cl", "r", "sc"}


def test_rules_name_languages_that_are_known() -> None:
    assert {rule.language for rules in RULES.values() for rule in rules} <= set(known_languages())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("C++", "cpp cpp"),
        ("python", "python python"),
        ("Python", "python python"),
        ("TSX", "typescript tsx"),
        ("Jupyter Notebook", "notebook notebook"),
        ("Protocol Buffer", "protobuf protobuf"),
        ("SCSS", "scss scss"),
    ],
)
def test_linguist_s_names(name: str, expected: str) -> None:
    assert " ".join(dialect_called(name) or ()) == expected


def test_a_name_that_nobody_knows() -> None:
    assert dialect_called("Klingon") is None
