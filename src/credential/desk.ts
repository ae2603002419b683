// What a node gives out as credentials: status lists, certificates, and the keys to check them with. All of it is computed
// from the log when it is asked for; nothing is kept but the last answers.
import { jwkOfPublicKey, type JsonObject } from '#verifier';
import type { RecordView } from '../flow/answers.ts';
import type { SelvedgeNode } from '../flow/node.ts';
import type { KeyVault } from '../flow/ports.ts';
import { conformityCredential, type Profile } from './conformity.ts';
import { sealJwt } from './jose.ts';
import { type CredentialSigner, credentialSigner } from './signer.ts';
import { listSeconds, type Purpose, statusListCredential } from './status-list.ts';

export interface CredentialDesk {
  /** The status list of a party as vc+jwt; undefined for parties that are not admitted. `base`: scheme and host, no slash. */
  statusList(party: string, purpose: Purpose, base: string): string | undefined;
  /** A certificate of the log, of which everything is shown, as vc+jwt. */
  certificate(record: RecordView, profile: Profile, base: string): string;
  /** Controlled identifier document with the key that signs for the party; undefined as above. */
  keys(party: string): JsonObject | undefined;
}

/** `vault` MUST be the one of the same node. */
export function credentialDesk(node: SelvedgeNode, vault: KeyVault, nowMs: () => number): CredentialDesk {
  const signer = credentialSigner(node, vault);
  const certificates = new CertificatesByIssuer(node, nowMs);
  const lists = new Map<string, Kept<string>>();
  return {
    statusList: (party, purpose, base) => {
      if (node.party(party) === undefined) return undefined;
      const id = listAddress(base, party, purpose);
      const said = certificates.of(party);
      const kept = lists.get(id);
      // The same text for as long as it may be used: copies of it can be told apart from changes.
      if (kept !== undefined && kept.said === said && nowMs() - kept.atMs < listSeconds * 500)
        return kept.value;
      const value = signedList(signer, party, purpose, id, said, nowMs());
      remember(lists, id, { value, said, atMs: nowMs() });
      return value;
    },
    certificate: (record, profile, base) => {
      const { issuer, kid, sign } = signer.signingFor(record.issuer);
      const index = certificates.of(record.issuer).findIndex(({ entry }) => entry === record.entry);
      const address = `${base}/certificates/${encodeURIComponent(record.id ?? String(record.entry))}/credential`;
      const listed = (purpose: Purpose): string => listAddress(base, record.issuer, purpose);
      return sealJwt(
        conformityCredential({ record, issuer, index, listAddress: listed, address, profile }, node),
        kid,
        sign,
      );
    },
    keys: (party) => (node.party(party) === undefined ? undefined : keyDocument(signer, party)),
  };
}

function signedList(
  signer: CredentialSigner,
  party: string,
  purpose: Purpose,
  id: string,
  said: readonly Certified[],
  nowMs: number,
): string {
  const { issuer, kid, sign } = signer.signingFor(party);
  const states = said.map(({ state }) => state);
  return sealJwt(statusListCredential({ id, purpose, issuer, states, nowMs }), kid, sign);
}

function listAddress(base: string, party: string, purpose: Purpose): string {
  return `${base}/credentials/status/${encodeURIComponent(party)}/${purpose}`;
}

/** W3C Controlled Identifiers v1.0, which DID documents are a case of. */
function keyDocument(signer: CredentialSigner, party: string): JsonObject {
  const { issuer, kid, publicKey } = signer.signingFor(party);
  return {
    '@context': ['https://www.w3.org/ns/cid/v1'],
    id: issuer.id,
    ...(issuer.alsoKnownAs === undefined ? {} : { alsoKnownAs: [issuer.alsoKnownAs.id] }),
    verificationMethod: [
      { id: kid, type: 'JsonWebKey', controller: issuer.id, publicKeyJwk: jwkOfPublicKey(publicKey) },
    ],
    assertionMethod: [kid],
  };
}

interface Certified {
  entry: number;
  state: string | null;
}

interface Kept<T> {
  value: T;
  said: readonly Certified[];
  atMs: number;
}

const mostKept = 256;

function remember<T>(map: Map<string, T>, key: string, value: T): void {
  if (map.size >= mostKept) map.delete(map.keys().next().value ?? '');
  map.set(key, value);
}

interface Read {
  certificates: readonly Certified[];
  size: number;
  /** A log that grows all the time must not keep the node busy with lists: at most a twentieth of it. */
  notBeforeMs: number;
  untilMs: number;
}

const pauses = 20;
// A word may count from a moment that lies ahead.
const readAgainMs = 60_000;
const pageLength = 1000;

/** The certificates that a party said, in the order of the log: their positions never change. */
class CertificatesByIssuer {
  readonly #node: SelvedgeNode;
  readonly #nowMs: () => number;
  readonly #read = new Map<string, Read>();

  constructor(node: SelvedgeNode, nowMs: () => number) {
    this.#node = node;
    this.#nowMs = nowMs;
  }

  of(party: string): readonly Certified[] {
    const known = this.#read.get(party);
    const { size } = this.#node.head();
    const now = this.#nowMs();
    const isFresh =
      known !== undefined && now < known.untilMs && (known.size === size || now < known.notBeforeMs);
    if (isFresh) return known.certificates;
    const startedAtMs = performance.now();
    const certificates = [...this.#pages(party)].reverse();
    const tookMs = performance.now() - startedAtMs;
    remember(this.#read, party, {
      certificates,
      size,
      notBeforeMs: now + pauses * tookMs,
      untilMs: now + readAgainMs,
    });
    return certificates;
  }

  *#pages(issuer: string): Generator<Certified> {
    for (let offset = 0, total = 1; offset < total; offset += pageLength) {
      const page = this.#node.records({ kind: 'certificate', issuer, offset, limit: pageLength });
      total = page.total;
      for (const { entry, state } of page.records) yield { entry, state };
    }
  }
}
