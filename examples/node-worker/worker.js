#!/usr/bin/env node
/** The executable: a worker for Snakepit's stdio wire. See README.md. */

import { carry } from './src/carrier.js';
import { Wire } from './src/wire.js';
import { Worker } from './src/worker.js';

// The JVM sends it together with a CANCEL; at any other time it has to do nothing.
process.on('SIGTERM', () => {});

const streams = await carry(process.argv.slice(2));
const wire = new Wire(streams);
const worker = new Worker(wire);
wire.listen((frame) => worker.receive(frame));
