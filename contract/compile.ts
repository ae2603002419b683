// Compiles contracts with solc from npm. Run as a program it writes artifact.ts, which is committed: whoever uses or
// deploys the anchor contract needs no compiler, and a test compiles again and compares.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import solc from 'solc';

export interface CompiledContract {
  readonly abi: readonly unknown[];
  /** `0x` and hex: what a transaction that deploys the contract carries. */
  readonly creationCode: string;
  /** `0x` and hex: what eth_getCode then answers, byte for byte (nothing is filled in at deployment). */
  readonly runtimeCode: string;
}

/** What artifact.ts says of the anchor contract. */
export interface AnchorBuild extends CompiledContract {
  readonly compilerVersion: string;
  /** SHA-256, as hex, over the sources in this order, each behind its name and a line feed. */
  readonly sourcesSha256: string;
}

const folder = import.meta.dirname;
const anchorSources = ['Consistency.sol', 'SelvedgeAnchor.sol'];

// Fixed, so that the same sources give the same bytes anywhere. Without the metadata that solc appends, the code
// depends on nothing but what it does; the digest of the sources is what tells them apart. `paris` has no PUSH0, so
// the same code runs on chains that are behind Ethereum's; that costs 70 gas an anchor (measured).
const settings = {
  optimizer: { enabled: true, runs: 10_000 },
  evmVersion: 'paris',
  viaIR: true,
  metadata: { appendCBOR: false, bytecodeHash: 'none' },
  outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object', 'evm.deployedBytecode.object'] } },
};

/** The anchor contract as its sources are now (two seconds). */
export function compileAnchor(): AnchorBuild {
  const compiled = compileContract(anchorSources, 'SelvedgeAnchor');
  const digest = createHash('sha256');
  for (const name of anchorSources) digest.update(`${name}\n`).update(readFileSync(join(folder, name)));
  return { ...compiled, compilerVersion: solc.version(), sourcesSha256: digest.digest('hex') };
}

/** One contract out of sources of this folder, which name each other by relative paths. Throws what solc complains of, warnings too. */
export function compileContract(sources: readonly string[], contract: string): CompiledContract {
  const texts = sources.map((name) => [name, { content: readFileSync(join(folder, name), 'utf8') }]);
  const input = { language: 'Solidity', sources: Object.fromEntries(texts), settings };
  const { errors = [], contracts } = JSON.parse(solc.compile(JSON.stringify(input))) as SolcOutput;
  if (errors.length > 0) throw new Error(errors.map(({ formattedMessage }) => formattedMessage).join('\n'));
  const made = sources.map((name) => contracts[name]?.[contract]).find((found) => found !== undefined);
  if (made === undefined) throw new Error(`no contract ${contract} in ${sources.join(', ')}`);
  return {
    abi: made.abi,
    creationCode: `0x${made.evm.bytecode.object}`,
    runtimeCode: `0x${made.evm.deployedBytecode.object}`,
  };
}

interface SolcOutput {
  errors?: { formattedMessage: string }[];
  contracts: Record<string, Record<string, SolcContract>>;
}

interface SolcContract {
  abi: unknown[];
  evm: { bytecode: { object: string }; deployedBytecode: { object: string } };
}

/** The text of artifact.ts, before formatting. */
function artifactText(build: AnchorBuild): string {
  return `// The compiled anchor contract. Written by contract/compile.ts; artifact.test.ts compiles again and compares.

export const anchorAbi = ${JSON.stringify(build.abi)} as const;

/** What a transaction that deploys the contract carries. */
export const anchorCreationCode = '${build.creationCode}';

/** What eth_getCode answers for a deployed contract, byte for byte. */
export const anchorRuntimeCode = '${build.runtimeCode}';

export const anchorCompilerVersion = '${build.compilerVersion}';

/** SHA-256 over the sources, as contract/compile.ts takes it. */
export const anchorSourcesSha256 = '${build.sourcesSha256}';
`;
}

if (import.meta.main) writeFileSync(join(folder, 'artifact.ts'), artifactText(compileAnchor()));
