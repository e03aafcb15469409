<?php
// SPDX-License-Identifier: EUPL-1.2
$config = [
    'citizens' => [
        'exampleauth:UserPass',
        'giulia:secret' => [
            'fiscalNumber' => ['TINIT-RSSGLI80A41H501X'],
            'familyName' => ["D'Ambrosio"],
            'name' => ['Giulia'],
            'dateOfBirth' => ['1980-01-01'],
        ],
    ],
];
