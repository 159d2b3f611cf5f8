"""Still pictures of the figures, drawn without a browser: the few kinds of marks that the figures are made of, as vector or pixels."""
