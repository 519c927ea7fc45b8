import { Component, type VNode } from 'preact';
import { t } from '../strings';
import type { MenuGroups, MenuItem } from './menus';

interface MenuProps {
  readonly groups: MenuGroups;
  readonly x: number;
  readonly y: number;
  readonly label: string;
  readonly onClose: () => void;
}

/** A menu at a point of the window, worked by mouse or by arrow keys; Escape, Tab or a click elsewhere close it. */
export class Menu extends Component<MenuProps> {
  #element: HTMLElement | null = null;

  override componentDidMount(): void {
    this.#place();
    document.addEventListener('pointerdown', this.#outside, true);
  }

  override componentDidUpdate({ label }: MenuProps): void {
    if (label !== this.props.label) this.#place();
  }

  override componentWillUnmount(): void {
    document.removeEventListener('pointerdown', this.#outside, true);
  }

  /** Moves the menu into the window, and the keyboard to its first entry. */
  #place(): void {
    const element = this.#element;
    if (!element) return;
    const { offsetWidth, offsetHeight } = element;
    element.style.left = `${Math.max(4, Math.min(this.props.x, window.innerWidth - offsetWidth - 4))}px`;
    element.style.top = `${Math.max(4, Math.min(this.props.y, window.innerHeight - offsetHeight - 4))}px`;
    element.querySelector<HTMLElement>('.menu-item')?.focus();
  }

  readonly #outside = (event: PointerEvent): void => {
    if (event.target instanceof Node && !this.#element?.contains(event.target)) this.props.onClose();
  };

  readonly #keyDown = (event: KeyboardEvent): void => {
    const items = [...(this.#element?.querySelectorAll<HTMLElement>('.menu-item') ?? [])];
    const at = items.findIndex((it) => it === document.activeElement);
    const go = (to: number): void => items[(to + items.length) % items.length]?.focus();
    switch (event.key) {
      case 'ArrowDown':
        go(at + 1);
        break;
      case 'ArrowUp':
        go(at < 0 ? -1 : at - 1);
        break;
      case 'Home':
        go(0);
        break;
      case 'End':
        go(-1);
        break;
      case 'Escape':
      case 'Tab':
        this.props.onClose();
        break;
      default: {
        // A letter goes to the next entry that begins with it.
        const letter = event.key.length === 1 ? event.key.toLowerCase() : '';
        const following = [...items.slice(at + 1), ...items.slice(0, at + 1)];
        if (letter.trim() === '') return event.stopPropagation();
        following.find((it) => it.dataset.label?.toLowerCase().startsWith(letter))?.focus();
      }
    }
    event.preventDefault();
    event.stopPropagation();
  };

  override render(): VNode {
    const { groups, label } = this.props;
    return (
      <div
        class="menu"
        role="menu"
        aria-label={label}
        ref={(element) => {
          this.#element = element;
        }}
        onKeyDown={this.#keyDown}
      >
        {groups.length === 0 && <div class="menu-empty">{t('Nothing to do here')}</div>}
        {groups.map((items, i) => [
          i > 0 && <div key={`line${i}`} class="menu-line" role="separator" />,
          ...items.map((item) =>
            this.#item(
              item,
              items.some(({ isChecked }) => isChecked !== undefined),
            ),
          ),
        ])}
      </div>
    );
  }

  #item({ label, keys, isChecked, run }: MenuItem, isChoice: boolean): VNode {
    return (
      <button
        key={label}
        type="button"
        class="menu-item"
        data-label={label}
        role={isChoice ? 'menuitemcheckbox' : 'menuitem'}
        aria-checked={isChoice ? Boolean(isChecked) : undefined}
        tabIndex={-1}
        onClick={() => {
          this.props.onClose();
          run();
        }}
      >
        <span class="check" aria-hidden="true">
          {isChecked ? '✓' : ''}
        </span>
        <span class="menu-label">{label}</span>
        {keys && (
          <kbd class="menu-keys" aria-hidden="true">
            {keys}
          </kbd>
        )}
      </button>
    );
  }
}
