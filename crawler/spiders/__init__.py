"""A spider for each platform, made from the platform's module: `scrapy list` shows them.

A new platform needs no spider of its own.
"""

from crawler.platforms import load_platforms
from crawler.spiders.platform import PlatformSpider

for _platform in load_platforms().values():
    _name = f"{_platform.name.title().replace('_', '')}Spider"
    globals()[_name] = type(
        _name,
        (PlatformSpider,),
        {"name": _platform.name, "platform": _platform, "__module__": __name__},
    )
