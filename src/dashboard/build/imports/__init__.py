"""From received files to a published version: match, check, preview, publish, look back.

Nothing here imports the geography, so that the page can use all of it but `publish`.
"""
