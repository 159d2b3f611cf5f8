"""The entry: `streamlit run app.py`."""

import streamlit as st

from dashboard.ui import server

app = st.App(
    "src/dashboard/ui/main.py",
    routes=server.routes(),
    middleware=server.middleware(),
    lifespan=server.lifespan,
    on_script_error=server.report,
)
