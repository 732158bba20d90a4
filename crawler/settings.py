"""Scrapy settings: polite before fast. Each line that slows the crawl is there on purpose."""

import os

BOT_NAME = "medical-office-manager-jobs"
SPIDER_MODULES = ["crawler.spiders"]


def user_agent(contact: str) -> str:
    """Return the name we go by: honest about what it is, and whom to write to."""
    return f"{BOT_NAME}/0.1 (job postings of one occupation; contact: {contact})"


# `contact` of sources.toml stands above MATCHER_CONTACT.
USER_AGENT = user_agent(os.environ.get("MATCHER_CONTACT") or "none set by its operator")
ROBOTSTXT_USER_AGENT = "medical-office-manager-jobs"
ROBOTSTXT_OBEY = True

# One request at a time to a host, a second apart, slower where the host is slow.
CONCURRENT_REQUESTS = 64
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 1.0
AUTOTHROTTLE_ENABLED = False  # `PoliteThrottle` stands in: it knows Crawl-delay and Retry-After
AUTOTHROTTLE_START_DELAY = 1.0
AUTOTHROTTLE_MAX_DELAY = 60.0
DOWNLOAD_TIMEOUT = 60
DOWNLOAD_MAXSIZE = 64 * 1024 * 1024
RETRY_TIMES = 2
BUSY_WAIT = 20.0  # seconds after a 429 or 503 that names no time itself
REDIRECT_MAX_TIMES = 5
COOKIES_ENABLED = False
TELNETCONSOLE_ENABLED = False
# Scrapy makes so many tasks for each answer; ours yield one request at a time and no items.
CONCURRENT_ITEMS = 1
# Scrapy would read the source of our callbacks again and again, to warn us of a mistake.
WARN_ON_GENERATOR_RETURN_VALUE = False
# Scrapy's cache never revalidates `no-cache` pages; `crawler.state` keeps validators instead.
HTTPCACHE_ENABLED = False

# Only the web is read. A proxy would resolve names out of the guard's sight.
DOWNLOAD_HANDLERS = dict.fromkeys(("data", "file", "ftp", "s3"))
HTTPPROXY_ENABLED = False

DOWNLOADER_MIDDLEWARES = {
    "crawler.guard.Guard": 40,
    "crawler.politeness.OriginSlots": 50,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "crawler.politeness.StrictRobots": 100,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "crawler.politeness.RetryWhenAsked": 550,
}
EXTENSIONS = {"crawler.politeness.PoliteThrottle": 10}
LOG_LEVEL = "WARNING"
