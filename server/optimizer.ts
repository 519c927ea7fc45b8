import { runOptimizer } from './node/optimizer';

runOptimizer(__filename);
