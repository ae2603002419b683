// The EVM key of the log, and what it does on a chain beside anchoring.
import { usualLimits } from '../../anchor/ask.ts';
import type { EvmWish } from '../../anchor/config.ts';
import { whileReading } from '../directory/reading.ts';
import { type Opened, whileWriting } from '../directory/writing.ts';
import { CannotTell } from '../fault.ts';
import type { ExitCode } from '../io.ts';
import { anchorWishes, evmAddress } from '../serve/anchors.ts';
import type { Session } from '../session.ts';
import { type AddressOptions, type ChainOptions, chosen } from './options.ts';

export async function showAddress(
  session: Session,
  { new: isNew = false }: AddressOptions,
): Promise<ExitCode> {
  const { evmKeys, makeEvmKey, shownAddress } = await import('../../anchor/evm/key.ts');
  const known = await whileReading(session, ({ world, node }) =>
    evmKeys(world.vault, node.origin).addresses(),
  );
  const addresses =
    known.length > 0 && !isNew
      ? known
      : await whileWriting(
          session,
          ({ data, node }) => [makeEvmKey(data.world.vault, node.origin), ...known],
          { mustExist: true },
        );
  const [newest = '', ...older] = addresses.map(shownAddress);
  return session.output.answer({ address: newest, older }, () => [
    newest,
    ...older.map((one) => `${one}  (older)`),
  ]);
}

/** The one EVM chain that is meant. */
function evmChain(session: Session, options: ChainOptions): EvmWish {
  const wishes = chosen(anchorWishes(session, options.anchors), options.chain).filter(
    (wish): wish is EvmWish => wish.kind === 'eip155',
  );
  const [wish] = wishes;
  if (wish === undefined || wishes.length > 1)
    throw new CannotTell('on which chain? Give --chain, one of the EVM chains in anchors.json');
  return wish;
}

export async function deployOn(session: Session, options: ChainOptions): Promise<ExitCode> {
  const wish = evmChain(session, options);
  return await whileWriting(session, (opened) => deployed(session, opened, wish, options.wait * 1000), {
    mustExist: true,
  });
}

export async function rotateOn(session: Session, options: ChainOptions): Promise<ExitCode> {
  const wish = evmChain(session, options);
  return await whileWriting(session, (opened) => rotated(session, opened, wish, options.wait * 1000), {
    mustExist: true,
  });
}

async function rotated(
  session: Session,
  { world, node }: Opened,
  wish: EvmWish,
  mostMs: number,
): Promise<ExitCode> {
  const [{ rotateOwner }, { evmKeys, shownAddress }] = await Promise.all([
    import('../../anchor/evm/rotate.ts'),
    import('../../anchor/evm/key.ts'),
  ]);
  const { io, output } = session;
  const keys = evmKeys(world.vault, node.origin);
  const [newest] = keys.addresses();
  const { contract } = wish;
  if (newest === undefined || contract === null)
    throw new CannotTell('there is no key, or no contract is named: nothing can be handed over');
  const place = { ...wish, contract, limits: usualLimits };
  const { log, owner } = await rotateOwner(place, node.origin, keys, newest, {
    doing: (sentence) => output.tell(sentence),
    ...{ untilMs: io.nowMs() + mostMs, lookEveryMs: 1_000, nowMs: () => io.nowMs() },
  });
  return output.answer({ chain: wish.chain, log, owner: shownAddress(owner) }, () => [
    `${shownAddress(owner)} owns log ${log} on ${wish.chain}`,
  ]);
}

async function deployed(session: Session, opened: Opened, wish: EvmWish, mostMs: number): Promise<ExitCode> {
  const [{ deployContract }, { evmKeys }] = await Promise.all([
    import('../../anchor/evm/deploy.ts'),
    import('../../anchor/evm/key.ts'),
  ]);
  const { io, output } = session;
  const from = (await evmAddress(session, opened)).toLowerCase();
  const keys = evmKeys(opened.world.vault, opened.node.origin);
  const { contract, transaction } = await deployContract({ ...wish, limits: usualLimits }, keys, from, {
    sending: (hash) => output.tell(`sending ${hash}`),
    ...{ untilMs: io.nowMs() + mostMs, lookEveryMs: 1_000, nowMs: () => io.nowMs() },
  });
  return output.answer({ chain: wish.chain, contract, transaction }, () => [
    `The contract is at ${contract}`,
    `Write "contract":"${contract}" beside "chain":"${wish.chain}" in anchors.json.`,
  ]);
}
