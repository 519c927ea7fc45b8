import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import * as path from 'node:path';
import GithubSlugger from 'github-slugger';
import { parseMinute } from '../../server/core/calendar/civil';
import { diagnostics } from '../../server/core/features/diagnostics';
import { environment, listed, snapshotOf } from '../support/plans';

function pagesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.posix.join(folder, entry.name);
    return entry.isDirectory() ? pagesIn(file) : file.endsWith('.md') ? [file] : [];
  });
}

const pages = ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', ...pagesIn('docs')];
const withoutCode = (text: string): string => text.replaceAll(/^```[^]*?^```$/gm, '').replaceAll(/`[^`\n]*`/g, '');

function anchorsOf(page: string): ReadonlySet<string> {
  const slugger = new GithubSlugger();
  const text = readFileSync(page, 'utf8').replaceAll(/^```[^]*?^```$/gm, '');
  return new Set([
    ...[...text.matchAll(/^#+ (.+)$/gm)].map(([, title]) => slugger.slug(title.replaceAll('`', ''))),
    ...[...text.matchAll(/<a (?:id|name)="([^"]+)"/g)].map(([, id]) => id),
  ]);
}

describe('documentation', () => {
  for (const page of pages)
    it(`${page} leads only to what is there`, () => {
      const text = withoutCode(readFileSync(page, 'utf8'));
      const links = [...text.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset|href)="([^"]+)"/g)].map((it) => it[1] ?? it[2]);
      for (const link of links) {
        if (/^https?:/.test(link)) continue;
        const [file, anchor] = link.split('#');
        const target = file === '' ? page : path.posix.join(path.posix.dirname(page), file);
        assert.ok(existsSync(target), `${link}: there is no ${target}`);
        if (anchor !== undefined && target.endsWith('.md'))
          assert.ok(anchorsOf(target).has(anchor), `${link}: there is no such heading`);
        if (anchor === undefined && target.endsWith('.md')) assert.ok(statSync(target).isFile());
      }
    });

  for (const page of pages)
    it(`${page} shows plans without mistakes`, () => {
      const text = readFileSync(page, 'utf8');
      const at = parseMinute('2026-03-02T08:00') as number;
      for (const [, plan] of text.matchAll(/^```yaml\n(plan: [^]*?)^```$/gm)) {
        const snapshot = snapshotOf(plan, { ...environment, wallMinute: () => at });
        const all = [...snapshot.plan.problems, ...snapshot.schedule.problems, ...snapshot.quality];
        const found = diagnostics(snapshot, all).filter(
          // Public holidays are not at hand in tests.
          ({ severity, code }) => (severity === 'error' || severity === 'warning') && code !== 'unknown-region',
        );
        assert.deepEqual(listed(plan, found), []);
      }
    });

  it('is reached from the README, page by page', () => {
    const reached = new Set(['README.md']);
    for (const page of reached) {
      const text = readFileSync(page, 'utf8');
      for (const [, file] of text.matchAll(/\]\(([^)#\s]+\.md)/g)) {
        const target = path.posix.join(path.posix.dirname(page), file);
        if (existsSync(target)) reached.add(target);
      }
    }
    assert.deepEqual(
      pages.filter((page) => !reached.has(page) && page !== 'CHANGELOG.md'),
      [],
    );
  });

  it('of the tour has its pictures', () => {
    const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
      contributes: {
        commands: { command: string }[];
        walkthroughs: { steps: { description: string; media: { image: Record<string, string> } }[] }[];
      };
    };
    const commands = new Set(manifest.contributes.commands.map(({ command }) => command));
    for (const { description, media } of manifest.contributes.walkthroughs.flatMap(({ steps }) => steps)) {
      for (const file of Object.values(media.image)) assert.ok(existsSync(file), file);
      for (const [, command] of description.matchAll(/command:(headway\.[\w.]+)/g))
        assert.ok(commands.has(command) || command.endsWith('.focus'), command);
    }
  });
});
