/**
 * Elements from plain data. Every text becomes a text node: what a shop, a shopper or a
 * server wrote is never markup.
 */

const SVG = 'http://www.w3.org/2000/svg';

/**
 * Return a new element.
 * @param {string} tag
 * @param {Object} [props] Attributes; `on` holds listeners, `text` the only text,
 *   `class` the classes; true sets an attribute bare, false and null leave it out.
 * @param {...(Node|string|null|false)} children
 */
export function el(tag, props = {}, ...children) {
  return filled(document.createElement(tag), props, children);
}

/** Return a new SVG element, as `el` does. */
export function svg(tag, props = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), props, children);
}

/** Return the element with this id. */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no element #${id}.`);
  return found;
}

/** Replace what is in `parent`; a text stays the same node while it stays the same. */
export function fill(parent, ...children) {
  parent.replaceChildren(...children.flat().filter((child) => child !== null && child !== false));
}

/** Set the text of `element` where it differs, so that nothing is announced twice. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * Make the children of `parent` match `items`, keeping the elements of those that stay.
 * @param {Element} parent
 * @param {Array} items
 * @param {(item: any) => string} keyOf
 * @param {(item: any) => Element} make
 * @param {(element: Element, item: any, index: number) => void} update
 */
export function keyed(parent, items, keyOf, make, update) {
  const old = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  let place = null;
  items.forEach((item, index) => {
    const key = keyOf(item);
    let element = old.get(key);
    if (element) old.delete(key);
    else {
      element = make(item);
      element.dataset.key = key;
    }
    const next = place ? place.nextElementSibling : parent.firstElementChild;
    if (next !== element) parent.insertBefore(element, next);
    update(element, item, index);
    place = element;
  });
  for (const element of old.values()) element.remove();
}

/** Return one of the icons of the page's own sprite, hidden from screen readers. */
export function icon(name) {
  return svg('svg', { class: 'icon', 'aria-hidden': 'true', viewBox: '0 0 24 24' },
    svg('use', { href: `#i-${name}` }));
}

function filled(element, props, children) {
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === 'on') {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else if (name === 'text') element.textContent = value;
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== false));
  return element;
}
