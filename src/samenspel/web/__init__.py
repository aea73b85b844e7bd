"""The site where people work. The only room that knows Django."""
