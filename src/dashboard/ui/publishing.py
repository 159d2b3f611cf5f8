"""The page Importera: publishing what was examined, what waits, and the history with a way back."""

import pandas as pd
import streamlit as st

from dashboard.build.imports import active, batches, texts
from dashboard.build.imports.examine import Examination, keep
from dashboard.core.errors import UserError
from dashboard.core.language import _
from dashboard.core.numbers import number
from dashboard.ui import answers, commands, state
from dashboard.ui.importing import EXAMINED, FORMS, ROUND, TAKEN_UP
from dashboard.ui.markdown import escape

_OUTCOME, _SUPERSEDED = "import_outcome", "import_superseded"
_WHO = "import_who"
_FILES = 5


def outcome() -> None:
    """How the last publication or step back went."""
    told = state.kept(_OUTCOME)
    if told:
        (st.success if told[0] else st.error)(escape(told[1]).replace("\n", "  \n"))
        state.keep(_OUTCOME, None)


def publish(examination: Examination) -> None:
    """Who stands for it, the warnings confirmed, and the button."""
    if examination.is_stopped or not examination.has_news:
        return
    st.header(_("Publicera"), anchor=False)
    # A form sends what has been typed when its button is pressed. It belongs to what stands on the screen: a press on
    # the button of an earlier examination publishes nothing.
    name = examination.fingerprint
    with st.form(f"import_form_{name}", enter_to_submit=False, border=False):
        who = _name_field(f"{_WHO}_{name}", _("Namnet står i historiken."))
        confirmed = not examination.warnings or st.checkbox(
            _("Jag har läst varningarna och vill publicera ändå"), key=f"import_confirmed_{name}"
        )
        pressed = st.form_submit_button(_("Publicera"), type="primary", key=f"import_publish_{name}")
    if not pressed:
        return
    if not who:
        st.error(_("Skriv ditt namn innan du publicerar."))
    elif not confirmed:
        st.error(_("Bekräfta att du har läst varningarna innan du publicerar."))
    else:
        _publish(examination, who)
        st.rerun()


def _name_field(key: str, explanation: str = "") -> str:
    """The name of who acts, as it was last given in this session."""
    who = st.text_input(
        _("Ditt namn"), value=state.kept(_WHO, ""), max_chars=100, key=key, help=explanation or None
    ).strip()
    if who:
        state.keep(_WHO, who)
    return who


def _publish(examination: Examination, who: str) -> None:
    try:
        kept = [batch.batch_id for batch in keep(answers.settings(), examination, who)]
    except (UserError, OSError) as problem:
        state.keep(_OUTCOME, (False, str(problem)))
        return
    complaint = commands.run(
        ["import", "--publish", f"--by={who}", "--waiting", *kept], _("Publicerar. Det tar några sekunder.")
    )
    superseded = [*state.kept(_SUPERSEDED, []), *kept]
    if complaint:
        # What was kept stays until a new examination of the same files is published, or someone throws it away.
        state.keep(_SUPERSEDED, superseded)
        state.keep(_OUTCOME, (False, complaint))
        return
    for batch_id in superseded:
        batches.discard(answers.settings().imports_dir, batch_id)
    state.keep(_SUPERSEDED, [])
    state.keep(_OUTCOME, (True, _("Publicerat som version {version}.").format(version=answers.latest())))
    _start_over()


def _start_over() -> None:
    state.keep(EXAMINED, None)
    state.keep(TAKEN_UP, [])
    state.keep(FORMS, {})
    state.keep(ROUND, state.kept(ROUND, 0) + 1)


def waiting() -> None:
    """Files that were examined and never published: take them up again, or throw them away."""
    left = batches.waiting(answers.settings().imports_dir)
    if not left:
        return
    st.header(_("Väntar på att publiceras"), anchor=False)
    labels = {
        b.batch_id: f"{b.file_name}, {b.imported_by}, {b.received_at[:16].replace('T', ' ')}" for b in left
    }
    chosen = st.multiselect(_("Filer"), list(labels), format_func=lambda i: labels[i], key="import_waiting")
    with st.container(horizontal=True, gap="small"):
        st.button(
            _("Granska igen"), on_click=_take_up, args=(chosen,), disabled=not chosen, key="import_take_up"
        )
        with st.popover(_("Ta bort"), disabled=not chosen):
            st.markdown(_("Filerna tas bort och går inte att få tillbaka."))
            st.button(_("Ta bort filerna"), on_click=_throw_away, args=(chosen,), key="import_discard")


def _take_up(chosen: list[str]) -> None:
    folder = answers.settings().imports_dir
    known = [batches.read(folder, batch_id) for batch_id in chosen]
    _start_over()
    state.keep(FORMS, {batch.sha256: batch.form_id for batch in known})
    state.keep(TAKEN_UP, [(batch.file_name, batches.original(folder, batch)) for batch in known])
    state.keep(_SUPERSEDED, chosen)


def _throw_away(chosen: list[str]) -> None:
    for batch_id in chosen:
        batches.discard(answers.settings().imports_dir, batch_id)


def history() -> None:
    """What was published, by whom and when; and going back to any version."""
    past = active.history(answers.settings().imports_dir)
    st.header(_("Historik"), anchor=False)
    if not past:
        st.caption(_("Inget har importerats än."))
        return
    st.table(_as_rows(past).map(escape), border="horizontal", hide_index=True)
    _way_back(past)


def _as_rows(past: list[active.Publication]) -> pd.DataFrame:
    """Two columns, so that a phone has room for them: what happened, and the files with what came of them."""
    in_use = next((p for p in reversed(past) if p.version == answers.latest()), None)
    rows = [(_event(entry, entry is in_use), _came_of(entry)) for entry in reversed(past)]
    return pd.DataFrame(rows, columns=[_("Händelse"), _("Filer")])


def _event(entry: active.Publication, in_use: bool) -> str:
    who = _("av {name}").format(name=entry.who) if entry.who else ""
    action = " ".join(part for part in (texts.ACTIONS[entry.action], who) if part)
    mark = f" ({_('gäller nu')})" if in_use else ""
    return f"{_time(entry)} UTC, {action}. {_('Version')} {entry.version}{mark}"


def _came_of(entry: active.Publication) -> str:
    if not entry.files:
        return _("{all} rader i datamängden").format(all=number(entry.rows))
    names = [f"{f['name']} (sha256 {f['sha256'][:12]})" for f in entry.files[:_FILES]]
    more = f" … +{len(entry.files) - _FILES}" if len(entry.files) > _FILES else ""
    counts = _("{rows} rader, {replaced} ersatta; {all} rader i datamängden").format(
        rows=number(sum(f["rows"] for f in entry.files)),
        replaced=number(sum(f["replaced"] for f in entry.files)),
        all=number(entry.rows),
    )
    return f"{', '.join(names)}{more}: {counts}"


def _way_back(past: list[active.Publication]) -> None:
    earlier = {p.version: p for p in past if p.version != answers.latest()}
    if not earlier:
        return
    with st.expander(_("Gå tillbaka till en tidigare version")):
        st.caption(
            _(
                "Datamängden blir som den var då. Det som importerats senare ligger kvar och kan tas fram igen."
            )
        )
        with st.form("import_back_form", enter_to_submit=False, border=False):
            version = st.selectbox(
                _("Version"),
                list(reversed(earlier)),
                format_func=lambda v: _as_choice(earlier[v]),
                key="import_version",
            )
            who = _name_field("import_back_who")
            pressed = st.form_submit_button(_("Gå tillbaka"), key="import_back")
        if pressed and not who:
            st.error(_("Skriv ditt namn innan du går tillbaka."))
        elif pressed:
            complaint = commands.run(["rollback", f"--by={who}", version], _("Går tillbaka"))
            done = _("Version {version} gäller nu.").format(version=version)
            state.keep(_OUTCOME, (not complaint, complaint or done))
            st.rerun()


def _as_choice(entry: active.Publication) -> str:
    """A version in words that a person can tell it by."""
    who = _("av {name}").format(name=entry.who) if entry.who else ""
    files = f": {', '.join(f['name'] for f in entry.files[:2])}" if entry.files else ""
    more = " …" if len(entry.files) > 2 else ""
    action = " ".join(part for part in (_time(entry), texts.ACTIONS[entry.action], who) if part)
    return f"{action}{files}{more} ({entry.version})"


def _time(entry: active.Publication) -> str:
    return entry.when[:16].replace("T", " ")
