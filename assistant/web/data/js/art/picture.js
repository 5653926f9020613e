/** A product's picture: the shop's own, or a drawing of its kind in its colour. */

import { el, svg } from '../dom.js';
import { tonesOf } from './colours.js';
import { HOME } from './home.js';
import { drawingOf } from './kinds.js';
import { THINGS } from './things.js';
import { WORN } from './worn.js';

const DRAWINGS = { ...WORN, ...HOME, ...THINGS };

/**
 * Return the picture of a product as a decorative element: its title is beside it.
 * @param {{title: string, category?: string, image?: string, colours?: string[], variant?: Object}} product
 */
export function picture(product) {
  const frame = el('div', { class: 'picture' });
  const drawn = () => {
    for (const [tone, value] of Object.entries(tonesOfProduct(product))) frame.style.setProperty(`--art-${tone}`, value);
    frame.replaceChildren(drawing(product));
  };
  if (!/^https:\/\//.test(product.image ?? '')) {
    drawn();
    return frame;
  }
  const image = el('img', {
    src: product.image, alt: '', loading: 'lazy', decoding: 'async', referrerpolicy: 'no-referrer',
    on: { error: drawn },
  });
  frame.append(image);
  return frame;
}

/** Return the drawing for a product as an SVG element; its tones come from what it stands in. */
function drawing(product) {
  const name = drawingOf(product.category, product.title);
  const art = svg('svg', { class: 'art', viewBox: '0 0 120 120', 'aria-hidden': 'true', focusable: 'false' });
  art.append(svg('ellipse', { class: 'art-floor', cx: 60, cy: 110, rx: 40, ry: 4 }));
  for (const [role, d] of DRAWINGS[name]) art.append(svg('path', { class: `art-${role}`, d }));
  return art;
}

function tonesOfProduct({ variant, colours, id, category }) {
  return tonesOf(variant?.colour ?? colours?.[0], id ?? category);
}
