// Elements from data. Text becomes text nodes: nothing that a run holds is ever markup.

const SVG = "http://www.w3.org/2000/svg";

/** Make an element; `null`, `false` and `undefined` among the children are left out. */
export function el(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

/** Make an SVG element. */
export function svg(tag, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

function filled(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat(3).filter((c) => c !== null && c !== undefined && c !== false && c !== ""));
  return node;
}

/** Append to a node what there is: `null`, `false` and nested lists as in `el`. */
export function fill(node, ...children) {
  return filled(node, {}, children);
}

/** Text that only a screen reader gets. */
export function hidden(text) {
  return el("span", {class: "unseen"}, text);
}

/** A table: columns are names or [name, class], rows are lists of cells. */
export function table(caption, columns, rows, attributes = {}) {
  const heads = columns.map((c) => (Array.isArray(c) ? c : [c, null]));
  return el("div", {class: "wide", tabindex: "0", role: "region", "aria-label": caption},
    el("table", attributes,
      el("caption", {class: "unseen"}, caption),
      el("thead", {}, el("tr", {}, heads.map(([name, kind]) => el("th", {scope: "col", class: kind}, name)))),
      el("tbody", {}, rows.map((row) => row instanceof Node ? row : el("tr", {}, row.map((cell, n) =>
        n === 0 ? el("th", {scope: "row"}, cell) : el("td", {class: heads[n]?.[1]}, cell)))))));
}

/** A part that opens; `open` says whether it is at first. */
export function folded(title, open, ...children) {
  return el("details", {open}, el("summary", {}, title), ...children);
}
