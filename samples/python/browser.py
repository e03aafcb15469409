# SPDX-License-Identifier: EUPL-1.2
"""The browser's part: print where it has to go, and wait until it comes back to our own address."""
import http.server
import ssl
import urllib.parse

import settings


class Browser:
    def __init__(self):
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.end_headers()
                self.wfile.write(b"You can close this page.")
                outer.arrived = urllib.parse.urlsplit(self.path)

            def log_message(self, *_):
                pass

        port = urllib.parse.urlsplit(settings.ORIGIN).port
        self.server = http.server.HTTPServer(("127.0.0.1", port), Handler)
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(*settings.CALLBACK_TLS)
        self.server.socket = tls.wrap_socket(self.server.socket, server_side=True, do_handshake_on_connect=False)

    def visit(self, address, path):
        """Sends the browser there; returns the query with which it arrives under the path."""
        print("Open", address, flush=True)
        self.arrived = urllib.parse.urlsplit("")
        while self.arrived.path != path:
            self.server.handle_request()
        return dict(urllib.parse.parse_qsl(self.arrived.query))
