<?php
// SPDX-License-Identifier: EUPL-1.2
// SimpleSAMLphp as an identity provider of a country that does not follow the eIDAS profile; all addresses and keys come
// from the environment.
$config = [
    'baseurlpath' => getenv('IDP_ORIGIN') . '/',
    'certdir' => getenv('IDP_KEYS') . '/',
    'tempdir' => getenv('IDP_SCRATCH'),
    'loggingdir' => getenv('IDP_SCRATCH'),
    'metadatadir' => __DIR__ . '/metadata/',
    'attributenamemapdir' => '/etc/simplesamlphp/attributemap/',
    'secretsalt' => bin2hex(random_bytes(16)),
    'auth.adminpassword' => bin2hex(random_bytes(16)),
    'timezone' => 'UTC',
    'logging.handler' => 'errorlog',
    'enable.saml20-idp' => true,
    'module.enable' => ['core' => true, 'saml' => true, 'exampleauth' => true],
    'session.phpsession.savepath' => getenv('IDP_SCRATCH'),
    'session.cookie.secure' => true,
    'store.type' => 'phpsession',
    'metadata.sources' => [['type' => 'flatfile']],
    'language.available' => ['en'],
    'language.default' => 'en',
    'trusted.url.domains' => null,
];
