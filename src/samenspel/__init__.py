"""Samenspel: see, discuss and improve a collaboration on a societal challenge."""
