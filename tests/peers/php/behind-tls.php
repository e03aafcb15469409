<?php
// SPDX-License-Identifier: EUPL-1.2
// PHP's own server speaks no TLS: what stands before it does, and this makes PHP believe it.
$origin = parse_url(getenv('IDP_ORIGIN'));
$_SERVER['HTTPS'] = 'on';
$_SERVER['HTTP_HOST'] = $origin['host'] . ':' . $origin['port'];
$_SERVER['SERVER_NAME'] = $origin['host'];
$_SERVER['SERVER_PORT'] = (string) $origin['port'];
return false;
