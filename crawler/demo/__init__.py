"""Demo boards: invented employers served on loopback as the real job systems would.

`python -m crawler.demo` serves them; `make demo` runs the product on them.
"""
