"""A server over TCP that proves who it is, or does not: then nothing is sent to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from socket import socket
from urllib.parse import quote

import pytest

from tests.servers import Server, Team, give_to_server, running

pytest.importorskip("psycopg", reason="the extra “team” is not installed")
pytest.importorskip("cryptography", reason="the extra “encrypted” is not installed")

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from farmer.team.book import create, open_book
from farmer.team.refusals import BookUnreachable

HOST = "db.firm.example"
_NOW = datetime.now(UTC)
_DAY = timedelta(days=1)


class Authority:
    """A certificate authority of one's own making, in a folder."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"CA {folder.name}")])
        own = self._begun(self._name, self._key, _NOW + 9 * _DAY)
        own = own.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        own = own.add_extension(_uses(signs_others=True), critical=True)
        key_id = x509.SubjectKeyIdentifier.from_public_key(self._key.public_key())
        own = own.add_extension(key_id, critical=False)
        self.root = folder / "root.crt"
        self.root.write_bytes(_pem(own.sign(self._key, hashes.SHA256())))

    def certify(self, host: str, until: datetime) -> tuple[bytes, bytes]:
        """A certificate of that host and its key, as a server reads them."""
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
        hosts = x509.SubjectAlternativeName([x509.DNSName(host)])
        made = self._begun(name, key, until).add_extension(hosts, critical=False)
        written = key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        return _pem(made.sign(self._key, hashes.SHA256())), written

    def _begun(
        self, name: x509.Name, key: ec.EllipticCurvePrivateKey, until: datetime
    ) -> x509.CertificateBuilder:
        return x509.CertificateBuilder(
            self._name, name, key.public_key(), x509.random_serial_number(), _NOW - 9 * _DAY, until
        )


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _uses(*, signs_others: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True, key_cert_sign=signs_others, crl_sign=signs_others,
        content_commitment=False, key_encipherment=False, data_encipherment=False,
        key_agreement=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip


class Remote:
    """A server that listens on a port, and may be given another certificate."""

    def __init__(self, server: Server, port: int, authority: Authority) -> None:
        self._server, self._port, self.authority = server, port, authority
        self.team = Team(server.socket, "firm")

    def proves(self, host: str | None, until: datetime = _NOW + _DAY) -> None:
        """Begin anew with a certificate of that host; without one for None."""
        here = self._server.data.parent
        tcp: tuple[str, ...] = ("listen_addresses=127.0.0.1", f"port={self._port}")
        if host is not None:
            certificate, key = self.authority.certify(host, until)
            give_to_server(here / "server.crt", certificate)
            give_to_server(here / "server.key", key)
            tcp += (
                "ssl=on",
                f"ssl_cert_file={here / 'server.crt'}",
                f"ssl_key_file={here / 'server.key'}",
            )
        self._server.stop()
        replace(self._server, settings=tcp).start()

    def address(self, authority: Authority | None) -> str:
        """How Kim names it, of a network: the name is the server's, the address this machine's."""
        root = f"&sslrootcert={quote(str(authority.root), safe='')}" if authority else ""
        return f"postgresql://kim@{HOST}:{self._port}/{self.team.name}?hostaddr=127.0.0.1{root}"


@pytest.fixture(scope="module")
def remote(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Remote]:
    with socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port = asked.getsockname()[1]
    with running() as server:
        team = server.database()
        create(team.address("owner"), ["kim"])
        found = Remote(server, port, Authority(tmp_path_factory.mktemp("tls") / "ours"))
        found.team = team
        yield found


def test_the_right_one_lets_in(remote: Remote) -> None:
    remote.proves(HOST)
    with open_book(remote.address(remote.authority)) as book:
        assert book.me == "kim"
        assert book.connection.pgconn.ssl_in_use


@pytest.mark.parametrize(
    ("host", "until", "said"),
    [
        ("other.firm.example", _DAY, "does not match host name"),
        (HOST, -_DAY, "certificate verify failed"),
        (None, _DAY, "server does not support SSL"),
    ],
    ids=["of another host", "expired", "none"],
)
def test_another_one_is_sent_nothing_and_it_is_said_why(
    host: str | None, until: timedelta, said: str, remote: Remote
) -> None:
    remote.proves(host, _NOW + until)
    with pytest.raises(BookUnreachable, match=said), open_book(remote.address(remote.authority)):
        pass
    # Whoever gives that up is let in all the same.
    with open_book(remote.address(None), insecure=True) as book:
        assert book.me == "kim"


def test_who_is_vouched_for_by_nobody_that_is_trusted_is_sent_nothing(
    remote: Remote, tmp_path: Path
) -> None:
    remote.proves(HOST)
    for authority in (None, Authority(tmp_path / "another's")):
        with (
            pytest.raises(BookUnreachable, match="certificate verify failed"),
            open_book(remote.address(authority)),
        ):
            pass
