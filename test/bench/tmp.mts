import { compareServers, requestsWhileTyping } from '/work/main/test/bench/servers';
const what = process.argv[2];
if (what !== 'typing') await compareServers();
if (what !== 'compare') await requestsWhileTyping(10_000);
process.exit(0);
