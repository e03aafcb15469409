<?php
// SPDX-License-Identifier: EUPL-1.2
$metadata[getenv('IDP_ORIGIN') . '/saml2/idp/metadata.php'] = [
    'host' => '__DEFAULT__',
    'auth' => 'citizens',
    'privatekey' => 'idp-key.pem',
    'certificate' => 'idp.pem',
    'signature.algorithm' => 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    'saml20.sign.response' => true,
    'saml20.sign.assertion' => true,
    'SingleSignOnServiceBinding' => [
        'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect',
        'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST',
    ],
    'validate.authnrequest' => true,
    'attributes.NameFormat' => 'urn:oasis:names:tc:SAML:2.0:attrname-format:basic',
    'metadata.sign.enable' => true,
    'metadata.sign.privatekey' => 'idp-key.pem',
    'metadata.sign.certificate' => 'idp.pem',
    'metadata.sign.algorithm' => 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    'authproc' => [
        10 => [
            'class' => 'saml:AuthnContextClassRef',
            'AuthnContextClassRef' => 'urn:example:levels:two-factors',
        ],
    ],
];
