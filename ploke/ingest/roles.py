"""What a file is for, read off its path by the conventions of many languages. Pure."""

from __future__ import annotations

import re

from ploke.ingest.discover_names import words
from ploke.model.source import Role

_TEST_FOLDERS = words(
    """
    tests __tests__ test_data testdata test-data testing_data unittests unittest e2e cypress __mocks__ __snapshots__
    __fixtures__ testfixtures testsuite test-suite testsuites regress
    """
)
_TEST_FOLDER = re.compile(r".[-_.](?:unit)?tests?$|^tests?[-_]", re.IGNORECASE)
_TEST_FOLDER_CAMEL = re.compile(r"[a-z0-9](?:Tests?|Specs)$")
_SPEC_LANGUAGES = words("ruby javascript typescript coffeescript crystal lua haskell php erb haml slim liquid")
_CODE_IN_DOCS = words("doc docs documentation website man manual")
_PROSE_FOLDERS = words("doc docs documentation man manual manuals guides changelog changelogs")
_EXAMPLE_FOLDERS = words("tutorial tutorials cookbook docs_src snippets quickstart quickstarts showcase")
_EXAMPLE_FOLDER = re.compile(r"(?:^|[-_])(?:examples?|samples?|demos?)(?:$|[-_])")
_REVERSED_DOMAINS = words("com org io net dev de edu")
_DATA_FOLDERS = words(
    "data dataset datasets fixtures fixture locale locales i18n l10n lang translations resources seeds assets"
)

_TEST_NAME = re.compile(
    r"""
      tests?[-_.] .* \. \w+ | .* [-_.] (?:tests?|specs?|unittest|test-d|cy|e2e) \. \w+
    | tests? \. (?:py|rs|js|ts|tsx|jl|exs?|lua|c|cpp)
    | conftest\.py | .*\.bats | .*\.t | .*\.(?:test|spec)\.\w+\.snap | .*\.snap
    """,
    re.VERBOSE,
)
_TEST_NAME_CAMEL = re.compile(
    r"(?:[A-Za-z0-9_]*[a-z0-9](?:Tests?|TestCase|Spec|Specs|Suite|IT)|Test[A-Z]\w*)"
    r"\.(?:java|kt|kts|scala|groovy|cs|fs|vb|swift|php|hs|m|mm|cpp|cc|dart|js|ts)"
)
_DOCUMENT_NAME = re.compile(
    r"(?:readme|changelog|changes|history|news|licen[cs]e|copying|copyright|notice|authors|contributors|contributing"
    r"|maintainers|install|todo|thanks|security|code_of_conduct|patents|credits|releases?|upgrading|faq)(?:[-_.].*)?",
    re.IGNORECASE,
)
_DOCUMENT_EXTENSIONS = words(
    ".md .mdx .markdown .rst .adoc .asciidoc .txt .textile .rdoc .pod .org .rmd .qmd .tex .wiki .ipynb"
)
_CONFIGURATION_EXTENSIONS = words(
    """
    .yaml .yml .toml .json .jsonc .json5 .ini .cfg .conf .properties .config .cmake .gradle .csproj .fsproj .vbproj .sln
    .props .targets .bazel .bzl .nix .cabal .gemspec .podspec .rockspec .opam .plist .xcconfig .pbxproj .xcscheme
    .editorconfig .service .desktop .mod .work .tfvars .example .sample .template .in .ac .am .m4 .mk
    """
)
_CONFIGURATION_NAME = re.compile(
    r"\.[\w.-]*(?:rc|ignore|attributes|modules|config|version|hooks|mailmap|env[\w.]*)(?:\.\w+)?|(?:gnu)?makefile|rakefile|gemfile"
    r"|dockerfile(?:\..*)?|containerfile|vagrantfile|jenkinsfile|procfile|brewfile|podfile|justfile"
    r"|cmakelists\.txt|[\w-]*requirements[\w-]*\.txt|pom\.xml|build\.xml|manifest\.in|codeowners"
    r"|setup\.py|noxfile\.py|build\.rs|mix\.exs|package\.swift|[\w.-]+\.config\.[cm]?[jt]s|(?:gulp|grunt)file\.\w+"
    r"|build\.sbt|build\.zig|build\.gradle\.kts|settings\.gradle\.kts|meson\.build|meson_options\.txt",
    re.IGNORECASE,
)
_DATA_EXTENSIONS = words(
    """
    .po .pot .csv .tsv .svg .geojson .topojson .ndjson .jsonl .xml .gpx .kml .ics .vcf .xliff .xlf .resx .strings .arb
    .lock .sum .map .dat .log .diff .patch .dbf .prj .wkt .bib .srt .vtt .ps .eps .ai .obj .stl .warc .har .pem .crt
    """
)
_MAYBE_DATA = words(".json .yaml .yml .xml .txt .toml .properties .ini")


def role_of(path: str, language: str) -> Role:
    """The role of the file at ``path`` (relative, ``/``) in ``language`` (a name of the registry, or ``text``).

    Tests come before examples, examples before documentation; a document stays one wherever it lies.
    """
    folders = path.split("/")
    name = folders.pop()
    lower = name.lower()
    extension = lower[lower.rfind(".") :] if "." in lower[1:] else ""
    if _DOCUMENT_NAME.fullmatch(name) and extension in ("", *_DOCUMENT_EXTENSIONS):
        return Role.DOCUMENTATION
    if _is_test(folders, name, language):
        return Role.TEST
    if _is_example(folders):
        return Role.EXAMPLE
    return _by_kind([folder.lower() for folder in folders], lower, extension)


def _is_test(folders: list[str], name: str, language: str) -> bool:
    if _TEST_NAME.fullmatch(name) or _TEST_NAME_CAMEL.fullmatch(name):
        return True
    for depth, folder in enumerate(folders):
        lower = folder.lower()
        if lower in _TEST_FOLDERS or _TEST_FOLDER.search(folder) or _TEST_FOLDER_CAMEL.search(folder):
            return True
        # A package called test may be a library of testing tools; at the top, and outside of Python, it holds tests.
        if lower == "test" and (depth == 0 or language != "python"):
            return True
        if lower in ("spec", "specs") and language in _SPEC_LANGUAGES:
            return True
    return False


def _is_example(folders: list[str]) -> bool:
    """Whether a folder says so; ``com/example`` is a package name."""
    return any(
        (folder in _EXAMPLE_FOLDERS or _EXAMPLE_FOLDER.search(folder))
        and (not depth or folders[depth - 1] not in _REVERSED_DOMAINS)
        for depth, folder in enumerate(map(str.lower, folders))
    )


def _by_kind(folders: list[str], name: str, extension: str) -> Role:
    if _CONFIGURATION_NAME.fullmatch(name):
        return Role.CONFIGURATION
    if extension in _MAYBE_DATA and not _DATA_FOLDERS.isdisjoint(folders):
        return Role.DATA
    if extension in _DOCUMENT_EXTENSIONS or (folders and folders[0] in _CODE_IN_DOCS):
        return Role.DOCUMENTATION
    if extension in (".html", ".htm", "") and not _PROSE_FOLDERS.isdisjoint(folders):
        return Role.DOCUMENTATION
    if extension in _CONFIGURATION_EXTENSIONS:
        return Role.CONFIGURATION
    if extension in _DATA_EXTENSIONS:
        return Role.DATA
    if not extension and name.startswith("."):
        return Role.CONFIGURATION
    return Role.SOURCE
