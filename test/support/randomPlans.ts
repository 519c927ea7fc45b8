/**
 * A random plan that can be scheduled: people with calendars, shares, limits and absences, teams and pools, all kinds of
 * dependencies with lags, bounds, summaries and progress. The same seed gives the same plan.
 */
export function randomPlan(seed: number, tasks: number, options: RandomOptions = {}): string {
  const next = randomNumbers(seed);
  const below = (limit: number): number => Math.floor(next() * limit);
  const chance = (share: number): boolean => next() < share;
  const pick = <T>(list: readonly T[]): T => list[below(list.length)];
  const lines = ['plan: Random', 'start: 2026-02-02', 'now: 2026-02-02 08:00'];
  lines.push(`calendar: {hours: ${pick(["'Mon-Fri 09:00-17:00'", "'Mon-Thu 08:00-12:00, 13:00-18:00'", '24/7'])}}`);
  if (options.zones && chance(0.5))
    lines.push(`timezone: ${pick(['Europe/Berlin', 'America/New_York', 'Asia/Kolkata'])}`);
  lines.push('people:');
  const people = ['ana', 'ben', 'cem'];
  for (const id of people) {
    const keys = [`name: ${id}`];
    if (chance(0.3)) keys.push(`capacity: ${pick([50, 80])}%`);
    if (chance(0.3)) keys.push(`away: [2026-02-${10 + below(9)}]`);
    if (chance(0.2)) keys.push(`calendar: 'Mon-Wed 10:00-16:00'`);
    if (chance(0.2)) keys.push(`efficiency: ${pick([0.5, 1.5])}`);
    if (chance(0.25)) keys.push(`limit: ${pick(['5h/d', '20h/w', '60h/mo', '[6h/d, 24h/w]'])}`);
    lines.push(`  ${id}: {${keys.join(', ')}}`);
  }
  lines.push('  crane: {kind: equipment, units: 3}', 'teams: {all: [ana, ben, cem]}', 'tasks:');
  let indent = '  ';
  for (let i = 0; i < tasks; i++) {
    if (chance(0.15) && indent.length < 10) {
      const after = i > 0 && chance(0.4) ? `t${below(i)}` : undefined;
      lines.push(`${indent}s${i}:`);
      if (after && !options.noSummaryLinks) lines.push(`${indent}  after: ${after}`);
      lines.push(`${indent}  tasks:`);
      indent += '    ';
    } else if (chance(0.15) && indent.length > 2 && !lines[lines.length - 1].endsWith('tasks:'))
      indent = indent.slice(4);
    const keys = [task(i)];
    const who = pick(['ana', 'ben', 'cem', 'ana 50%', '[ana, ben]', 'ana or ben', '2 of all', '2 of crane', '']);
    if (who && !keys[0].startsWith('milestone') && !keys[0].startsWith('elapsed')) keys.push(`assign: ${who}`);
    const links = Array.from({ length: below(3) }, () => link(i)).filter((it) => it !== undefined);
    if (links.length > 0) keys.push(`after: [${links.join(', ')}]`);
    if (chance(0.1)) keys.push(`start: 2026-02-${String(2 + below(20)).padStart(2, '0')}`);
    if (chance(0.1)) keys.push(`priority: ${below(1001)}`);
    if (chance(0.1)) keys.push('schedule: alap');
    if (chance(0.1) && keys[0].startsWith('effort')) keys.push('split: false');
    lines.push(`${indent}t${i}: {${keys.join(', ')}}`);
  }
  return `${lines.join('\n')}\n`;

  function task(i: number): string {
    const length = `${1 + below(4)}${pick(['d', 'd', 'h'])}`;
    if (chance(0.08) && i > 0) return 'milestone: true';
    return `${pick(['effort', 'effort', 'effort', 'duration', 'elapsed'])}: ${length}`;
  }

  function link(i: number): string | undefined {
    if (i === 0) return undefined;
    const type = chance(0.7) ? '' : ` ${pick(['SS', 'FF', 'SF', 'FS'])}`;
    const lag = chance(0.25) ? ` ${pick(['+', '-'])} ${pick(['2h', '1d', '1ed', '50%'])}` : '';
    return `t${below(i)}${type}${lag}`;
  }
}

export interface RandomOptions {
  readonly zones?: boolean;
  /** No dependencies on summaries. */
  readonly noSummaryLinks?: boolean;
}

/** Numbers in [0, 1): mulberry32, small and the same everywhere. */
export function randomNumbers(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
