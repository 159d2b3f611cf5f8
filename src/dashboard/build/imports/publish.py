"""Publishing kept batches as a new version, and going back to an earlier one. One at a time, in one step, or not at all."""

from collections.abc import Sequence
from typing import Any

from dashboard.build import write
from dashboard.build.imports import active, batches
from dashboard.build.imports.examine import Progress
from dashboard.build.pipeline import make
from dashboard.core.errors import DatasetUnusable, UserError
from dashboard.core.settings import Settings
from dashboard.dataset import versions

_WAITS = "Väntar på att en annan publicering blir klar"


class Overtaken(UserError):
    """Someone else published after the examination. The batches are still waiting."""


def publish(settings: Settings, batch_ids: Sequence[str], who: str, progress: Progress) -> versions.Manifest:
    """Publish waiting batches together.

    Raises Overtaken when the dataset is another than the one they were checked against, ChecksFailed when the build's own checks do not hold; in
    both cases nothing has changed and the batches wait on.
    """
    with active.only_one(settings, lambda: progress(0.0, _WAITS)):
        active.settle(settings)
        chosen = [batches.read(settings.imports_dir, batch_id) for batch_id in batch_ids]
        already = active.in_force(settings)
        base = active.base_version(settings)
        _stop_when_overtaken(chosen, already, base)
        active.remember_base(settings, base)
        manifest = make(settings, [*already, *batch_ids], progress)
        files = [_file(batch) for batch in chosen]
        active.decide(settings, _publication(manifest, who, "publish", base, files))
        write.clear_away(settings.dataset_dir, settings.keep_versions)
    progress(1.0, "Publicerat")
    return manifest


def roll_back(settings: Settings, version: str, who: str, progress: Progress) -> versions.Manifest:
    """Make an earlier version the one in use, with the imports that were active then; what came after stays kept.

    A version that is no longer on disk, or made for another version of the program, is built again from its imports. Where what decides
    the active imports is lost, this is how it comes back: also the version in use, or one that the history does not know, can then be named.
    """
    with active.only_one(settings, lambda: progress(0.0, _WAITS)):
        active.settle(settings)
        is_lost = bool(active.what_is_lost(settings))
        base = active.base_version(settings)
        if base and base == version and not is_lost:
            raise UserError(f"Versionen {version} är redan den som gäller.")
        chosen = _batches_of(settings, version, is_lost)
        if base and _on_disk(settings, base):
            active.remember_base(settings, base)
        manifest = _on_disk(settings, version) or make(settings, chosen, progress)
        active.decide(settings, _publication(manifest, who, "rollback", base, [], chosen))
        write.clear_away(settings.dataset_dir, settings.keep_versions)
    progress(1.0, "Klart")
    return manifest


def _batches_of(settings: Settings, version: str, is_lost: bool) -> list[str]:
    """The imports that were active in a version."""
    for publication in reversed(active.history(settings.imports_dir)):
        if publication.version == version:
            found = publication.batches
            break
    else:
        found = versions.batches_in(settings.dataset_dir, version) if is_lost else []
        if not found:
            raise UserError(
                f"Versionen ”{version[:40]}” finns inte i historiken. Kör ”python -m dashboard history” för att se versionerna."
            )
    if is_lost:
        # A version on disk can stand without them, but could never be built again.
        for batch_id in found:
            batches.folder_of(settings.imports_dir, batch_id)
    return found


def _stop_when_overtaken(chosen: Sequence[batches.Batch], already: Sequence[str], base: str) -> None:
    if not chosen:
        raise UserError("Det finns inget att publicera.")
    published = [b.batch_id for b in chosen if b.batch_id in already]
    if published:
        raise UserError(f"Importen {published[0]} är redan publicerad.")
    if any(batch.base_version != base for batch in chosen):
        raise Overtaken(
            "Någon annan publicerade medan du granskade. Förhandsgranskningen är gjord mot en äldre version; granska igen. "
            "Inget är förlorat: dina filer ligger kvar bland dem som väntar."
        )


def _on_disk(settings: Settings, version: str) -> versions.Manifest | None:
    try:
        return versions.read_manifest(settings.dataset_dir, version)
    except DatasetUnusable:
        return None


def _publication(
    manifest: versions.Manifest,
    who: str,
    action: str,
    base: str,
    files: list[dict[str, Any]],
    batch_ids: list[str] | None = None,
) -> active.Publication:
    return active.Publication(
        version=manifest.version,
        when=active.now(),
        who=who.strip()[:100],
        action=action,
        batches=list(manifest.batches if batch_ids is None else batch_ids),
        base_version=base,
        files=files,
        rows=sum(manifest.rows.values()),
    )


def _file(batch: batches.Batch) -> dict[str, Any]:
    return {
        "batch_id": batch.batch_id,
        "name": batch.file_name,
        "sha256": batch.sha256,
        "rows": batch.rows,
        "replaced": batch.replaced,
        "findings": batch.findings,
    }
