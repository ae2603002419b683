import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { feeOf } from './chain.ts';

test('a replacement pays at least an eighth more of both, and what the market asks', () => {
  const wei = fc.bigInt({ min: 0n, max: 10n ** 15n });
  fc.assert(
    fc.property(wei, wei, wei, wei, (base, tip, max, priority) => {
      const before = { maxFeeWei: max + priority, priorityWei: priority };
      const fee = feeOf(base, tip, before);
      assert.ok(fee.maxFeeWei * 8n >= before.maxFeeWei * 9n);
      assert.ok(fee.priorityWei * 8n >= before.priorityWei * 9n);
      assert.ok(fee.maxFeeWei >= 2n * base + tip && fee.priorityWei >= tip);
      assert.ok(fee.maxFeeWei >= fee.priorityWei, 'EIP-1559 asks for it');
    }),
  );
  assert.deepEqual(feeOf(7n, 2n, undefined), { maxFeeWei: 16n, priorityWei: 2n });
});
