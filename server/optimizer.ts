import { runOptimizer } from './node/optimizerWorker';

runOptimizer(__filename);
