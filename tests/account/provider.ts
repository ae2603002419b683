/// <reference path="./oidc-provider.d.ts" />
// An OpenID provider of our own on this machine, that signs in whom a test names, without asking.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

export interface TestProvider {
  issuer: string;
  /** Who signs in next. */
  subject: { sub: string; email: string; email_verified: boolean; name: string };
  /** What the last request to the authorization endpoint asked for. */
  asked: URLSearchParams;
  close(): Promise<void>;
}

export const client = { clientId: 'selvedge', clientSecret: 'a secret of the provider and the node' };

/** `redirect`: where the node takes people back. */
export async function openProvider(redirect: () => string): Promise<TestProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const found: TestProvider = {
    issuer,
    subject: { sub: '1', email: 'nobody@example.org', email_verified: true, name: 'Nobody' },
    asked: new URLSearchParams(),
    close: () => closed(server),
  };
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: [redirect()],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'client_secret_basic',
      },
    ],
    pkce: { required: () => true },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/sign-in/${uid}` },
    findAccount: (_, sub) => ({ accountId: sub, claims: async () => ({ ...found.subject }) }),
    cookies: { keys: ['one key for tests'] },
    ttl: {
      AccessToken: 600,
      AuthorizationCode: 60,
      Grant: 600,
      IdToken: 600,
      Interaction: 600,
      Session: 600,
    },
  });
  const callback = provider.callback();
  server.on('request', async (request, response) => {
    const address = new URL(request.url ?? '/', issuer);
    if (address.pathname === '/auth') found.asked = address.searchParams;
    if (!address.pathname.startsWith('/sign-in/')) return callback(request, response);
    const { params } = await provider.interactionDetails(request, response);
    const accountId = found.subject.sub;
    const grant = new provider.Grant({ accountId, clientId: String(params['client_id']) });
    grant.addOIDCScope(String(params['scope']));
    const consent = { grantId: await grant.save() };
    await provider.interactionFinished(request, response, { login: { accountId }, consent });
  });
  return found;
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
