// What was on the screen after a turn: each product with what made up its score.

import {el, folded, hidden, svg, table} from "./dom.js";
import {content} from "./data.js";
import {count} from "./numbers.js";

const SHOWN = 6;
const BAR_W = 5, BAR_H = 14;
const STOCK = {in_stock: "in stock", low_stock: "low stock", out_of_stock: "out of stock"};

/** A table of a turn's products; `others` are those of the turn beside it, for what changed. */
export function products(turn) {
  const list = turn.products;
  if (!list.length) return el("span", {class: "soft"}, "none on the screen");
  const names = [...new Set(list.flatMap((p) => Object.keys(p.parts)))];
  const most = Object.fromEntries(names.map((name) => [name, Math.max(...list.map((p) => Math.abs(p.parts[name] ?? 0)), 1e-9)]));
  const judged = list.some((p) => p.grade !== null);
  const columns = [["#", "number"], "product", ["price", "number"], "form", "stock", ["score", "number"], ...(names.length ? [`parts: ${names.join(", ")}`] : []), ...(judged ? ["relevant"] : [])];
  const rows = list.map((one, n) => row(one, n, names, most, judged));
  const head = table(`Products after turn, ${count(list.length, "product")}`, columns, rows.slice(0, SHOWN), {class: "products"});
  return list.length > SHOWN ? [head, folded(`${list.length - SHOWN} more`, false, table("More products", columns, rows.slice(SHOWN), {class: "products"}))] : head;
}

function row(one, n, names, most, judged) {
  const form = content.products[one.form];
  const price = new Intl.NumberFormat("en-US", {style: "currency", currency: form.currency}).format(Number(form.price));
  return [String(n + 1), el("span", {title: form.id}, form.title), price, [form.size, form.color].filter(Boolean).join(", "), STOCK[form.stock] ?? form.stock.replaceAll("_", " "),
    one.score.toFixed(3), ...(names.length ? [bars(one.parts, names, most)] : []),
    ...(judged ? [one.grade > 0 ? el("span", {class: "yes"}, "●", hidden(`relevant, grade ${one.grade}`), one.grade > 1 && ` ${one.grade}`) : el("span", {class: "soft"}, "○", hidden("not relevant"))] : [])];
}

function bars(parts, names, most) {
  const label = names.map((name) => `${name} ${(parts[name] ?? 0).toFixed(3)}`).join(", ");
  return svg("svg", {viewBox: `0 0 ${names.length * (BAR_W + 3)} ${BAR_H}`, width: names.length * (BAR_W + 3), height: BAR_H, class: "parts", role: "img", "aria-label": label},
    svg("title", {}, label),
    names.map((name, n) => {
      const share = Math.abs(parts[name] ?? 0) / most[name], h = Math.max(1, share * BAR_H);
      return svg("rect", {x: n * (BAR_W + 3), y: BAR_H - h, width: BAR_W, height: h, class: (parts[name] ?? 0) < 0 ? "minus" : null});
    }));
}
