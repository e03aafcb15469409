# SPDX-License-Identifier: EUPL-1.2
"""What an e-service brings along: addresses, and its keys. The values given are those of the pilot."""
import os
import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
CERTIFICATES = pathlib.Path(os.environ.get("CERTIFICATES", ROOT / "certs-dev"))

ISSUER = os.environ.get("ISSUER", "https://localhost:5440")
ORIGIN = os.environ.get("ORIGIN", "https://127.0.0.1:5448")
CLIENT_ID = "shell-mtls"
OUTPUT = pathlib.Path(os.environ.get("OUTPUT", "."))

AUTHORITY = CERTIFICATES / "ca.pem"
CERTIFICATE = CERTIFICATES / "shell-mtls.pem"
KEY = CERTIFICATES / "shell-mtls-key.pem"
CALLBACK_TLS = CERTIFICATES / "callback-tls.pem", CERTIFICATES / "callback-tls-key.pem"
