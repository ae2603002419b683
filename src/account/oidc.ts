// Providers that people may sign in with (OpenID Connect), as the operator names them in a file.
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

export interface OidcProvider {
  /** Stands in the address that the provider sends people back to: /account/auth/callback/<id>. */
  id: string;
  /** What the button says. */
  name: string;
  /** Its address: <issuer>/.well-known/openid-configuration tells the rest. */
  issuer: string;
  clientId: string;
  /** undefined = a public client: PKCE alone. */
  clientSecret: string | undefined;
}

interface Written {
  id: string;
  name: string;
  issuer: string;
  clientId: string;
  clientSecretFile?: string;
}

/** Reads `[{id, name, issuer, clientId, clientSecretFile?}]`; the secret's file is named from where this one lies. Throws with a sentence. */
export function readOidcFile(path: string): OidcProvider[] {
  const list: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (!Array.isArray(list)) throw new Error(`${path}: a list of providers is expected`);
  const providers = list.map((one: unknown, at) =>
    providerOf(one, `${path}: provider ${at + 1}`, dirname(path)),
  );
  const twice = providers.find(({ id }, at) => providers.findIndex((other) => other.id === id) < at);
  if (twice !== undefined) throw new Error(`${path}: the id ${twice.id} stands there twice`);
  return providers;
}

/** OpenID Connect Discovery 1.0, section 4. */
export function discoveryOf(issuer: string): string {
  return `${issuer}/.well-known/openid-configuration`;
}

function providerOf(one: unknown, where: string, folder: string): OidcProvider {
  const fault = typeof one === 'object' && one !== null ? faultIn(one as Partial<Written>) : 'is no object';
  if (fault !== undefined) throw new Error(`${where} ${fault}`);
  const { id, name, issuer, clientId, clientSecretFile } = one as Written;
  const clientSecret =
    clientSecretFile === undefined
      ? undefined
      : readFileSync(resolve(folder, clientSecretFile), 'utf8').trim();
  return { id, name, issuer: issuer.replace(/\/+$/, ''), clientId, clientSecret };
}

function faultIn({ id, name, issuer, clientId, clientSecretFile }: Partial<Written>): string | undefined {
  if (typeof id !== 'string' || !/^[a-z0-9-]{1,32}$/.test(id)) return 'needs an id of a-z, 0-9 and -';
  if (typeof name !== 'string' || name === '') return 'needs a name';
  if (typeof clientId !== 'string' || clientId === '') return 'needs a clientId';
  if (clientSecretFile !== undefined && typeof clientSecretFile !== 'string')
    return 'names its clientSecretFile as text';
  return typeof issuer === 'string' && isSafeAddress(issuer) ? undefined : 'needs an issuer with https';
}

/** Who signs in is decided over this connection: only one's own machine may do without TLS. */
function isSafeAddress(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isOwn = ['localhost', '127.0.0.1', '[::1]'].includes(url?.hostname ?? '');
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && isOwn);
}
