"""Names that any API takes, for hypothesis."""

from hypothesis import strategies as st

NAMEABLE = st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp"))
"""Characters that people see."""
