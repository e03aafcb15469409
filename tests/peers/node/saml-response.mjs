// SPDX-License-Identifier: EUPL-1.2
// A foreign node: encrypts the assertion with xml-encryption and signs with xml-crypto, or verifies and decrypts with them.
// Reads {mode, xml, key, certificate, recipient} from stdin, writes {xml} to stdout.
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { SignedXml } from 'xml-crypto';
import xmlenc from 'xml-encryption';

const input = JSON.parse(readFileSync(0, 'utf8'));
const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const pss = 'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1';

const issue = async () => {
  const assertion = /<saml:Assertion[\s\S]*<\/saml:Assertion>/.exec(input.xml)[0];
  const encrypted = await promisify(xmlenc.encrypt)(assertion, {
    rsa_pub: input.recipient,
    pem: input.recipient,
    encryptionAlgorithm: 'http://www.w3.org/2009/xmlenc11#aes256-gcm',
    keyEncryptionAlgorithm: 'http://www.w3.org/2009/xmlenc11#rsa-oaep',
    keyEncryptionDigest: 'sha256',
    keyEncryptionMgf: 'sha256',
  });
  const response = input.xml.replace(assertion, `<saml:EncryptedAssertion>${encrypted}</saml:EncryptedAssertion>`);
  const signer = new SignedXml({
    privateKey: input.key,
    publicCert: input.certificate,
    signatureAlgorithm: pss,
    canonicalizationAlgorithm: exclusive,
    getKeyInfoContent: SignedXml.getKeyInfoContent,
  });
  signer.addReference({
    xpath: "/*[local-name(.)='Response']",
    transforms: ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', exclusive],
    digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
  });
  signer.computeSignature(response, {
    prefix: 'ds',
    location: { reference: "/*/*[local-name(.)='Issuer']", action: 'after' },
  });
  return signer.getSignedXml();
};

const open = async () => {
  const verifier = new SignedXml({ publicCert: input.certificate });
  verifier.loadSignature(/<ds:Signature[\s\S]*<\/ds:Signature>/.exec(input.xml)[0]);
  if (!verifier.checkSignature(input.xml)) {
    throw new Error('signature is not valid');
  }

  const encrypted = /<xenc:EncryptedData[\s\S]*<\/xenc:EncryptedData>/.exec(verifier.getSignedReferences()[0])[0];
  return promisify(xmlenc.decrypt)(encrypted, { key: input.key });
};

process.stdout.write(JSON.stringify({ xml: await (input.mode === 'issue' ? issue() : open()) }));
