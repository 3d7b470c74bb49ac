/** Tools to play with: what README.md runs. */

import { setTimeout as sleep } from 'node:timers/promises';

import { tool } from '../src/index.js';

export const add = tool(({ a, b }) => a + b, {
  description: 'Adds two numbers.',
  parameters: { a: ['float'], b: ['float'] },
});

export const words = tool(
  function* ({ text }) {
    yield* text.split(/\s+/u).filter((word) => word.length > 0);
  },
  { description: 'The words of a text, one after the other.', parameters: { text: ['string'] } },
);

export const remember = tool(
  ({ word }, { session }) => {
    session.state.words ??= [];
    session.state.words.push(word);
    return session.state.words;
  },
  { description: 'The words of this session so far.', parameters: { word: ['string'] } },
);

export const price = tool(
  async ({ item }, context) => {
    const { price: single } = await context.host('lookup', { item });
    console.log(`${item} costs ${single}`);
    return single;
  },
  { description: 'Asks the Java side for a price.', parameters: { item: ['string'] } },
);

export const pause = tool(
  async ({ milliseconds }, { signal }) => {
    await sleep(milliseconds, null, { signal });
    return 'done';
  },
  { description: 'Waits, unless asked to stop.', parameters: { milliseconds: ['integer'] } },
);

export const spin = tool(
  () => {
    for (;;);
  },
  { description: 'Never ends, and has to be killed.', parameters: {} },
);
