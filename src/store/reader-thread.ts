// A worker thread that reads signed statements for the node (flow/readers.ts).
import { parentPort } from 'node:worker_threads';
import { nodePrimitives } from '#verifier/node';
import { serveReading } from '../flow/readers.ts';
import { encodeBody } from './body.ts';

if (parentPort !== null) serveReading(parentPort, { primitives: nodePrimitives, encodeBody });
