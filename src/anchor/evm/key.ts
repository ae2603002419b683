// The EVM key of the log (secp256k1). It lies in the vault, sealed; outside only its address is told.
import { createECDH } from 'node:crypto';
import { addr } from 'micro-eth-signer';
import type { KeyVault } from '../../flow/ports.ts';

export interface EvmKeys {
  /** Newest first, lower case. */
  addresses(): string[];
  /** 32 bytes. MUST go nowhere but into a signature. */
  secretOf(address: string): Uint8Array;
}

export function evmKeys(vault: KeyVault, origin: string): EvmKeys {
  return {
    addresses: () => vault.keysOf(holderOf(origin)).map(({ kid }) => kid),
    secretOf: (address) => vault.seed(address),
  };
}

/** Makes a further key and answers its address. What the older ones own stays theirs until they hand it over. */
export function makeEvmKey(vault: KeyVault, origin: string): string {
  const pair = createECDH('secp256k1');
  const publicKey = pair.generateKeys();
  const secret = Buffer.alloc(32);
  const made = pair.getPrivateKey();
  made.copy(secret, secret.length - made.length);
  const kid = addr.fromPrivateKey(secret).toLowerCase();
  vault.keep(holderOf(origin), { kid, publicKey, secret });
  return kid;
}

/** With the capital letters of EIP-55, as people copy it. */
export function shownAddress(address: string): string {
  return addr.addChecksum(address);
}

function holderOf(origin: string): string {
  return `evm ${origin}`;
}
