// With whose key the node signs what it gives out of a party: the party's own where the node holds it, else the operator's.
import type { SelvedgeNode } from '../flow/node.ts';
import type { KeyVault } from '../flow/ports.ts';
import { didOfKey } from './key.ts';

/** Who a credential says it is from. */
export interface CredentialIssuer {
  /** The party's DID; the DID of the signing key itself where the party has none. */
  id: string;
  name: string;
  /** The party, where `id` is not its own. */
  alsoKnownAs: { id: string; name: string } | undefined;
  /** One sentence where somebody else signs than who said it. */
  saying: string | undefined;
}

export interface Signing {
  issuer: CredentialIssuer;
  /** DID URL of the key. */
  kid: string;
  publicKey: Uint8Array;
  sign(bytes: Uint8Array): Uint8Array;
}

export interface CredentialSigner {
  /** For what this party said. Always somebody: the operator's key is the node's. */
  signingFor(party: string): Signing;
}

/** `vault` MUST be the one of the same node. */
export function credentialSigner(node: SelvedgeNode, vault: KeyVault): CredentialSigner {
  return {
    signingFor: (party) => {
      const own = heldKey(node, vault, party);
      const key = own ?? heldKey(node, vault, node.operator);
      if (key === undefined) throw new Error('the node holds no key of its operator');
      const speaker = own === undefined ? node.operator : party;
      const issuer = issuerOf(node, speaker, key.publicKey, own === undefined ? party : undefined);
      const kid = `${issuer.id}#${fragmentOf(issuer.id, key.kid)}`;
      return { issuer, kid, publicKey: key.publicKey, sign: (bytes) => vault.sign(key.kid, bytes) };
    },
  };
}

function heldKey(node: SelvedgeNode, vault: KeyVault, party: string): ReturnType<KeyVault['keyOf']> {
  const valid = new Set(
    (node.party(party)?.keys ?? []).filter(({ revokedAt }) => revokedAt === null).map(({ kid }) => kid),
  );
  return vault.keyOf(party, (kid) => valid.has(kid));
}

function issuerOf(
  node: SelvedgeNode,
  speaker: string,
  publicKey: Uint8Array,
  inPlaceOf: string | undefined,
): CredentialIssuer {
  const name = node.party(speaker)?.name ?? speaker;
  const isDid = speaker.startsWith('did:');
  return {
    id: isDid ? speaker : didOfKey(publicKey),
    name,
    alsoKnownAs: isDid ? undefined : { id: speaker, name },
    saying:
      inPlaceOf === undefined
        ? undefined
        : `Signed by the operator of the log ${node.origin}, which reports what ${node.party(inPlaceOf)?.name ?? inPlaceOf} (${inPlaceOf}) said there: that party holds its key itself, and its own signature is in the log.`,
  };
}

/** The fragment of a did:key is the key again (did:key, section 3.1.1); of others the RFC 7638 thumbprint. */
function fragmentOf(did: string, thumbprint: string): string {
  return did.startsWith('did:key:') ? did.slice('did:key:'.length) : thumbprint;
}
