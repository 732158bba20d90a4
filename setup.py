"""The egg that `scrapyd-deploy` builds of the crawler; the wheel is built from pyproject.toml alone.

A node runs the egg beside what `pip install` of the wheel brings: an egg has no dependencies.
"""

from setuptools import find_packages, setup

setup(
    packages=find_packages(include=["crawler", "crawler.*"]),
    package_data={"crawler": ["*.toml", "demo/boards/*/*.toml"]},
)
