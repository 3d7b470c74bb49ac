/** The wire's test vectors: docs/protocol/vectors. */

import assert from 'node:assert/strict';
import fs from 'node:fs';
import test from 'node:test';

import { FrameReader, OutcomeFlag, ToJvm, ToWorker, WireError, frameOf } from '../src/frames.js';
import { hostCallHead, readCall, readCredit, readHello, readHostReply } from '../src/heads.js';

const vectors = new URL('../../../docs/protocol/vectors/', import.meta.url);
const names = fs.readdirSync(vectors).filter((name) => name.endsWith('.hex'));

function bytesOf(name) {
  const text = fs.readFileSync(new URL(name, vectors), 'utf8');
  return Buffer.from(text.replace(/#.*$/gm, '').replace(/\s+/g, ''), 'hex');
}

/** Reads as a worker does: the frames with their heads. */
function understand(bytes) {
  return [...new FrameReader().read(bytes)].map((frame) => {
    switch (frame.kind) {
      case ToWorker.CALL:
        return { ...frame, head: readCall(frame) };
      case ToWorker.CREDIT:
        return { ...frame, items: readCredit(frame) };
      case ToWorker.HOST_REPLY:
        return { ...frame, reply: readHostReply(frame) };
      default:
        return frame;
    }
  });
}

for (const name of names.filter((one) => one.startsWith('good-'))) {
  test(`${name} is understood`, () => {
    assert.ok(understand(bytesOf(name)).length > 0);
  });

  test(`${name} is understood byte by byte`, () => {
    const reader = new FrameReader();
    const bytes = bytesOf(name);
    const frames = [...bytes].flatMap((_, i) => [...reader.read(bytes.subarray(i, i + 1))]);
    assert.deepEqual(frames, [...new FrameReader().read(bytes)]);
  });
}

for (const name of names.filter((one) => one.startsWith('bad-hello-'))) {
  test(`${name} is damage as the first frame`, () => {
    const [frame] = new FrameReader().read(bytesOf(name));
    assert.throws(() => readHello(frame), WireError);
  });
}

for (const name of names.filter((one) => /^bad-(?!hello-)/.test(one))) {
  test(`${name} is damage`, () => {
    assert.throws(() => understand(bytesOf(name)), WireError);
  });
}

test('good-call.hex is the call that its comments describe', () => {
  const [{ call, flags, head }] = understand(bytesOf('good-call.hex'));
  assert.equal(call, 7n);
  assert.equal(flags, 3);
  assert.equal(head.tool, 'add');
  assert.equal(head.session, 's');
  assert.equal(head.budgetMicros, 1_000_000n);
  assert.equal(head.credit, 3);
  assert.equal(head.body.toString(), '{}  ');
});

test('answers.hex is what is written', () => {
  const written = [
    frameOf(ToJvm.STARTED, 0, 7n),
    frameOf(ToJvm.ITEM, 0, 7n, [Buffer.from('5')], [Buffer.from([1, 2])]),
    frameOf(ToJvm.END, OutcomeFlag.SETTLED, 7n),
    frameOf(ToJvm.FAILURE, OutcomeFlag.SETTLED | OutcomeFlag.WITHDRAWN, 8n, [Buffer.from('{}')]),
    frameOf(ToJvm.HOST_CALL, 0, 7n, [hostCallHead(9n, 'h'), Buffer.from('{}')]),
    frameOf(ToJvm.PROBE_REPLY, 0, 7n),
  ];
  const bytes = Buffer.concat(written.flatMap(({ head, chunks }) => [head, ...chunks]));
  assert.equal(bytes.toString('hex'), bytesOf('answers.hex').toString('hex'));
});

test('a frame above the limit is damage before it has arrived', () => {
  const reader = new FrameReader();
  assert.throws(() => [...reader.read(Buffer.from('00100001', 'hex'))], WireError);
});
