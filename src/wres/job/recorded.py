"""What is recorded of a run, so that it can be made again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from attrs import evolve

from wres.capabilities import capabilities_of
from wres.job.asked import Job, SourceFile
from wres.manifest import Manifest, file_used, manifest_of
from wres.plugins import installed
from wres.release import Folder


def recorded(job: Job, folder: Folder) -> Manifest:
    """Say what a folder's files were made from; to the public, without the digests of sources.

    A digest lets anybody who guesses a small file find out whether the guess is right.
    """
    options: dict[str, Any] = {
        "name": job.name,
        "formats": list(dict.fromkeys(job.formats)),
        "metric_3_basis": job.metric_3_basis,
        "clusters": list(job.clusters),
        "known_only": job.known_only,
        "board_against": job.board_against,
        "allow_rejected": job.allow_rejected,
        "by": [list(names) for names in job.by],
    }
    if job.publish is not None:
        options |= {"publish": job.publish, "folder": folder.name}
    if job.publish_breakdowns:
        options |= {"publish_breakdowns": True}
    if folder.is_public:
        return manifest_of(folder.report, options=options)
    options |= {
        "previous": file_used(job.previous),
        "into": file_used(job.into),
        "word_template": file_used(job.word_template),
        "plan": file_used(job.plan),
    }
    source_options = {
        (installed().adapter(source.adapter).name, source.path.name): _options_used(source)
        for source in job.sources
    }
    return manifest_of(folder.report, options=options, source_options=source_options)


def _options_used(source: SourceFile) -> dict[str, Any]:
    """Give a source's options as a manifest may tell them: of a file its name, not its folder."""
    able = capabilities_of(installed().adapter(source.adapter))
    return {
        name: Path(value).name if name in able.files and isinstance(value, str | Path) else value
        for name, value in source.options.items()
    }


def as_run(job: Job, manifest: Manifest) -> Job:
    """Ask for what a run asked for that a command line may set beside a configuration file."""
    options = manifest.options
    return evolve(
        job,
        formats=tuple(options.get("formats") or job.formats),
        clusters=tuple(options.get("clusters") or job.clusters),
        known_only=bool(options.get("known_only", job.known_only)),
        board_against=options.get("board_against") or job.board_against,
        allow_rejected=bool(options.get("allow_rejected", job.allow_rejected)),
        by=tuple(tuple(names) for names in options.get("by") or job.by),
        publish=options.get("publish") or job.publish,
        publish_breakdowns=bool(options.get("publish_breakdowns", job.publish_breakdowns)),
    )
