// What the commands about anchors have in common.
import type { AnchorWish } from '../../anchor/config.ts';
import { CannotTell } from '../fault.ts';
import type { CommonOptions } from '../output.ts';

export interface AnchorOptions extends CommonOptions {
  anchors?: string;
}

export interface ChainOptions extends AnchorOptions {
  chain?: string;
  wait: number;
}

export interface AddressOptions extends AnchorOptions {
  new?: boolean;
}

export function chosen(wishes: AnchorWish[], chain: string | undefined): AnchorWish[] {
  if (chain === undefined) return wishes;
  const found = wishes.filter((one) => one.chain === chain);
  if (found.length === 0) throw new CannotTell(`anchors.json has no ${chain}`);
  return found;
}
