// What nobody here catches, because there is nothing of it to see in any log; and what would.

export interface Unseen {
  readonly what: string;
  readonly would: string;
}

export const unseen: readonly Unseen[] = [
  {
    what: 'A sale that nobody logs, or a weight that was never true',
    would: 'scales, audits, laboratory tests; yields and the area of the land bound it',
  },
  {
    what: 'One bale that is born twice, under two ids',
    would:
      'the gin’s own seal numbers; what went in bounds what came out, so only a false weight makes room for it',
  },
  {
    what: 'The same goods in a second log, under another name',
    would: 'one home log for each company prefix, in a register that both logs are anchored in',
  },
  {
    what: 'A statement that the operator never takes, or a question that it never answers',
    would: 'the party’s own copy, signed, and another node that takes it: nobody is bound to one',
  },
  {
    what: 'Witnesses, as many as a reader asks for, that sign whatever the operator wants',
    would: 'witnesses of other owners, anchors; two files that are compared catch it all the same',
  },
];
