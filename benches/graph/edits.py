"""A small repository in several languages, and edits that change what its references lead to.

Each file has variants, of which one lies on the disk at a time; None stands for no file. What one variant means often
depends on those of other files: overriding methods and base classes come and go, inferred return types flip, modules
shadow one another, ``__all__``, re-exports, star imports and the paths of compilers' settings change.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path

_CORE = """\
class Base:
    def run(self):
        return self.step()

    def step(self):
        return 1


class Box(Base):
    def __init__(self, lid=None):
        self.lid = Lid()

    def step(self):
        return self.lid.shut()


class Lid:
    def shut(self):
        return None


def make():
    return Box()
"""
_OTHER = """\
class Other:
    def run(self):
        return 2

    def step(self):
        return self.run()


class Box:
    def step(self):
        return 3


def make():
    return Other()
"""
_APP = """\
from pkg import make


def main():
    box = make()
    box.run()
    box.step()
    return helper()


def helper():
    return make().step()
"""
_SHAPE = """\
export class Shape {
  size = 1;
  area(): number { return this.side() * 2; }
  side(): number { return 3; }
}
export function draw(shape: Shape) { return shape.area(); }
export default Shape;
"""
_MAIN_TS = """\
import { Shape, draw } from "@lib/shape";
import * as all from "./index";
import square from "./lib/square";

const shape = new Shape();
shape.area();
draw(shape);
all.draw(shape);
square().area();
"""
_SETTINGS = '{"compilerOptions": {"baseUrl": ".", "paths": {"@lib/*": ["%s/*"]}}}\n'
_GO = """\
package store

type Shelf struct { boxes []Box }

type Box struct { Lid }

type Lid struct{}

func (l Lid) Shut() int { return 1 }

func (s *Shelf) Put(box Box) int { return box.Shut() }

func New() *Shelf { return &Shelf{} }
"""
_JAVA = """\
package com.shop;

public class Till extends Drawer {
    private Drawer drawer = new Drawer();
    public int open() { return drawer.pull(1) + pull(2); }
    public static Till make() { return new Till(); }
}
"""
_RUST = """\
mod lid;
use crate::lid::Lid;

pub struct Pot { lid: Lid }

impl Pot {
    pub fn new() -> Self { Pot { lid: Lid::new() } }
    pub fn boil(&self) -> u8 { self.lid.shut() }
}

pub fn cook() -> u8 { Pot::new().boil() }
"""

FILES: Mapping[str, tuple[str | None, ...]] = {
    "pkg/__init__.py": (
        "from .core import make, Base\n",
        'from .core import *\n\n__all__ = ["make"]\n',
        "from .other import make\nfrom .core import Base as Base\n",
        "",
        None,
    ),
    "pkg/core.py": (
        _CORE,
        # An inferred return type flips.
        _CORE.replace("return Box()", "return Lid()"),
        _CORE.replace("return Box()", "return Base()"),
        # Nothing but lines, and nothing but a body.
        "# moved\n\n" + _CORE,
        _CORE.replace("return None", "x = 1\n        return None"),
        # The override goes, then the base.
        _CORE.replace("    def step(self):\n        return self.lid.shut()\n", "    limit = 1\n"),
        _CORE.replace("class Box(Base)", "class Box"),
        _CORE.replace("class Box(Base)", "from .other import Other\n\n\nclass Box(Other)"),
        '__all__ = ["Base"]\n\n' + _CORE,
        # Another of the same name before, so that ordinals move.
        "def make():\n    return 1\n\n\n" + _CORE,
        _CORE.replace("self.lid = Lid()", "self.lid = lid"),
        None,
    ),
    "pkg/other.py": (_OTHER, _OTHER.replace("def run", "def walk"), "from pkg.core import *\n", None),
    "app.py": (
        _APP,
        _APP.replace("from pkg import make", "from pkg.core import *"),
        _APP.replace("from pkg import make", "from pkg.other import *\nfrom pkg.core import *"),
        _APP.replace("from pkg import make", "import pkg.core as core\n\nmake = core.make"),
        "# a comment\n" + _APP,
        None,
    ),
    # A module beside the package of that name, and another root.
    "pkg.py": (None, _OTHER, _CORE),
    "src/pkg/__init__.py": (None, _OTHER),
    "helpers.py": ("from app import helper\n\n\ndef use():\n    return helper()\n", None),
    "helpers/__init__.py": (None, "def use():\n    return 1\n"),
    "tests/test_app.py": (
        "from app import main\nfrom helpers import use\n\n\ndef test_main():\n    assert main() and use()\n",
        "import app\nimport helpers\n\n\nclass TestApp:\n    def test(self):\n        app.main() and helpers.use()\n",
        None,
    ),
    "pyproject.toml": (None, '[project]\nname = "shop"\n', '[tool.setuptools.packages.find]\nwhere = ["src"]\n'),
    "web/tsconfig.json": (_SETTINGS % "lib", _SETTINGS % "alt", "{}\n", None),
    "web/package.json": ('{"name": "web"}\n', '{"name": "web", "main": "index.ts", "exports": "./main.ts"}\n', None),
    "web/lib/shape.ts": (
        _SHAPE,
        _SHAPE.replace("side(): number { return 3; }", ""),
        _SHAPE.replace("export class Shape", 'import { Root } from "./root";\nexport class Shape extends Root'),
        "// moved\n" + _SHAPE,
        None,
    ),
    "web/lib/root.ts": ("export class Root { side(): number { return 9; } }\n", "export class Root {}\n", None),
    "web/alt/shape.ts": (_SHAPE.replace("return 3", "return 4"), "export class Shape {}\n", None),
    "web/lib/square.ts": (
        'import { Shape } from "./shape";\nexport default function square() { return new Shape(); }\n',
        'import { Root } from "./root";\nexport default function square() { return new Root(); }\n',
        None,
    ),
    "web/index.ts": (
        'export * from "./lib/shape";\n',
        'export { draw } from "./alt/shape";\n',
        'export * from "./lib/shape";\nexport * from "./alt/shape";\n',
        None,
    ),
    "web/main.ts": (_MAIN_TS, _MAIN_TS.replace('"@lib/shape"', '"./lib/shape"'), None),
    "web/old.js": (
        'const { draw } = require("./lib/tools");\nmodule.exports = { go() { return draw(); } };\ndraw();\n',
        'const tools = require("./lib/tools");\ntools.draw();\n',
        None,
    ),
    "web/lib/tools.js": (
        "function draw() { return 1; }\nmodule.exports = { draw };\n",
        "exports.draw = () => 1;\n",
        None,
    ),
    "go.mod": ("module example.com/shop\n", "module example.com/other\n", None),
    "store/shelf.go": (
        _GO,
        _GO.replace("type Box struct { Lid }", "type Box struct { lid Lid }"),
        "// x\n" + _GO,
        None,
    ),
    "store/more.go": (None, "package store\n\nfunc (b Box) Shut() int { return 2 }\n", "package other\n"),
    "main.go": (
        'package main\n\nimport "example.com/shop/store"\n\nfunc main() { store.New().Put(store.Box{}) }\n',
        'package main\n\nimport s "example.com/other/store"\n\nfunc main() { s.New().Put(s.Box{}) }\n',
        None,
    ),
    "java/com/shop/Till.java": (
        _JAVA,
        _JAVA.replace(" extends Drawer", ""),
        _JAVA.replace("    public static", "    public int pull(int far) { return far; }\n    public static"),
        None,
    ),
    "java/com/shop/Drawer.java": (
        "package com.shop;\n\npublic class Drawer {\n    int pull(int far) { return far; }\n}\n",
        "package com.shop;\n\npublic class Drawer {\n    int pull(String far) { return 1; }\n}\n",
        None,
    ),
    "java/com/shop/Main.java": (
        "package com.shop;\n\nclass Main {\n    int run() { return Till.make().open(); }\n}\n",
        "package com.other;\n\nimport com.shop.*;\n\nclass Main {\n    int run() { return Till.make().open(); }\n}\n",
        None,
    ),
    "c/shop.h": (
        "int sell(int price);\nstruct till { int (*open)(int); };\n",
        "int sell(int price, int tax);\n",
        None,
    ),
    "c/shop.c": (
        '#include "shop.h"\nint sell(int price) { return count(price); }\nstatic int count(int n) { return n; }\n',
        '#include "shop.h"\nstatic int sell(int price) { return price; }\n',
        None,
    ),
    "c/main.c": (
        '#include "shop.h"\nint main(void) { return sell(1); }\n',
        "int sell(int);\nint main(void) { return sell(1); }\n",
        None,
    ),
    "c/again.c": (None, "int sell(int price) { return 7; }\n"),
    "Cargo.toml": ('[package]\nname = "pots"\n', '[package]\nname = "pans"\n', None),
    "src/lib.rs": (_RUST, _RUST.replace("Lid::new()", "Lid::default()"), "// moved\n" + _RUST, None),
    "src/lid.rs": (
        "pub struct Lid;\nimpl Lid { pub fn new() -> Self { Lid } pub fn shut(&self) -> u8 { 1 } }\n",
        "pub struct Lid;\npub trait Shut { fn shut(&self) -> u8; }\nimpl Shut for Lid { fn shut(&self) -> u8 { 2 } }\n",
        None,
    ),
    "src/lid/mod.rs": (None, "pub struct Lid;\nimpl Lid { pub fn shut(&self) -> u8 { 3 } }\n"),
    "notes.md": ("# Box\n\nmake\n", "# make\n", None),
}
PATHS = tuple(FILES)

Edit = tuple[str, str]
"""A path and what happens to it: the number of a variant, or the path that it is moved to."""


def first_state() -> dict[str, str]:
    """The repository before any edit."""
    return {path: variants[0] for path, variants in FILES.items() if variants[0] is not None}


def random_edit(chance: random.Random) -> Edit:
    """One edit; one in eight moves a file to where another of its kind stands or stood."""
    path = chance.choice(PATHS)
    if chance.random() < 1 / 8:
        alike = [other for other in PATHS if other != path and Path(other).suffix == Path(path).suffix]
        if alike:
            return path, chance.choice(alike)
    return path, str(chance.randrange(len(FILES[path])))


def apply(root: Path, edit: Edit) -> list[str]:
    """Make an edit below ``root``; returns the paths that it may have changed."""
    path, what = edit
    place = root / path
    if not what.isdecimal():
        if not place.exists():
            return []
        other = root / what
        other.parent.mkdir(parents=True, exist_ok=True)
        place.replace(other)
        return [path, what]
    text = FILES[path][int(what)]
    if text is None:
        place.unlink(missing_ok=True)
    else:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return [path]
