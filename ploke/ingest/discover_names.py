"""What a file's name alone says: secret, binary, minified, generated. Pure; names are compared in lower case."""

from __future__ import annotations

from ploke.model.source import SkipReason


def words(text: str) -> frozenset[str]:
    """The words of a list written as running text."""
    return frozenset(text.split())


_S, _B, _M, _G = SkipReason.SECRET, SkipReason.BINARY, SkipReason.MINIFIED, SkipReason.GENERATED

_SECRET_NAMES = words(
    """
    .env .envrc .netrc _netrc .pgpass .npmrc .pypirc .htpasswd .git-credentials .dockercfg .vault_pass .s3cfg
    id_rsa id_dsa id_ecdsa id_ed25519 kubeconfig terraform.tfstate
    secrets.yml secrets.yaml secrets.json secrets.toml
    """
)
_SECRET_EXTENSIONS = words(
    """
    .pem .key .p8 .p12 .pfx .pkcs12 .ppk .jks .keystore .kdb .kdbx .ovpn .tfstate .gpg .age
    """
)
_BINARY_EXTENSIONS = words(
    """
    .png .jpg .jpeg .gif .bmp .ico .icns .webp .tif .tiff .psd .avif .heic .xcf
    .mp3 .wav .ogg .flac .m4a .aac .mp4 .mkv .avi .mov .webm .wmv
    .zip .gz .tgz .bz2 .xz .zst .lz4 .7z .rar .tar .jar .war .ear .whl .egg .gem .nupkg .deb .rpm .dmg .iso .apk
    .ttf .otf .woff .woff2 .eot
    .o .a .so .dylib .dll .exe .class .pyc .pyo .pyd .wasm .rlib .rmeta .beam .elc
    .pdf .doc .docx .xls .xlsx .ppt .pptx .odt .ods .odp
    .sqlite .sqlite3 .mdb .mo .gmo .npy .npz .pkl .pickle .h5 .hdf5 .parquet .feather .arrow
    .onnx .safetensors .gguf .tflite .pth .ckpt .swp .ds_store
    """
)
_MINIFIED_ENDS = (".min.js", ".min.mjs", ".min.cjs", ".min.css", "-min.js", "-min.css", ".js.map", ".css.map")
_LOCK_NAMES = words(
    """
    package-lock.json npm-shrinkwrap.json yarn.lock pnpm-lock.yaml bun.lock deno.lock cargo.lock poetry.lock pdm.lock
    uv.lock pixi.lock pipfile.lock gemfile.lock composer.lock go.sum go.work.sum mix.lock pubspec.lock podfile.lock
    flake.lock packages.lock.json gradle.lockfile package.resolved conda-lock.yml stack.yaml.lock
    """
)
_ENV_SAMPLES = ("example", "sample", "template", "dist", "tpl", "defaults", "schema")
_KEY_NAMES = ("id_rsa", "id_dsa", "id_ecdsa", "id_ed25519")
_KEY_ENDINGS = frozenset(("", ".pub", ".bak", ".old", ".orig", ".enc"))
_SECRET_PLACES = frozenset((".aws/credentials", ".docker/config.json", ".kube/config", ".cargo/credentials.toml"))

NameSkip = tuple[SkipReason, str]

_BY_NAME: dict[str, NameSkip] = {
    **dict.fromkeys(_SECRET_NAMES, (_S, "file name")),
    **dict.fromkeys(_LOCK_NAMES, (_G, "lock file")),
    ".ds_store": (_B, "file name"),
}
_BY_EXTENSION: dict[str, NameSkip] = {
    **{extension: (_S, extension) for extension in _SECRET_EXTENSIONS},
    **{extension: (_B, extension) for extension in _BINARY_EXTENSIONS},
}
_LOOK_CLOSER = frozenset((".js", ".mjs", ".cjs", ".css", ".map", ".env", ".json", ".toml"))
"""Extensions for which more than the extension decides; so does a name that starts as in ``_LOOK_CLOSER_HEADS``."""
_LOOK_CLOSER_HEADS = (".env", "id_", "credentials", "config")

QUIET_EXTENSIONS = words(
    """
    .py .pyi .rs .go .c .h .cc .cpp .cxx .hpp .hh .java .kt .scala .cs .fs .swift .m .mm .rb .php .pl .lua .zig .ex .exs
    .erl .hs .ml .mli .clj .ts .tsx .jsx .vue .svelte .dart .r .jl .sh .bash .zsh .sql .proto .html .htm .xml .svg .scss
    .less .md .rst .txt .po .pot .csv .cmake .gradle .adoc
    """
)
"""``name_skip`` has nothing to say of names with these extensions, unless they start with a dot."""


def name_skip(path: str, name: str) -> NameSkip | None:
    """Why a file is left out by its name (``name`` is the last part of ``path``), with the detail; None if it is not.

    Known extensions are taken at their word without opening the file. Samples such as ``.env.example`` pass.
    """
    lower = name.lower()
    extension = lower[lower.rfind(".") :] if "." in lower else ""
    found = _BY_EXTENSION.get(extension) or _BY_NAME.get(lower)
    if found is None and (extension in _LOOK_CLOSER or lower.startswith(_LOOK_CLOSER_HEADS)):
        return _closer(path, lower, extension)
    return found


def _closer(path: str, lower: str, extension: str) -> NameSkip | None:
    if lower.endswith(_MINIFIED_ENDS):
        return _M, "file name"
    if lower.startswith(".env.") or extension == ".env":
        sample = any(word in _ENV_SAMPLES for word in lower.replace("-", ".").replace("_", ".").split("."))
        return None if sample or extension in (".ts", ".js", ".py", ".md") else (_S, "file name")
    if lower.startswith(_KEY_NAMES) and extension in _KEY_ENDINGS:
        return _S, "file name"
    if lower.startswith("client_secret") and extension == ".json":
        return _S, "file name"
    if "/".join(path.lower().split("/")[-2:]) in _SECRET_PLACES:
        return _S, "file name"
    return None
