"""Plugins: found by entry point, loaded one by one, each isolated from the others.

A plugin that fails to import, to register or to keep its contract becomes a `PluginProblem`
that names it; it never stops another plugin. Each plugin has a manager of its own, so that an
error is always the error of one known plugin.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from os import PathLike
from types import SimpleNamespace
from typing import Any, Literal, TypeVar

import pluggy
from attrs import field, frozen

from wres import hookspecs
from wres.errors import PluginError, UnknownNameError
from wres.hookspecs import API_VERSION, PROJECT, Adapter, Exporter
from wres.mappings import MappedAdapter, SourceMapping, load_mapping


Phase = Literal["import", "register", "call", "validate"]
Offer = TypeVar("Offer", Adapter, Exporter)
SWITCHED_OFF = "WRES_DISABLE_PLUGINS"
"""Environment variable: entry point or distribution names, comma separated."""

MAPPING = ".toml"
"""How the name of a mapping file ends, which stands wherever an adapter's name does."""
SLOW = 2.0
"""Seconds of import after which a plugin is named: every command waits for it."""

NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@frozen
class Origin:
    """Where a plugin comes from."""

    distribution: str
    version: str
    entry_point: str

    def __str__(self) -> str:
        return f"{self.distribution} {self.version} (entry point '{self.entry_point}')"


@frozen
class PluginProblem:
    """A plugin that does not work, told so that its user can act.

    Examples
    --------
    >>> origin = Origin("wres-acme", "1.0", "acme")
    >>> print(PluginProblem(origin, "import", "ModuleNotFoundError: No module named 'acme'"))
    plugin wres-acme 1.0 (entry point 'acme') failed to import: ModuleNotFoundError: No module named 'acme'; bring wres-acme up to date or uninstall it, or set WRES_DISABLE_PLUGINS=acme
    """

    origin: Origin
    phase: Phase
    message: str

    @property
    def advice(self) -> str:
        """What a user can do."""
        name, distribution = self.origin.entry_point, self.origin.distribution
        return f"bring {distribution} up to date or uninstall it, or set {SWITCHED_OFF}={name}"

    def __str__(self) -> str:
        return f"plugin {self.origin} failed to {self.phase}: {self.message}; {self.advice}"


@frozen
class SlowPlugin:
    """A plugin that works, and for which every command waits.

    Examples
    --------
    >>> print(SlowPlugin(Origin("wres-acme", "1.0", "acme"), 3.21))
    plugin wres-acme 1.0 (entry point 'acme') took 3.2 seconds to import; ask its authors to import large packages when a file is read, or set WRES_DISABLE_PLUGINS=acme
    """

    origin: Origin
    seconds: float

    def __str__(self) -> str:
        return (
            f"plugin {self.origin} took {self.seconds:.1f} seconds to import; ask its authors to "
            "import large packages when a file is read, or set "
            f"{SWITCHED_OFF}={self.origin.entry_point}"
        )


@frozen
class DatedPlugin:
    """A plugin that works, though it was built for the contract before the present one.

    Examples
    --------
    >>> print(DatedPlugin(Origin("wres-acme", "1.0", "acme")))
    plugin wres-acme 1.0 (entry point 'acme') works, but is built for version 0 of the plugin contract, and the next wres may not load it; bring wres-acme up to date
    """

    origin: Origin

    def __str__(self) -> str:
        return (
            f"plugin {self.origin} works, but is built for version {API_VERSION - 1} of the plugin "
            "contract, and the next wres may not load it; bring "
            f"{self.origin.distribution} up to date"
        )


@frozen
class Plugins:
    """What the installed plugins offer, by name, and which do not work, are slow or dated."""

    adapters: Mapping[str, Adapter] = field(factory=dict)
    exporters: Mapping[str, Exporter] = field(factory=dict)
    problems: tuple[PluginProblem, ...] = ()
    origins: Mapping[str, Origin] = field(factory=dict)
    slow: tuple[SlowPlugin, ...] = ()
    dated: tuple[DatedPlugin, ...] = ()

    def adapter(self, name: AdapterName) -> Adapter:
        """Give an adapter by name, of a mapping or of the file that holds one.

        Raises
        ------
        UnknownNameError
            With the names that there are.
        InputError
            With every fault of the mapping file.
        """
        if isinstance(name, SourceMapping):
            return MappedAdapter(name)
        if is_mapping_file(name):
            return MappedAdapter(load_mapping(name, base=self.preset))
        return _named("adapter", str(name), self.adapters, self.problems)

    @property
    def presets(self) -> Mapping[str, MappedAdapter]:
        """Adapters that are mappings, by name."""
        return {name: one for name, one in self.adapters.items() if isinstance(one, MappedAdapter)}

    def preset(self, name: str) -> Mapping[str, Any]:
        """Give what a preset says, for a mapping that extends it."""
        if name not in self.presets:
            raise UnknownNameError.of("preset", name, sorted(self.presets))
        return self.presets[name].mapping.document

    def exporter(self, name: str) -> Exporter:
        """Give an exporter by name, or say which there are."""
        return _named("exporter", name, self.exporters, self.problems)


AdapterName = str | PathLike[str] | SourceMapping
"""The name of an adapter, the path of a mapping file, or a mapping."""


def is_mapping_file(name: AdapterName) -> bool:
    """Whether an adapter's name is the path of a mapping file.

    Examples
    --------
    >>> is_mapping_file("city.toml"), is_mapping_file("esr-bi")
    (True, False)
    """
    return not isinstance(name, SourceMapping) and str(name).lower().endswith(MAPPING)


def _named(
    kind: str, name: str, known: Mapping[str, Offer], problems: Iterable[PluginProblem]
) -> Offer:
    if name in known:
        return known[name]
    if broken := [str(problem) for problem in problems]:
        raise PluginError(f"no {kind} named '{name}' works; {'; '.join(broken)}")
    raise UnknownNameError.of(kind, name, sorted(known))


@cache
def installed() -> Plugins:
    """Load the installed plugins, once a process, save those that `SWITCHED_OFF` names."""
    off = {name.strip() for name in os.environ.get(SWITCHED_OFF, "").split(",")}
    return load(entry_points(group=PROJECT), switched_off=off)


def load(points: Iterable[EntryPoint], *, switched_off: Collection[str] = ()) -> Plugins:
    """Load plugins from entry points.

    Parameters
    ----------
    points
        Entry points of group ``wres``, or any with the same face.
    switched_off
        Entry point or distribution names that are not even imported.

    Returns
    -------
    Plugins
        A name that two plugins claim belongs to neither: a problem names both.
    """
    adapters: dict[str, list[tuple[Origin, Any]]] = {}
    exporters: dict[str, list[tuple[Origin, Any]]] = {}
    problems: list[PluginProblem] = []
    slow: list[SlowPlugin] = []
    dated: dict[Origin, DatedPlugin] = {}
    for point in sorted(
        points, key=lambda point: (_origin(point).distribution != PROJECT, point.name)
    ):
        origin = _origin(point)
        if {origin.entry_point, origin.distribution} & set(switched_off):
            continue
        began = time.perf_counter()
        try:
            manager = _managed(point)
            seconds = time.perf_counter() - began
            if seconds > SLOW and origin.distribution != PROJECT:
                slow.append(SlowPlugin(origin, seconds))
            offered = [("adapters", Adapter, adapters), ("exporters", Exporter, exporters)]
            for kind, contract, found in offered:
                for given in _called(manager, f"{PROJECT}_{kind}"):
                    item = _brought_up(kind.removesuffix("s"), given)
                    _validated(kind.removesuffix("s"), item, contract)
                    found.setdefault(item.name, []).append((origin, item))
                    if _version(given) < API_VERSION:
                        dated[origin] = DatedPlugin(origin)
        except _FailureError as failure:
            problems.append(PluginProblem(origin, failure.phase, failure.message))
    problems += _claimed_twice("adapter", adapters) + _claimed_twice("exporter", exporters)
    kept = {
        name: claims[0] for name, claims in {**exporters, **adapters}.items() if len(claims) == 1
    }
    return Plugins(
        {name: kept[name][1] for name in sorted(adapters) if name in kept},
        {name: exporters[name][0][1] for name in sorted(exporters) if len(exporters[name]) == 1},
        tuple(problems),
        {name: origin for name, (origin, _) in kept.items()},
        tuple(slow),
        tuple(dated.values()),
    )


def _origin(point: EntryPoint) -> Origin:
    dist = point.dist
    return Origin(dist.name if dist else "unknown", dist.version if dist else "?", point.name)


class _FailureError(Exception):
    def __init__(self, phase: Phase, message: str) -> None:
        super().__init__(message)
        self.phase, self.message = phase, message


def _guarded(phase: Phase, action: Callable[[], Any]) -> Any:  # noqa: ANN401
    try:
        return action()
    # A plugin may raise anything at all, and some call sys.exit.
    except (Exception, SystemExit) as error:
        raise _FailureError(phase, f"{type(error).__name__}: {error}") from error


def _managed(point: EntryPoint) -> pluggy.PluginManager:
    plugin = _guarded("import", point.load)
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(hookspecs)
    _guarded("register", lambda: manager.register(plugin, name=point.name))
    _guarded("register", manager.check_pending)
    return manager


def _called(manager: pluggy.PluginManager, hook: str) -> list[Any]:
    call = getattr(manager.hook, hook)
    return _guarded("call", lambda: [item for offered in call() for item in offered])  # type: ignore[no-any-return]


def _brought_up(kind: str, item: Any) -> Any:  # noqa: ANN401
    """Give what a plugin offers under the present contract.

    Every part of an adapter of the contract before is an attribute of what is given: from Python
    3.12 on, a protocol does not see what ``__getattr__`` would give.
    """
    version = _version(item)
    if not isinstance(version, int) or version > API_VERSION:
        raise _FailureError(
            "validate",
            f"{kind} {getattr(item, 'name', None)!r} is built for version {version} of the plugin "
            f"contract, which this wres, with version {API_VERSION}, does not know; bring wres up "
            "to date",
        )
    if version < API_VERSION - 1:
        raise _FailureError(
            "validate",
            f"{kind} {getattr(item, 'name', None)!r} is built for version {version} of the plugin "
            f"contract; {API_VERSION - 1} and {API_VERSION} are known",
        )
    if version == API_VERSION or kind != "adapter":
        return item
    parts = [part for part in dir(item) if not part.startswith("_")]
    own = _guarded("validate", lambda: {part: getattr(item, part) for part in parts})
    return SimpleNamespace(**{"title": own.get("name"), "options": {}, **own})


def _version(item: Any) -> Any:  # noqa: ANN401
    return getattr(item, "api_version", API_VERSION)


def _validated(kind: str, item: object, contract: type) -> None:
    name = getattr(item, "name", None)
    if lacks := [part for part in _parts(contract) if getattr(item, part, None) is None]:
        raise _FailureError("validate", f"{kind} {name!r} lacks {', '.join(lacks)}")
    if not (isinstance(name, str) and NAME.fullmatch(name)):
        raise _FailureError(
            "validate", f"{kind} name must be lower case words with hyphens; got {name!r}"
        )


def _parts(contract: type) -> list[str]:
    own = set(vars(contract)) | set(contract.__annotations__)
    return sorted(part for part in own if not part.startswith("_"))


def _claimed_twice(kind: str, found: Mapping[str, list[tuple[Origin, Any]]]) -> list[PluginProblem]:
    return [
        PluginProblem(
            claims[-1][0],
            "register",
            f"{kind} '{name}' is claimed by {' and by '.join(str(origin) for origin, _ in claims)}",
        )
        for name, claims in found.items()
        if len(claims) > 1
    ]
