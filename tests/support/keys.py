"""Public SSH keys for tests, made byte by byte: nobody has their private halves."""

import base64
import struct

ED25519 = "ssh-ed25519"
SEVEN, EIGHT = bytes(range(32)), bytes(range(1, 33))


def blob(*parts: bytes) -> str:
    """The base64 of a key's blob (RFC 4253, 6.6)."""
    return base64.b64encode(b"".join(struct.pack(">I", len(part)) + part for part in parts)).decode()


def ed25519(point: bytes = SEVEN, comment: str = "ноутбук") -> str:
    """The line of an Ed25519 key."""
    return f"{ED25519} {blob(ED25519.encode(), point)} {comment}".rstrip()


def ecdsa(bits: int, *, length: int | None = None, first: int = 4) -> str:
    """The line of an ECDSA key over a NIST curve."""
    size = 2 * ((bits + 7) // 8) if length is None else length
    curve = f"nistp{bits}"
    kind = f"ecdsa-sha2-{curve}"
    return f"{kind} {blob(kind.encode(), curve.encode(), bytes([first]) + b'1' * size)}"


def rsa(bits: int, exponent: bytes = b"\x01\x00\x01", *, even: bool = False) -> str:
    """The line of an RSA key whose modulus has so many bits."""
    modulus = (1 << (bits - 1)) | (0 if even else 1)
    number = modulus.to_bytes(bits // 8 + 1, "big")
    return f"ssh-rsa {blob(b'ssh-rsa', exponent, number)}"


def of_a_token(kind: str, *parts: bytes) -> str:
    """The line of a key that lives in a security key."""
    return f"{kind} {blob(kind.encode(), *parts)}"
