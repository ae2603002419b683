// Forges a record in the database behind the node's back, as well as it can be done without the signer's key.
import { encodeBase64url, makeDisclosure, readStatement, type Statement, utf8Bytes } from '#verifier';
import { openDatabase } from '../../store/database.ts';
import type { PlayStage } from './stage.ts';

/**
 * Changes the grams of the first quantity of an event in the store: the disclosure, the digests above it up to the signed
 * payload, and the digest of the entry. Gives the log index of the entry.
 */
export function alterRecord(
  { node, world, databasePath }: PlayStage,
  eventID: string,
  declaredGrams: number,
  alteredGrams: number,
): number {
  const [recorded] = node.event(eventID);
  const sdjwt = recorded === undefined ? undefined : node.statement(recorded.entry);
  if (recorded === undefined || sdjwt === undefined) throw new Error(`there is no event ${eventID} to alter`);
  const forged = withQuantity(
    readBack(sdjwt, world),
    declaredGrams / 1000,
    alteredGrams / 1000,
    sdjwt,
    recorded.indexInStatement,
    world,
  );
  const digest = world.primitives.sha256(utf8Bytes(forged.slice(0, forged.indexOf('~'))));
  const database = openDatabase(databasePath);
  try {
    database
      .prepare('UPDATE entry SET body = ?, digest = ? WHERE seq = ?')
      .run(world.encodeBody(forged), digest, recorded.entry);
  } finally {
    database.close();
  }
  return recorded.entry;
}

type Tools = Pick<PlayStage['world'], 'primitives'>;

function readBack(sdjwt: string, { primitives }: Tools): Statement {
  const read = readStatement(sdjwt, primitives);
  if (!read.ok) throw new Error(`the record to alter cannot be read: ${read.refusal.code}`);
  return read.statement;
}

function withQuantity(
  statement: Statement,
  from: number,
  to: number,
  sdjwt: string,
  index: number,
  { primitives }: Tools,
): string {
  const path = `/document/epcisBody/eventList/${index}/quantityList/0/quantity`;
  const old = statement.disclosures.find((one) => one.path === path);
  if (old === undefined || old.value !== from) throw new Error(`the record does not say ${from} at ${path}`);
  const [salt] = JSON.parse(textOf(old.encoded)) as [string];
  return replaced(sdjwt, old.encoded, makeDisclosure(salt, 'quantity', to, primitives).encoded, {
    primitives,
  });
}

/** Puts one disclosure in the place of another; whatever carries its digest is changed too, up to the payload. */
function replaced(sdjwt: string, old: string, fresh: string, { primitives }: Tools): string {
  const [oldDigest, freshDigest] = [old, fresh].map((encoded) => primitives.sha256Base64url(encoded)) as [
    string,
    string,
  ];
  const [jwt = '', ...disclosures] = sdjwt.split('~').map((part) => (part === old ? fresh : part));
  const above = disclosures.find((encoded) => textOf(encoded).includes(oldDigest));
  const altered = (encoded: string): string =>
    encodeBase64url(utf8Bytes(textOf(encoded).replace(oldDigest, freshDigest)));
  if (above !== undefined)
    return replaced([jwt, ...disclosures].join('~'), above, altered(above), { primitives });
  const [header, payload = '', signature] = jwt.split('.');
  return [[header, altered(payload), signature].join('.'), ...disclosures].join('~');
}

function textOf(encoded: string): string {
  return Buffer.from(encoded, 'base64url').toString('utf8');
}
