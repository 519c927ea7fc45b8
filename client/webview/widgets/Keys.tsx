import { Component, type VNode } from 'preact';
import { keyHelp } from '../input/keyboard';
import { t } from '../strings';

/** What the keys do. */
export class Keys extends Component<{ readonly onClose: () => void }> {
  #dialog: HTMLDialogElement | null = null;

  override componentDidMount(): void {
    this.#dialog?.showModal();
  }

  override render(): VNode {
    return (
      <dialog
        class="keys"
        aria-label={t('Keys')}
        ref={(element) => {
          this.#dialog = element;
        }}
        onClose={this.props.onClose}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key !== 'Escape') return;
          // The browser would tell only later that it is closed, when the next key may have opened something else.
          event.preventDefault();
          this.props.onClose();
        }}
        onClick={(event) => {
          if (event.target === this.#dialog) this.props.onClose();
        }}
      >
        <h2>{t('Keys')}</h2>
        {keyHelp.map(([group, keys]) => (
          <section key={group}>
            <h3>{t(group)}</h3>
            <dl>
              {keys.map(([key, text]) => (
                <div key={key}>
                  <dt>
                    <kbd>{key}</kbd>
                  </dt>
                  <dd>{t(text)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <button type="button" onClick={this.props.onClose}>
          {t('Close')}
        </button>
      </dialog>
    );
  }
}
