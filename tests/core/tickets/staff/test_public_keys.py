"""Which public SSH keys are taken, what they are known by, and why the others are not."""

import base64
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.tickets.staff.public_keys import KeyProblem, fingerprint_of, key_text, read_public_key
from tests.support.keys import blob, ecdsa, ed25519, of_a_token, rsa

KNOWN = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBLpMv11TLqimG9+Z3vVu+K5HbVr2WgXyyEAQr8jUI6u ноутбук Петрова"


def code_of(text: str) -> str:
    with pytest.raises(KeyProblem) as problem:
        read_public_key(text)
    assert str(problem.value)
    assert not str(problem.value).endswith(".")
    return problem.value.code


def test_the_fingerprint_is_the_one_that_ssh_keygen_prints() -> None:
    key = read_public_key(f"# из файла id_ed25519.pub\n{KNOWN}\n")
    assert key.fingerprint == "SHA256:Vr1foqQOeWtSS3tOpU+YkunvpLDaoSPINI7j96H7Gr8"  # ssh-keygen -lf
    assert (key.kind, key.bits, key.comment) == ("ssh-ed25519", 256, "ноутбук Петрова")
    assert f"{key.kind} {key.blob}" == KNOWN.rsplit(" ", 2)[0]


@pytest.mark.parametrize(
    ("line", "bits"),
    [
        (ed25519(), 256),
        (ecdsa(256), 256),
        (ecdsa(384), 384),
        (ecdsa(521), 521),
        (rsa(3072), 3072),
        (rsa(4096), 4096),
        (rsa(8192), 8192),
        (of_a_token("sk-ssh-ed25519@openssh.com", bytes(32), b"ssh:"), 256),
        (of_a_token("sk-ecdsa-sha2-nistp256@openssh.com", b"nistp256", b"\x04" + bytes(64), b"ssh:"), 256),
    ],
    ids=lambda value: str(value).partition(" ")[0],
)
def test_strong_keys_are_taken(line: str, bits: int) -> None:
    assert read_public_key(line).bits == bits
    assert fingerprint_of(line) == read_public_key(line).fingerprint


@pytest.mark.parametrize(
    "text",
    [
        "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA\n-----END OPENSSH PRIVATE KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIE\n",
        "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\n",
        f"{KNOWN}\n-----begin openssh private key-----",
    ],
)
def test_a_private_key_is_never_taken_and_is_said_to_be_spoilt(text: str) -> None:
    assert code_of(text) == "key.private"
    with pytest.raises(KeyProblem, match="замените"):
        read_public_key(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "key.empty"),
        ("# только слова\n\n", "key.empty"),
        (f"{KNOWN}\n{ed25519()}", "key.many"),
        (f'command="sh" {KNOWN}', "key.options"),
        (f"restrict,pty {KNOWN}", "key.options"),
        ("---- BEGIN SSH2 PUBLIC KEY ----\nAAAA\n---- END SSH2 PUBLIC KEY ----", "key.format"),
        (f"ssh-dss {blob(b'ssh-dss', bytes(128))}", "key.kind"),
        (f"ssh-ed448 {blob(b'ssh-ed448', bytes(57))}", "key.kind"),
        (f"ssh-ed25519-cert-v01@openssh.com {blob(b'x')}", "key.certificate"),
        (rsa(2048), "key.weak"),
        (rsa(3071), "key.weak"),
        (rsa(16384), "key.long"),
        ("ssh-ed25519", "key.damaged"),
        ("ssh-ed25519 это не ключ", "key.damaged"),
        ("ssh-ed25519 AAAA", "key.damaged"),
        (KNOWN.replace("AAAAIB", "AAAAIC", 1)[:60], "key.damaged"),
        (f"ssh-ed25519 {blob(b'ssh-rsa', bytes(32))}", "key.damaged"),
        (f"ssh-ed25519 {blob(b'ssh-ed25519', bytes(31))}", "key.damaged"),
        (f"ssh-ed25519 {blob(b'ssh-ed25519', bytes(32), b'more')}", "key.damaged"),
        (f"ssh-rsa {blob(b'ssh-rsa', b'3')}", "key.damaged"),
        (rsa(3072, exponent=b"\x02"), "key.damaged"),
        (rsa(3072, exponent=b"\x00\x01"), "key.damaged"),
        (rsa(3072, even=True), "key.damaged"),
        (ecdsa(256, length=63), "key.damaged"),
        (ecdsa(256, first=2), "key.damaged"),
        (f"ecdsa-sha2-nistp256 {blob(b'ecdsa-sha2-nistp256', b'nistp384', bytes(65))}", "key.damaged"),
        (of_a_token("sk-ssh-ed25519@openssh.com", bytes(32)), "key.damaged"),
    ],
)
def test_what_is_no_sound_key_is_told_by_its_cause(text: str, code: str) -> None:
    assert code_of(text) == code
    assert fingerprint_of(text) is None


@given(st.binary(max_size=200))
def test_no_bytes_crash_the_reading(raw: bytes) -> None:
    for kind in ("ssh-ed25519", "ssh-rsa", "ecdsa-sha2-nistp256", "sk-ssh-ed25519@openssh.com"):
        line = f"{kind} {base64.b64encode(blob_of(kind, raw)).decode()}"
        with suppress(KeyProblem):
            assert read_public_key(line).bits >= 256


def blob_of(kind: str, raw: bytes) -> bytes:
    return len(kind).to_bytes(4, "big") + kind.encode() + raw


@pytest.mark.parametrize(
    "raw",
    [
        KNOWN.encode(),
        b"\xef\xbb\xbf" + KNOWN.encode(),  # the mark that a Windows editor puts first
        b"\xef\xbb\xbf" + f"{KNOWN}\r\n".encode(),
        f"\r\n\r\n   {KNOWN}\r\n".encode(),
        f"\t{KNOWN}".replace(" ", "\t", 1).encode(),
        f"{KNOWN}\r\n".encode("utf-16"),
        "\ufeff".encode("utf-16-be") + KNOWN.encode("utf-16-be"),
        KNOWN.encode("utf-16-le"),
        KNOWN.encode("utf-16-be"),
    ],
)
def test_a_key_is_read_whatever_an_editor_has_put_around_it(raw: bytes) -> None:
    key = read_public_key(key_text(raw))
    assert (key.fingerprint, key.comment) == (read_public_key(KNOWN).fingerprint, "ноутбук Петрова")


def test_a_mark_that_the_cleaning_gate_replaced_is_not_blamed_for_options() -> None:
    assert read_public_key(f"\ufffd{KNOWN}") == read_public_key(f"\ufeff{KNOWN}") == read_public_key(KNOWN)
    assert code_of(f'command="id" {KNOWN}') == "key.options"
    assert code_of(key_text(b"\xff\xfe")) == "key.empty"
