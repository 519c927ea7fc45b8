import { Component, type VNode } from 'preact';
import type { PeriodUnit, PersonLoad, WorkloadView } from '../../../server/protocol/workload';
import { cellOf, periodTitle, periodWidths as widths } from '../layout/workload';
import type { Store } from '../state/store';
import { t } from '../strings';

const ROW = 44;
const NAME_WIDTH = 210;
const OVERSCAN = 4;

interface WorkloadState {
  /** The cell that the keyboard is in. */
  readonly person: number;
  readonly period: number;
  readonly isOpen: boolean;
}

/** People and periods as a heat map: work against the time that there is; a cell opens the tasks behind it. */
export class Workload extends Component<{ readonly store: Store }, WorkloadState> {
  #element: HTMLElement | null = null;
  #wantsFocus = false;
  #begun: string | undefined;

  override state: WorkloadState = { person: 0, period: 0, isOpen: false };

  override componentDidMount(): void {
    this.componentDidUpdate();
  }

  override componentDidUpdate(): void {
    const { workload, view } = this.props.store;
    const key = workload && `${workload.uri} ${workload.unit}`;
    // The status date comes into sight when the view opens.
    if (workload && view && this.#element && this.#begun !== key) {
      this.#begun = key;
      const now = periodAt(workload, view.now);
      this.#element.scrollLeft = Math.max(0, (now - 2) * widths[workload.unit]);
      this.setState((state) => ({ ...state, period: now }));
    }
    if (!this.#wantsFocus) return;
    this.#wantsFocus = false;
    this.#element?.querySelector<HTMLElement>('.load[tabindex="0"]')?.focus({ preventScroll: true });
  }

  #keyDown(event: KeyboardEvent, workload: WorkloadView): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { person, period } = this.state;
    const last = workload.periods.length - 2;
    const moves: Readonly<Record<string, readonly [number, number]>> = {
      ArrowRight: [person, period + 1],
      ArrowLeft: [person, period - 1],
      ArrowDown: [person + 1, period],
      ArrowUp: [person - 1, period],
      Home: [person, 0],
      End: [person, last],
    };
    const move = moves[event.key];
    if (event.key === 'Enter' || event.key === ' ') this.setState((state) => ({ ...state, isOpen: !state.isOpen }));
    else if (event.key === 'Escape') this.setState((state) => ({ ...state, isOpen: false }));
    else if (move) {
      const to = {
        person: Math.max(0, Math.min(move[0], workload.people.length - 1)),
        period: Math.max(0, Math.min(move[1], last)),
      };
      this.#show(to.person, to.period, workload.unit);
      this.#wantsFocus = true;
      this.setState((state) => ({ ...state, ...to }));
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Scrolls until a cell is in sight. */
  #show(person: number, period: number, unit: PeriodUnit): void {
    const element = this.#element;
    if (!element) return;
    const width = widths[unit];
    const [left, top] = [period * width, person * ROW];
    const room = element.clientWidth - NAME_WIDTH;
    if (left < element.scrollLeft) element.scrollLeft = left;
    else if (left + width > element.scrollLeft + room) element.scrollLeft = left + width - room;
    const high = element.clientHeight - 40;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + ROW > element.scrollTop + high) element.scrollTop = top + ROW - high;
  }

  override render(): VNode {
    const { store } = this.props;
    const { workload } = store;
    if (!workload) return <p class="working">{t('Adding up the work …')}</p>;
    if (workload.people.length === 0)
      return <p class="no-match">{t('Nobody is named in the plan. Add people and their work appears here.')}</p>;
    const width = widths[workload.unit];
    const count = workload.periods.length - 1;
    const element = this.#element;
    const first = Math.max(0, Math.floor((element?.scrollLeft ?? 0) / width) - OVERSCAN);
    const last = Math.min(
      count,
      Math.ceil(((element?.scrollLeft ?? 0) + (element?.clientWidth ?? 1600)) / width) + OVERSCAN,
    );
    const top = Math.max(0, Math.floor((element?.scrollTop ?? 0) / ROW) - OVERSCAN);
    const bottom = Math.ceil(((element?.scrollTop ?? 0) + (element?.clientHeight ?? 900)) / ROW) + OVERSCAN;
    const person = workload.people[this.state.person];
    return (
      <div class="workload">
        <div
          class="workload-scroller"
          role="grid"
          aria-label={t('Workload: people and periods')}
          aria-rowcount={workload.people.length + 1}
          aria-colcount={count + 1}
          ref={(it) => {
            this.#element = it;
          }}
          onScroll={() => store.changed()}
          onKeyDown={(event) => this.#keyDown(event, workload)}
        >
          <div class="workload-head" role="row" aria-rowindex={1} style={{ width: `${NAME_WIDTH + count * width}px` }}>
            <div class="person-head" role="columnheader" aria-colindex={1}>
              {t('People')}
            </div>
            {range(first, last).map((i) => (
              <div
                key={i}
                class={`period-head${isNow(workload, i, store) ? ' now' : ''}`}
                role="columnheader"
                aria-colindex={i + 2}
                style={{ left: `${NAME_WIDTH + i * width}px`, width: `${width}px` }}
              >
                <PeriodTitle workload={workload} index={i} store={store} />
              </div>
            ))}
          </div>
          <div
            class="workload-rows"
            role="rowgroup"
            style={{ width: `${NAME_WIDTH + count * width}px`, height: `${workload.people.length * ROW}px` }}
          >
            {workload.people.slice(top, bottom).map((it, i) => (
              <PersonRow
                key={it.id}
                person={it}
                index={top + i}
                first={first}
                last={last}
                workload={workload}
                store={store}
                stop={top + i === this.state.person ? this.state.period : -1}
                onChoose={(period) => this.setState({ person: top + i, period, isOpen: true })}
              />
            ))}
          </div>
        </div>
        {this.state.isOpen && person && (
          <Behind
            person={person}
            period={this.state.period}
            workload={workload}
            store={store}
            onClose={() => {
              this.#wantsFocus = true;
              this.setState((state) => ({ ...state, isOpen: false }));
            }}
          />
        )}
      </div>
    );
  }
}

interface PersonRowProps {
  readonly person: PersonLoad;
  readonly index: number;
  readonly first: number;
  readonly last: number;
  readonly workload: WorkloadView;
  readonly store: Store;
  /** The period whose cell the tab key reaches, or -1. */
  readonly stop: number;
  readonly onChoose: (period: number) => void;
}

function PersonRow({ person, index, first, last, workload, store, stop, onChoose }: PersonRowProps): VNode {
  const width = widths[workload.unit];
  const rowTitle = (row: number | null): string => (row === null ? '' : (store.view?.rows[row]?.title ?? ''));
  const doing = person.current.map(rowTitle).join(', ');
  const next = rowTitle(person.next);
  const about = doing ? t('Now: {0}', doing) : next ? t('Next: {0}', next) : t('Nothing to do');
  return (
    <div class="person-row" role="row" aria-rowindex={index + 2} style={{ top: `${index * ROW}px` }}>
      <div
        class="person-name"
        role="rowheader"
        aria-colindex={1}
        title={[person.name, person.role, about, next && t('Next: {0}', next)].filter(Boolean).join('\n')}
      >
        <span class="name" dir="auto">
          {person.name}
          {person.role && <small> {person.role}</small>}
        </span>
        <span class="about" dir="auto">
          {about}
        </span>
      </div>
      {range(first, last).map((period) => {
        const { load, capacity, percent, level, shown } = cellOf(person, period, workload.unit);
        const label = t(
          '{0}, {1}: {2} of {3}',
          person.name,
          periodName(workload, period, store),
          hours(load),
          hours(capacity),
        );
        return (
          <div
            key={period}
            class={`load ${level}${isNow(workload, period, store) ? ' now' : ''}`}
            role="gridcell"
            aria-colindex={period + 2}
            aria-label={level === 'away' ? t('{0}: away', label) : shown ? `${label}, ${shown}` : label}
            tabIndex={period === stop ? 0 : -1}
            title={label}
            style={{ left: `${NAME_WIDTH + period * width}px`, width: `${width - 2}px` }}
            onClick={() => onChoose(period)}
          >
            <div
              class="fill"
              style={{ height: `${Math.min(100, percent)}%`, opacity: 0.12 + Math.min(100, percent) / 400 }}
            />
            <span class="percent">{shown}</span>
          </div>
        );
      })}
    </div>
  );
}

/** The tasks behind a cell. */
function Behind({
  person,
  period,
  workload,
  store,
  onClose,
}: {
  person: PersonLoad;
  period: number;
  workload: WorkloadView;
  store: Store;
  onClose: () => void;
}): VNode {
  const work = person.work.filter(([it]) => it === period).sort((a, b) => b[2] - a[2]);
  return (
    <section
      class="behind"
      aria-label={t('Tasks of {0}', person.name)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <header>
        <h2>
          {person.name} · {periodName(workload, period, store)} ·{' '}
          {t('{0} of {1}', hours(person.load[period] ?? 0), hours(person.capacity[period] ?? 0))}
        </h2>
        <button type="button" onClick={onClose}>
          {t('Close')}
        </button>
      </header>
      {work.length === 0 && <p>{t('No work.')}</p>}
      <ul>
        {work.map(([, index, minutes]) => {
          const row = store.view?.rows[index];
          return (
            row && (
              <li key={row.path}>
                <button
                  type="button"
                  class="link"
                  onClick={() => {
                    store.select(row.path);
                    store.host.post({ type: 'open', path: row.path, line: row.line });
                  }}
                >
                  {row.title}
                </button>
                <span>{hours(minutes)}</span>
              </li>
            )
          );
        })}
      </ul>
    </section>
  );
}

function PeriodTitle({ workload, index, store }: { workload: WorkloadView; index: number; store: Store }): VNode {
  const [upper, lower] = periodTitle(workload, index, store.formats);
  return (
    <>
      <small>{upper}</small>
      <span>{lower}</span>
    </>
  );
}

function periodName({ periods, unit }: WorkloadView, index: number, { formats }: Store): string {
  const minute = periods[index];
  if (unit === 'month') return formats.format(minute, { month: 'long', year: 'numeric' });
  const day = formats.format(minute, { day: 'numeric', month: 'short', year: 'numeric' });
  return unit === 'day' ? day : t('week of {0}', day);
}

function isNow({ periods }: WorkloadView, index: number, { view }: Store): boolean {
  return view !== undefined && periods[index] <= view.now && view.now < periods[index + 1];
}

function periodAt({ periods }: WorkloadView, minute: number): number {
  return Math.max(
    0,
    periods.findLastIndex((it) => it <= minute),
  );
}

function hours(minutes: number): string {
  return t('{0} h', Math.round(minutes / 6) / 10);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
}
