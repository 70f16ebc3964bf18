"""Sphinx configuration: `nox -s docs` builds the pages."""

from importlib.metadata import version as installed_version


project = "wres"
author = "wres contributors"
copyright = "wres contributors"
release = installed_version("wres")
version = release

extensions = ["myst_parser", "numpydoc", "sphinx.ext.autodoc", "sphinx_click"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = f"wres {release}"

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
myst_enable_extensions = ["colon_fence", "deflist", "dollarmath"]
myst_heading_anchors = 3
numpydoc_show_class_members = False
smartquotes_action = "qe"  # no dash of two hyphens, as in --out
