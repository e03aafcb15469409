// SPDX-License-Identifier: EUPL-1.2
// A national connector by npm oidc-provider, which certified OpenID providers are made of. One line of JSON on standard
// input configures it, one line on standard output says that it listens; it ends with its standard input.
import https from 'node:https';
import { createInterface } from 'node:readline';
import { Provider } from 'oidc-provider';

const lines = createInterface({ input: process.stdin });
const input = JSON.parse(await new Promise((resolve) => lines.once('line', resolve)));
lines.on('close', () => process.exit(0));

const server = https.createServer({ key: input.tlsKey, cert: input.tlsCertificate });
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const issuer = `https://${input.host}:${server.address().port}`;

const provider = new Provider(issuer, {
  clients: [{
    client_id: input.clientId,
    redirect_uris: [input.redirectUri],
    grant_types: ['authorization_code'],
    response_types: ['code'],
    token_endpoint_auth_method: 'private_key_jwt',
    token_endpoint_auth_signing_alg: 'ES256',
    id_token_signed_response_alg: input.algorithm,
    ...(input.encryption && {
      id_token_encrypted_response_alg: input.encryption.alg,
      id_token_encrypted_response_enc: input.encryption.enc,
      userinfo_signed_response_alg: input.algorithm,
      userinfo_encrypted_response_alg: input.encryption.alg,
      userinfo_encrypted_response_enc: input.encryption.enc,
    }),
    jwks: { keys: [input.clientKey, ...(input.encryption ? [input.encryption.key] : [])] },
  }],
  jwks: { keys: input.keys },
  cookies: { keys: ['only for this run'] },
  acrValues: input.acrValues,
  scopes: ['openid', 'person'],
  claims: { openid: ['sub'], person: ['family_name', 'given_name', 'birthdate'], acr: null, auth_time: null },
  conformIdTokenClaims: input.userInfo,
  features: {
    devInteractions: { enabled: false },
    ...(input.encryption && { encryption: { enabled: true }, jwtUserinfo: { enabled: true } }),
  },
  ...(input.encryption && {
    enabledJWA: {
      idTokenEncryptionAlgValues: [input.encryption.alg],
      idTokenEncryptionEncValues: [input.encryption.enc],
      userinfoEncryptionAlgValues: [input.encryption.alg],
      userinfoEncryptionEncValues: [input.encryption.enc],
      userinfoSigningAlgValues: [input.algorithm],
    },
  }),
  pkce: { required: () => true },
  interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (ctx, id) => ({
    accountId: id,
    claims: () => ({ sub: id, family_name: 'Garcia', given_name: 'Carmen', birthdate: '1980-02-29' }),
  }),
});

// Whoever comes is Carmen, or says no when the hint tells her to.
provider.use(async (ctx, next) => {
  if (!ctx.path.startsWith('/interaction/')) {
    return next();
  }

  const { prompt, params, session } = await provider.interactionDetails(ctx.req, ctx.res);
  let result;
  if (params.login_hint === 'cancel') {
    result = { error: 'access_denied', error_description: 'no' };
  } else if (prompt.name === 'login') {
    result = { login: { accountId: '19800229-1234', acr: input.acr, remember: false } };
  } else {
    const grant = new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
    grant.addOIDCScope('openid person');
    result = { consent: { grantId: await grant.save() } };
  }

  ctx.respond = false;
  await provider.interactionFinished(ctx.req, ctx.res, result, { mergeWithLastSubmission: true });
});

server.on('request', provider.callback());
process.stdout.write(`${JSON.stringify({ issuer })}\n`);
