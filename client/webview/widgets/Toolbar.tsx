import type { VNode } from 'preact';
import type { ScheduleView } from '../../../server/protocol/schedule';
import { ghostColor } from '../gantt/Bar';
import { alternativeTitle } from '../gantt/columns';
import { modes } from '../input/commands';
import type { Command } from '../input/keyboard';
import type { Filter, Grouping } from '../layout/rows';
import type { Choices, PageMode } from '../state/saved';
import type { Store } from '../state/store';
import { t } from '../strings';
import { Icon } from './Icon';

interface ToolbarProps {
  readonly store: Store;
  readonly run: (command: Command) => void;
}

/** The plan's state in a line, and what is seen of it. */
export function Toolbar({ store, run }: ToolbarProps): VNode {
  const { view, choices } = store;
  return (
    <header class="toolbar">
      <div class="plan-status" role="status">
        {view && <PlanStatus store={store} view={view} />}
      </div>
      <div class="tools" role="toolbar" aria-label={t('Schedule')}>
        <Tabs mode={choices.mode} onChoose={(mode) => store.choose({ mode })} />
        <input
          class="search"
          type="search"
          placeholder={t('Search')}
          aria-label={t('Search tasks (/)')}
          value={choices.search}
          onInput={(event) => store.choose({ search: event.currentTarget.value })}
          onKeyDown={(event) => {
            if (event.key === 'Escape') store.choose({ search: '' });
            if (event.key === 'Escape' || event.key === 'ArrowDown' || event.key === 'Enter') {
              store.selectPosition(Math.max(0, store.position));
              event.preventDefault();
            }
            event.stopPropagation();
          }}
        />
        <Choice
          label={t('Filter')}
          value={choices.filter}
          options={filters()}
          onChoose={(filter) => store.choose({ filter: filter as Filter })}
        />
        {choices.mode === 'gantt' && (
          <Choice
            label={t('Group by')}
            value={choices.grouping}
            options={groupings()}
            onChoose={(grouping) => store.choose({ grouping: grouping as Grouping })}
          />
        )}
        {choices.mode === 'workload' && (
          <Choice
            label={t('Period')}
            value={choices.unit}
            options={[
              ['day', t('Days')],
              ['week', t('Weeks')],
              ['month', t('Months')],
            ]}
            onChoose={(unit) => store.choose({ unit: unit as Choices['unit'] })}
          />
        )}
        {choices.mode === 'gantt' && view && view.alternatives.length > 0 && <CompareWith store={store} view={view} />}
        {choices.mode === 'gantt' && <ZoomButtons run={run} />}
        <button
          type="button"
          class="icon"
          title={t('More')}
          aria-label={t('More')}
          aria-haspopup="menu"
          onClick={(event) => {
            const { right, bottom } = event.currentTarget.getBoundingClientRect();
            store.open({ kind: 'menu', name: 'page', x: right, y: bottom });
          }}
        >
          <Icon name="more" />
        </button>
      </div>
    </header>
  );
}

function PlanStatus({ store, view }: { store: Store; view: ScheduleView }): VNode {
  const finish = store.formats.format(view.finish, { day: 'numeric', month: 'long', year: 'numeric' });
  const { deadlineSlack, isLate, errors } = view;
  return (
    <>
      <h1 class="plan-title" dir="auto">
        {view.title || t('Untitled plan')}
      </h1>
      <span class="plan-finish">{view.rows.length > 0 ? t('finishes {0}', finish) : ''}</span>
      {deadlineSlack !== null && (
        <span class={isLate ? 'plan-slack late' : 'plan-slack'}>
          {isLate
            ? t('{0} after the deadline', deadlineSlack.replace('-', ''))
            : t('{0} before the deadline', deadlineSlack)}
        </span>
      )}
      {errors > 0 && <span class="plan-errors">{errors === 1 ? t('1 error') : t('{0} errors', errors)}</span>}
      {store.ghosts.map(({ kind, name, summary }, place) => (
        <span key={`${kind}:${name}`} class={`plan-compared ${ghostColor(place)}`}>
          {kind === 'scenario' ? t('Scenario {0}: {1}', name, summary) : t('Since {0}: {1}', name, summary)}
        </span>
      ))}
      {store.linkFrom !== undefined && (
        <span class="plan-mode">
          {t('Dependency from {0}: go to a task and press Enter', store.row(store.linkFrom)?.title ?? '')}
        </span>
      )}
    </>
  );
}

function Tabs({ mode, onChoose }: { mode: PageMode; onChoose: (mode: PageMode) => void }): VNode {
  const titles: Readonly<Record<PageMode, string>> = {
    gantt: t('Gantt'),
    workload: t('Workload'),
    board: t('Board'),
    network: t('Network'),
  };
  return (
    <div class="tabs" role="radiogroup" aria-label={t('View')}>
      {modes.map((it) => (
        <button
          key={it}
          type="button"
          role="radio"
          aria-checked={it === mode}
          tabIndex={it === mode ? 0 : -1}
          data-mode={it}
          onClick={() => onChoose(it)}
          onKeyDown={(event) => {
            const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? modes.length - 1 : 0;
            if (by === 0) return;
            event.stopPropagation();
            const next = modes[(modes.indexOf(it) + by) % modes.length];
            onChoose(next);
            event.currentTarget.parentElement?.querySelector<HTMLElement>(`[data-mode=${next}]`)?.focus();
          }}
        >
          {titles[it]}
        </button>
      ))}
    </div>
  );
}

function Choice({
  label,
  value,
  options,
  onChoose,
}: {
  label: string;
  value: string;
  options: readonly (readonly [value: string, title: string])[];
  onChoose: (value: string) => void;
}): VNode {
  return (
    <select
      class="choice"
      aria-label={label}
      title={label}
      value={value}
      onChange={(event) => onChoose(event.currentTarget.value)}
      onKeyDown={(event) => event.stopPropagation()}
    >
      {options.map(([id, title]) => (
        <option key={id} value={id} selected={id === value}>
          {title}
        </option>
      ))}
    </select>
  );
}

/** Opens the scenarios and baselines, of which any number can be beside the plan. */
function CompareWith({ store, view }: { store: Store; view: ScheduleView }): VNode {
  const chosen = view.alternatives.filter((it) => store.isComparedWith(it));
  const text =
    chosen.length === 0
      ? t('Compare with…')
      : chosen.length === 1
        ? alternativeTitle(chosen[0])
        : t('{0} comparisons', chosen.length);
  const names = chosen.length < 2 ? '' : ` (${chosen.map(alternativeTitle).join(', ')})`;
  return (
    <button
      type="button"
      class="choice"
      title={t('Compare with')}
      aria-label={chosen.length === 0 ? text : `${t('Compare with')}: ${text}${names}`}
      aria-haspopup="menu"
      onClick={(event) => {
        const { left, bottom } = event.currentTarget.getBoundingClientRect();
        store.open({ kind: 'menu', name: 'compare', x: left, y: bottom });
      }}
    >
      {text}
    </button>
  );
}

function ZoomButtons({ run }: { run: (command: Command) => void }): VNode {
  const button = (command: Command, title: string, content: string): VNode => (
    <button type="button" title={title} aria-label={`${content} ${title}`} onClick={() => run(command)}>
      {content}
    </button>
  );
  return (
    <div class="buttons">
      {button('zoom-out', t('Zoom out (-)'), '−')}
      {button('zoom-in', t('Zoom in (+)'), '+')}
      {button('fit', t('Show the whole plan (F)'), t('Fit'))}
      {button('today', t('Go to the status date (T)'), t('Today'))}
    </div>
  );
}

function filters(): (readonly [Filter, string])[] {
  return [
    ['all', t('All tasks')],
    ['open', t('Open')],
    ['critical', t('Critical')],
    ['late', t('Late')],
    ['ready', t('Can be worked on now')],
    ['blocked', t('Blocked')],
    ['problems', t('With problems')],
    ['unassigned', t('Nobody works on it')],
    ['milestones', t('Milestones')],
  ];
}

function groupings(): (readonly [Grouping, string])[] {
  return [
    ['none', t('Breakdown')],
    ['person', t('By person')],
    ['status', t('By status')],
    ['tag', t('By tag')],
  ];
}
