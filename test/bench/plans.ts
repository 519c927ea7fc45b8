/** A plan of so many tasks, five lines each, in summaries of a hundred, with one and a half dependencies a task. */
export function planOf(tasks: number, people = 10): string {
  const lines = ['plan: Benchmark', 'start: 2026-02-02', 'now: 2026-02-02', 'people:'];
  for (let i = 0; i < people; i++)
    lines.push(`  p${i}: {name: Person ${i}, away: 2026-0${(i % 8) + 2}-10..2026-0${(i % 8) + 2}-14}`);
  lines.push('tasks:');
  for (let i = 0; i < tasks; i++) {
    if (i % 100 === 0) lines.push(`  part-${i / 100}:`, `    title: Part ${i / 100}`, '    tasks:');
    const after = [
      ...(i % 100 > 0 ? [`task-${i - 1 - (i % 3 === 0 && i % 100 > 3 ? 2 : 0)}`] : []),
      ...(i % 2 === 1 && i % 100 > 7 ? [`task-${i - 7} SS + 2h`] : []),
    ];
    lines.push(
      `      task-${i}:`,
      `        title: Task number ${i}`,
      `        effort: ${(i % 5) + 1}d`,
      `        after: [${after.join(', ')}]`,
      `        assign: p${(i * 7) % people}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

/** A plan of so many tasks without people, a line each, in summaries of a hundred, with one and a half dependencies a task. */
export function networkOf(tasks: number): string {
  const lines = ['plan: Benchmark', 'start: 2026-02-02', 'now: 2026-02-02', 'tasks:'];
  for (let i = 0; i < tasks; i++) {
    if (i % 100 === 0) lines.push(`  part-${i / 100}:`, '    tasks:');
    const after = [
      ...(i % 100 > 0 ? [`t${i - 1 - (i % 3 === 0 && i % 100 > 3 ? 2 : 0)}`] : []),
      ...(i % 2 === 1 && i % 100 > 7 ? [`t${i - 7} SS + 2h`] : []),
    ];
    lines.push(`      t${i}: {duration: ${(i % 5) + 1}d, after: [${after.join(', ')}]}`);
  }
  return `${lines.join('\n')}\n`;
}
