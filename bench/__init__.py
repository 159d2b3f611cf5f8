"""How fast the app answers, measured in a real browser beside an empty Streamlit app."""
