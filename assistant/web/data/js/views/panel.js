/** A dialog over the room: opens, closes, gives the focus back. The browser keeps the focus in. */

import { byId, el, fill, icon } from '../dom.js';

export class Panel {
  /** @param {string} id Of its `<dialog>`. */
  constructor(id) {
    this.id = id;
    this.dialog = byId(id);
    this.dialog.addEventListener('click', (event) => {
      if (event.target === this.dialog) this.close();  // beside it
    });
  }

  get isOpen() {
    return this.dialog.open;
  }

  /** Show `children` under a head with `title`. */
  fill(title, ...children) {
    fill(this.dialog,
      el('div', { class: 'panel-head' },
        el('h2', { class: 'panel-title', id: `${this.id}-title`, text: title, tabindex: '-1' }),
        el('button', { type: 'button', class: 'tool', 'aria-label': 'Close', 'data-testid': `close-${this.id}`, on: { click: () => this.close() } }, icon('close'))),
      ...children);
  }

  open() {
    if (!this.dialog.open) this.dialog.showModal();
    byId(`${this.id}-title`).focus({ preventScroll: true });
    this.dialog.scrollTop = 0;
  }

  close() {
    this.dialog.close();
  }
}
