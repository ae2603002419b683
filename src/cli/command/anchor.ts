import type { Command } from 'commander';
import { checkProofs, tellHead } from '../anchor/check.ts';
import { deployOn, rotateOn, showAddress } from '../anchor/evm.ts';
import { listAnchors } from '../anchor/list.ts';
import { anchorNow } from '../anchor/now.ts';
import type { AddressOptions, AnchorOptions, ChainOptions } from '../anchor/options.ts';
import { type Cli, command, group, whole } from '../describe.ts';
import type { CommonOptions } from '../output.ts';
import { type SayingOptions, sayingOptions } from '../record/say.ts';

const list = {
  usage: 'list',
  summary: 'the places where this log is anchored, and how far each has come',
  about: 'Runs beside a serving node. Exit 1 where one of them is in trouble.',
  examples: ['anchor list', 'anchor list --anchors anchors.json --json'],
};
const address = {
  usage: 'address',
  summary: 'address of the EVM key of this log: what it needs to pay gas goes there',
  about: 'The key lies sealed in the data directory and is made when it is first asked for.',
  examples: ['anchor address', 'anchor address --new   # a further key, to hand the log over to'],
};
const now = {
  usage: 'now',
  summary: 'anchor the log as it is now, and wait until that has settled',
  about:
    'While a node serves, it does this itself. Exit 1 where it did not settle in time: nothing is lost by that.',
  examples: ['anchor now', 'anchor now --chain eip155:10 --wait 900'],
};
const deploy = {
  usage: 'deploy',
  summary: 'put the anchor contract on an EVM chain, with the key of this log',
  about:
    'The contract has no owner: one for each chain does for any number of logs. Write its address into anchors.json.',
  examples: [
    'anchor deploy --chain eip155:10',
    'anchor deploy --chain eip155:31337 --anchors anchors.json --json',
  ],
};
const rotate = {
  usage: 'rotate',
  summary: 'hand this log over to the newest key, in the contract on an EVM chain',
  about:
    'Make that key before, with `anchor address --new`, and send gas money to both. Broken off, it can be begun again.',
  examples: ['anchor rotate --chain eip155:10'],
};
const check = {
  usage: 'check',
  summary: 'check every proof that is kept as a stranger would, without asking anybody',
  about: 'Exit 1 where one of them shows nothing, or a head that this log does not have.',
  examples: ['anchor check', 'anchor check --json'],
};
const tell = {
  usage: 'tell <checkpoint>',
  summary: 'keep the head of another log in this one: a statement of kind head',
  about: 'FILE holds a checkpoint of the other log, as `selvedge log head` or /log/checkpoint give it.',
  examples: ['anchor tell mill.checkpoint --party "Ring Mill"'],
};

export function anchorCommands(parent: Command, cli: Cli): void {
  const anchor = group(parent, 'anchor', 'heads of the log kept where its operator cannot reach', [
    'anchor list',
    'anchor now',
  ]);
  withFile(command<AnchorOptions>(anchor, cli, list, listAnchors));
  command<AddressOptions>(anchor, cli, address, showAddress).option('--new', 'make a further key');
  withChain(command<ChainOptions>(anchor, cli, now, anchorNow), 'only this one', 600);
  withChain(command<ChainOptions>(anchor, cli, deploy, deployOn), 'where to', 300);
  withChain(command<ChainOptions>(anchor, cli, rotate, rotateOn), 'where', 300);
  command<CommonOptions>(anchor, cli, check, checkProofs);
  sayingOptions(command<SayingOptions>(anchor, cli, tell, tellHead));
}

function withFile(made: Command): Command {
  return made.option('--anchors <file>', 'anchors.json; that of the data directory if left out');
}

function withChain(made: Command, what: string, waitSeconds: number): Command {
  return withFile(made)
    .option('--chain <id>', `${what}, such as eip155:10`)
    .option('--wait <seconds>', 'the longest wait', whole(1, 86_400), waitSeconds);
}
