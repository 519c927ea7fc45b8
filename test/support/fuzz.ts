import { configureGlobal } from 'fast-check';

// Loaded before every test: the same cases on every run and machine. `npm run fuzz` looks for new ones; what it finds
// becomes a test of its own.
const isFuzzing = process.env.FUZZ === '1';
configureGlobal(isFuzzing ? { interruptAfterTimeLimit: 50_000, markInterruptAsFailure: false } : { seed: 20_261_123 });
