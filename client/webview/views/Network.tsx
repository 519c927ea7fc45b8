import { Component, type VNode } from 'preact';
import { Tips } from '../gantt/Arrows';
import { describe } from '../gantt/columns';
import type { Command } from '../input/keyboard';
import { pathAt } from '../input/pathAt';
import { type Network as Graph, type NetworkLayout, NODE_HEIGHT, NODE_WIDTH, networkOf } from '../layout/network';
import type { Rows } from '../layout/rows';
import type { Store } from '../state/store';
import { t } from '../strings';
import { LayoutWorker } from './layoutWorker';
import { NetworkDrawing, type Sight } from './NetworkDrawing';

interface NetworkProps {
  readonly store: Store;
  readonly run: (command: Command) => void;
}

interface NetworkState {
  readonly graph?: Graph;
  readonly layout?: NetworkLayout;
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

const MIN_ZOOM = 0.05;
const MAX_ZOOM = 2.5;

/** The dependencies as a graph from left to right, with the critical path; what is far away is not drawn. */
export class Network extends Component<NetworkProps, NetworkState> {
  readonly #worker = new LayoutWorker();
  #element: HTMLElement | null = null;
  #asked: { readonly rows: Rows; readonly edges: string } | undefined;
  #pan: { readonly x: number; readonly y: number } | undefined;

  override state: NetworkState = { x: 0, y: 0, zoom: 1 };

  override componentDidMount(): void {
    this.#element?.addEventListener('wheel', this.#wheel, { passive: false });
    this.#ask();
  }

  override componentDidUpdate(): void {
    this.#ask();
    const { store } = this.props;
    if (store.focus !== 'row') return;
    store.focus = undefined;
    this.#element?.querySelector<SVGElement>('.node.selected')?.focus();
  }

  override componentWillUnmount(): void {
    this.#element?.removeEventListener('wheel', this.#wheel);
    this.#worker.dispose();
  }

  /** Places the network anew when its nodes or edges changed; other changes are only drawn. */
  #ask(): void {
    const { store } = this.props;
    if (!store.view || this.#asked?.rows === store.rows) return;
    const graph = networkOf(store.view, store.rows);
    const edges = `${graph.nodes.map(({ row }) => row.path).join()}|${graph.edges.join()}`;
    const isSame = this.#asked?.edges === edges;
    this.#asked = { rows: store.rows, edges };
    if (isSame) {
      if (this.state.layout) store.network = { graph, layout: this.state.layout };
      return this.setState({ graph });
    }
    this.#worker.ask({ count: graph.nodes.length, edges: graph.edges }, (layout) => {
      const isFirst = this.state.layout === undefined;
      store.network = { graph, layout };
      this.setState({ graph, layout }, () => isFirst && this.#fit());
    });
  }

  #fit(): void {
    const { layout } = this.state;
    const element = this.#element;
    if (!layout || !element) return;
    const fitting = Math.min(element.clientWidth / layout.width, element.clientHeight / layout.height, 1);
    // A large network begins at its beginning, readable, instead of as a speck.
    const zoom = Math.max(MIN_ZOOM, fitting < 0.4 ? 0.7 : fitting);
    const room = element.clientHeight - layout.height * zoom;
    this.setState({
      zoom,
      x: 0,
      y: room > 0 ? room / 2 : Math.max(room, Math.min(0, this.#heightOfStart(layout, zoom))),
    });
  }

  /** Where to begin to look at a high network: at its leftmost task. */
  #heightOfStart({ x, y }: NetworkLayout, zoom: number): number {
    const first = x.indexOf(Math.min(...x.slice(0, 5000)));
    return (this.#element?.clientHeight ?? 0) / 2 - (y[first] ?? 0) * zoom;
  }

  #zoomBy(factor: number, x: number, y: number): void {
    this.setState((state) => {
      const zoom = Math.max(MIN_ZOOM, Math.min(MAX_ZOOM, state.zoom * factor));
      const by = zoom / state.zoom;
      return { ...state, zoom, x: x - (x - state.x) * by, y: y - (y - state.y) * by };
    });
  }

  readonly #wheel = (event: WheelEvent): void => {
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) {
      const box = this.#element?.getBoundingClientRect();
      this.#zoomBy(Math.exp(-event.deltaY / 300), event.clientX - (box?.left ?? 0), event.clientY - (box?.top ?? 0));
    } else this.setState((state) => ({ ...state, x: state.x - event.deltaX, y: state.y - event.deltaY }));
  };

  readonly #pointerDown = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    const path = pathAt(event);
    if (path !== undefined) return this.props.store.select(path);
    this.#pan = { x: event.clientX - this.state.x, y: event.clientY - this.state.y };
    if (event.currentTarget instanceof Element) event.currentTarget.setPointerCapture(event.pointerId);
  };

  readonly #pointerMove = (event: PointerEvent): void => {
    const pan = this.#pan;
    if (pan) this.setState((state) => ({ ...state, x: event.clientX - pan.x, y: event.clientY - pan.y }));
    const row = this.props.store.row(pathAt(event));
    if (this.#element) this.#element.title = row && !pan ? describe(row, this.props.store.formats).join('\n') : '';
  };

  readonly #keyDown = (event: KeyboardEvent): void => {
    const { store, run } = this.props;
    const { graph, layout } = this.state;
    if (!graph || !layout) return;
    const keys: Readonly<Record<string, () => void>> = {
      '+': () => this.#zoomBy(1.25, (this.#element?.clientWidth ?? 0) / 2, (this.#element?.clientHeight ?? 0) / 2),
      '-': () => this.#zoomBy(0.8, (this.#element?.clientWidth ?? 0) / 2, (this.#element?.clientHeight ?? 0) / 2),
      f: () => this.#fit(),
      Enter: () => run('open'),
      c: () => run('open-code'),
      ' ': () => run('next-status'),
      ArrowRight: () => this.#go(graph, layout, 1),
      ArrowLeft: () => this.#go(graph, layout, -1),
      ArrowDown: () => this.#goAcross(layout, 1),
      ArrowUp: () => this.#goAcross(layout, -1),
    };
    const action = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    action();
    store.changed();
  };

  /** To a successor of the selected task, or a predecessor. */
  #go({ nodes, edges }: Graph, layout: NetworkLayout, by: 1 | -1): void {
    const at = nodes.findIndex(({ row }) => row.path === this.props.store.selected);
    const edge = edges.find(([from, to]) => (by > 0 ? from : to) === at);
    this.#selectNode(at < 0 ? 0 : edge ? (by > 0 ? edge[1] : edge[0]) : at, layout);
  }

  /** To the nearest task above or below. */
  #goAcross({ x, y, ...rest }: NetworkLayout, by: 1 | -1): void {
    const nodes = this.state.graph?.nodes ?? [];
    const at = nodes.findIndex(({ row }) => row.path === this.props.store.selected);
    let best = Math.max(0, at);
    let distance = at < 0 ? 0 : Infinity;
    nodes.forEach((_, i) => {
      const down = (y[i] - y[at]) * by;
      const far = down + Math.abs(x[i] - x[at]) * 2;
      if (down > 1 && far < distance) [best, distance] = [i, far];
    });
    this.#selectNode(best, { x, y, ...rest });
  }

  #selectNode(index: number, layout: NetworkLayout): void {
    const { store } = this.props;
    const node = this.state.graph?.nodes[index];
    const element = this.#element;
    if (!node || !element) return;
    const { zoom } = this.state;
    const [left, top] = [layout.x[index] * zoom + this.state.x, layout.y[index] * zoom + this.state.y];
    const isOut = left < 100 || left > element.clientWidth - 100 || top < 40 || top > element.clientHeight - 40;
    if (isOut)
      this.setState((state) => ({
        ...state,
        x: element.clientWidth / 2 - layout.x[index] * zoom,
        y: element.clientHeight / 2 - layout.y[index] * zoom,
      }));
    store.focus = 'row';
    store.select(node.row.path);
  }

  override render(): VNode {
    const { store } = this.props;
    const { graph, layout, x, y, zoom } = this.state;
    const isCurrent = graph !== undefined && layout !== undefined && layout.x.length === graph.nodes.length;
    return (
      <div
        class="network"
        tabIndex={store.selected === undefined ? 0 : -1}
        aria-label={t('Network of tasks; arrow keys follow the dependencies')}
        role="application"
        ref={(element) => {
          this.#element = element;
        }}
        onKeyDown={this.#keyDown}
        onPointerDown={this.#pointerDown}
        onPointerMove={this.#pointerMove}
        onPointerUp={() => {
          this.#pan = undefined;
        }}
        onDblClick={() => this.props.run('open')}
        onContextMenu={(event) => {
          event.preventDefault();
          const path = pathAt(event);
          if (path === undefined) return;
          store.select(path);
          store.open({ kind: 'menu', name: 'task', x: event.clientX, y: event.clientY });
        }}
      >
        {!isCurrent && <p class="working">{t('Placing the network …')}</p>}
        <svg width="100%" height="100%" role="group" aria-label={t('Network')}>
          <Tips />
          {isCurrent && (
            <g transform={`translate(${x},${y}) scale(${zoom})`}>
              <NetworkDrawing graph={graph} layout={layout} store={store} sight={this.#sight()} />
            </g>
          )}
        </svg>
      </div>
    );
  }

  /** Tells what part of the drawing is in sight. */
  #sight(): Sight {
    const { x, y, zoom } = this.state;
    const { clientWidth = 0, clientHeight = 0 } = this.#element ?? {};
    return {
      left: -x / zoom - NODE_WIDTH,
      right: (clientWidth - x) / zoom + NODE_WIDTH,
      top: -y / zoom - NODE_HEIGHT,
      bottom: (clientHeight - y) / zoom + NODE_HEIGHT,
    };
  }
}
