"""Pictures as SVG text: pure functions of what was released, with presentation attributes only (a strict CSP holds)."""
