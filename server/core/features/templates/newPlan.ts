import { dayOf, formatDay, MINUTES_PER_DAY, weekdayOf } from '../../calendar/civil';
import { quoted } from '../../syntax/edit';
import { templates } from './texts';

export type TemplateKind = keyof typeof templates;
export const templateKinds = Object.keys(templates) as readonly TemplateKind[];

/** The Monday from which the dates in templates count. */
const MONDAY = dayOf(2026, 1, 5);

/**
 * The text of a new plan, whose dates begin on the next Monday.
 *
 * @param now the wall clock in minutes since 1970
 * @param include the paths of plans that a portfolio puts together
 */
export function newPlan(kind: TemplateKind, title: string, now: number, include: readonly string[] = []): string {
  const today = Math.floor(now / MINUTES_PER_DAY);
  const shift = today + ((7 - weekdayOf(today)) % 7) - MONDAY;
  const plans = include.length === 0 ? '' : `include:\n${include.map((path) => `  - ${quoted(path)}\n`).join('')}`;
  return templates[kind]
    .replace(/^plan: Title$/m, () => `plan: ${quoted(title)}`)
    .replace(/^include: \[\]\n\n/m, () => (plans === '' ? '# include: [shop/shop.plan.yaml]\n\n' : `${plans}\n`))
    .replaceAll(/\b(\d{4})-(\d{2})-(\d{2})\b/g, (_, year: string, month: string, day: string) =>
      formatDay(dayOf(Number(year), Number(month), Number(day)) + shift),
    );
}

/** The name of a plan file made of a title: `web-shop.plan.yaml`. */
export function fileNameOf(title: string): string {
  const name = title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '');
  return `${name || 'plan'}.plan.yaml`;
}
