"""Addresses that a public site has no business to lead us to: our own machine and network."""

from ipaddress import IPv4Address, IPv6Address, ip_address

_LOCAL = ("localhost", "localhost.localdomain", "ip6-localhost")


def private_address(host: str) -> str | None:
    """Return what a host is that is not of the public internet, by its name or number; None else.

    A name may still resolve to a private address: ask again with what it resolves to.
    """
    name = host.rstrip(".").lower()
    if name in _LOCAL or name.endswith(".localhost"):
        return "this machine"
    try:
        address = ip_address(name)
    except ValueError:
        return None
    if isinstance(address, IPv6Address):
        inner: IPv4Address | None = address.ipv4_mapped or address.sixtofour
        if inner is not None:
            return private_address(str(inner))
    if address.is_loopback or address.is_unspecified:
        return "this machine"
    if address.is_link_local:
        return "a link-local address"
    return "a private address" if address.is_multicast or not address.is_global else None
