<?php
// SPDX-License-Identifier: EUPL-1.2
$metadata[getenv('GATEWAY_ORIGIN') . '/eid/eidas/metadata'] = [
    'AssertionConsumerService' => getenv('GATEWAY_ORIGIN') . '/eid/eidas/acs',
    'certData' => getenv('GATEWAY_CERTIFICATE'),
    'NameIDFormat' => 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
    'simplesaml.nameidattribute' => 'fiscalNumber',
];
