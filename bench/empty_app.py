"""The least a Streamlit app can do: one choice and a text that follows it. What the app is measured against."""

import streamlit as st

chosen = st.selectbox("År", (2016, 2020, 2021, 2022), index=2)
st.markdown(f"Valt år: {chosen}")
