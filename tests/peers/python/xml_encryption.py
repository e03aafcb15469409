# SPDX-License-Identifier: EUPL-1.2
"""XML Encryption by the Python `cryptography` library: what the Java and Node counterparts cannot do. One job of JSON on
standard input, the result on standard output."""

import base64
import json
import os
import sys
import xml.etree.ElementTree as ET

from cryptography import x509
from cryptography.hazmat.primitives import hashes, keywrap, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.concatkdf import ConcatKDFHash

XENC = "http://www.w3.org/2001/04/xmlenc#"
XENC11 = "http://www.w3.org/2009/xmlenc11#"
DS = "http://www.w3.org/2000/09/xmldsig#"
DS11 = "http://www.w3.org/2009/xmldsig11#"
OIDS = {
    "secp256r1": "1.2.840.10045.3.1.7", "secp384r1": "1.3.132.0.34", "secp521r1": "1.3.132.0.35",
    "brainpoolP256r1": "1.3.36.3.3.2.8.1.1.7", "brainpoolP384r1": "1.3.36.3.3.2.8.1.1.11",
    "brainpoolP512r1": "1.3.36.3.3.2.8.1.1.13",
}


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def cipher_data(data: bytes) -> str:
    return f'<xenc:CipherData><xenc:CipherValue>{b64(data)}</xenc:CipherValue></xenc:CipherData>'


def agreed(content_key: bytes, recipient, job: dict) -> str:
    ours = ec.generate_private_key(recipient.curve)
    info = bytes.fromhex("".join(job[name][2:] for name in ("algorithmId", "partyU", "partyV")))
    size = job["wrapBits"] // 8
    wrapping = ConcatKDFHash(hashes.SHA256(), size, info).derive(ours.exchange(ec.ECDH(), recipient))
    public = ours.public_key()
    if job["originator"] == "der":
        der = public.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
        originator = f'<dsig11:DEREncodedKeyValue xmlns:dsig11="{DS11}">{b64(der)}</dsig11:DEREncodedKeyValue>'
    else:
        point = public.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
        originator = (
            f'<ds:KeyValue><dsig11:ECKeyValue xmlns:dsig11="{DS11}">'
            f'<dsig11:NamedCurve URI="urn:oid:{OIDS[recipient.curve.name]}"/>'
            f'<dsig11:PublicKey>{b64(point)}</dsig11:PublicKey></dsig11:ECKeyValue></ds:KeyValue>')
    return (
        f'<xenc:EncryptedKey><xenc:EncryptionMethod Algorithm="{XENC}kw-aes{job["wrapBits"]}"/><ds:KeyInfo>'
        f'<xenc:AgreementMethod Algorithm="{XENC11}ECDH-ES"><xenc11:KeyDerivationMethod xmlns:xenc11="{XENC11}" '
        f'Algorithm="{XENC11}ConcatKDF"><xenc11:ConcatKDFParams AlgorithmID="{job["algorithmId"]}" '
        f'PartyUInfo="{job["partyU"]}" PartyVInfo="{job["partyV"]}"><ds:DigestMethod Algorithm="{XENC}sha256"/>'
        f'</xenc11:ConcatKDFParams></xenc11:KeyDerivationMethod><xenc:OriginatorKeyInfo>{originator}'
        f'</xenc:OriginatorKeyInfo></xenc:AgreementMethod></ds:KeyInfo>'
        f'{cipher_data(keywrap.aes_key_wrap(wrapping, content_key))}</xenc:EncryptedKey>')


def transported(content_key: bytes, recipient, job: dict) -> str:
    digests = {"sha1": (hashes.SHA1(), f"{DS}sha1"), "sha256": (hashes.SHA256(), f"{XENC}sha256")}
    label, label_uri = digests[job["label"]]
    wrapped = recipient.encrypt(
        content_key, padding.OAEP(padding.MGF1(digests[job["mask"]][0]), label, None))
    digest = f'<ds:DigestMethod Algorithm="{label_uri}"/>' if job["sayDigest"] else ""
    return (
        f'<xenc:EncryptedKey><xenc:EncryptionMethod Algorithm="{job["transport"]}">{digest}</xenc:EncryptionMethod>'
        f'{cipher_data(wrapped)}</xenc:EncryptedKey>')


def encrypt(job: dict) -> str:
    recipient = x509.load_pem_x509_certificate(job["certificate"].encode()).public_key()
    content_key = os.urandom(32)
    nonce = os.urandom(12)
    content = nonce + AESGCM(content_key).encrypt(nonce, job["plaintext"].encode(), None)
    make = agreed if isinstance(recipient, ec.EllipticCurvePublicKey) else transported
    return (
        f'<xenc:EncryptedData xmlns:xenc="{XENC}" Type="{XENC}Element"><xenc:EncryptionMethod Algorithm="{XENC11}aes256-gcm"/>'
        f'<ds:KeyInfo xmlns:ds="{DS}">{make(content_key, recipient, job)}</ds:KeyInfo>{cipher_data(content)}</xenc:EncryptedData>')


def decrypt(job: dict) -> str:
    """Opens what the other side encrypted by ECDH-ES; parameters are read from the message."""
    key = serialization.load_pem_private_key(job["key"].encode(), None)
    root = ET.fromstring(job["xml"])
    parameters = root.find(f".//{{{XENC11}}}ConcatKDFParams")
    info = bytes.fromhex("".join(parameters.get(name)[2:] for name in ("AlgorithmID", "PartyUInfo", "PartyVInfo")))
    point = base64.b64decode(root.find(f".//{{{DS11}}}PublicKey").text)
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(key.curve, point)
    wrapping = ConcatKDFHash(hashes.SHA256(), 32, info).derive(key.exchange(ec.ECDH(), theirs))
    wrapped, content = (base64.b64decode(value.text) for value in root.iter(f"{{{XENC}}}CipherValue"))
    content_key = keywrap.aes_key_unwrap(wrapping, wrapped)
    return AESGCM(content_key).decrypt(content[:12], content[12:], None).decode()


if __name__ == "__main__":
    work = json.load(sys.stdin)
    sys.stdout.write(encrypt(work) if work["mode"] == "encrypt" else decrypt(work))
