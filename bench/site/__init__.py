"""How fast the served site is: submissions beside a bare insert, pages beside a bare page, bytes of the first page."""
