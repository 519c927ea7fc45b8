import type { columns } from './draw/grid';
import { html, svg } from './draw/svg';
import type { Command } from './input/keyboard';

/** Pixels of the head of the chart and of the table. */
export const HEADER_HEIGHT = 40;

/** The fixed parts of the page. */
export function buildFrame(root: HTMLElement, run: (command: Command) => void) {
  const toolbar = html('div', 'toolbar');
  toolbar.setAttribute('role', 'toolbar');
  toolbar.setAttribute('aria-label', 'Schedule');
  const status = html('div', 'plan-status');
  status.setAttribute('role', 'status');
  const buttons = html('div', 'buttons');
  const button = (label: string, title: string, command: Command): void => {
    const element = html('button', '', label);
    element.title = title;
    element.setAttribute('aria-label', title);
    element.addEventListener('click', () => run(command));
    buttons.append(element);
  };
  button('−', 'Zoom out (-)', 'zoom-out');
  button('+', 'Zoom in (+)', 'zoom-in');
  button('Fit', 'Show the whole plan (F)', 'fit');
  button('Today', 'Go to the status date (T)', 'today');
  toolbar.append(status, buttons);

  const scroller = html('div', 'scroller');
  const sizer = html('div', 'sizer');
  const top = html('div', 'top');
  const header = html('div', 'grid-header');
  const svgAxis = svg('svg', { class: 'axis', height: HEADER_HEIGHT, 'aria-hidden': 'true' });
  const axisLayer = svg('g');
  svgAxis.append(axisLayer);
  top.append(header, svgAxis);

  const grid = html('div', 'grid');
  grid.setAttribute('role', 'treegrid');
  grid.setAttribute('aria-label', 'Tasks');
  const headerRow = html('div', 'visually-hidden');
  headerRow.setAttribute('role', 'row');
  grid.setAttribute('aria-readonly', 'true');
  const rowsLayer = html('div', 'rows');
  rowsLayer.setAttribute('role', 'rowgroup');
  grid.append(headerRow, rowsLayer);

  const chart = html('div', 'chart');
  const svgChart = svg('svg', {
    class: 'gantt',
    role: 'img',
    'aria-label': 'Gantt chart; the table has the same content',
  });
  const chartTitle = svg('title');
  const chartLayer = svg('g');
  svgChart.append(chartTitle, tips(), chartLayer);
  chart.append(svgChart);

  const content = html('div', 'content');
  content.append(grid, chart);
  sizer.append(top, content);
  scroller.append(sizer);
  const empty = html('p', 'empty-note', 'Add tasks to the plan and they appear here.');
  root.replaceChildren(toolbar, scroller, empty);

  const headerCells = (shown: typeof columns): void => {
    const key = shown.map(({ id, width }) => `${id}${width}`).join();
    if (header.dataset.columns === key) return;
    header.dataset.columns = key;
    header.replaceChildren(
      ...shown.map(({ id, title, width }) => {
        const cell = html('div', `cell ${id}`, title);
        cell.style.width = `${width}px`;
        cell.setAttribute('aria-hidden', 'true');
        return cell;
      }),
    );
    headerRow.replaceChildren(
      ...shown.map(({ title }) => {
        const cell = html('span', '', title);
        cell.setAttribute('role', 'columnheader');
        return cell;
      }),
    );
  };
  return {
    root,
    toolbar,
    status,
    scroller,
    sizer,
    header,
    headerCells,
    grid,
    rowsLayer,
    chart,
    svgAxis,
    axisLayer,
    svgChart,
    chartLayer,
    chartTitle,
  };
}

/** The tips of the arrows. */
function tips(): SVGElement {
  const tip = (id: string): SVGElement =>
    svg(
      'marker',
      {
        id,
        class: id,
        viewBox: '0 0 6 6',
        refX: 5.5,
        refY: 3,
        markerWidth: 6,
        markerHeight: 6,
        markerUnits: 'userSpaceOnUse',
        orient: 'auto',
      },
      svg('path', { d: 'M0,0L6,3L0,6Z' }),
    );
  return svg('defs', {}, tip('tip'), tip('tip-critical'));
}
