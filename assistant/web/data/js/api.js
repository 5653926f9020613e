/** The shop over HTTP: carts, boards, products. Rejections carry `status` and `code`. */

export class Api {
  #token;

  constructor(token, sessionId) {
    this.#token = token;
    this.sessionId = sessionId;
  }

  product(id) {
    return this.#ask('GET', `/v1/products/${encodeURIComponent(id)}`);
  }

  compare(ids) {
    return this.#ask('POST', '/v1/products/compare', { ids });
  }

  addToCart(productId, variantId = null, quantity = 1) {
    const line = { product_id: productId, quantity };
    if (variantId) line.variant_id = variantId;
    return this.#ask('POST', `${this.#session}/cart/lines`, line);
  }

  setQuantity(line, quantity) {
    const path = `${this.#session}/cart/lines/${encodeURIComponent(line.id)}`;
    return quantity > 0 ? this.#ask('PATCH', path, { quantity }) : this.#ask('DELETE', path);
  }

  boards() {
    return this.#ask('GET', `${this.#session}/boards`);
  }

  save(productId, board) {
    return this.#ask('POST', `${this.#session}/boards`, { product_id: productId, name: board });
  }

  unsave(productId, board) {
    const query = new URLSearchParams({ name: board, product_id: productId });
    return this.#ask('DELETE', `${this.#session}/boards?${query}`);
  }

  /** Tell the shop's log what was done with a product that it showed: "view" or "click". */
  report(action, productId, place = null) {
    const attributes = { object: { object_id: productId }, position: place ? { ordinal: place } : {} };
    return this.#ask('POST', '/v1/events', { events: [{
      action_name: action, event_id: crypto.randomUUID?.() ?? null, session_id: this.sessionId,
      timestamp: new Date().toISOString(), event_attributes: attributes,
    }] });
  }

  /** Return a place in a LiveKit room: its server, and a token for it. */
  roomPlace(sessionId) {
    return this.#ask('POST', '/v1/livekit/token', { session_id: sessionId });
  }

  history() {
    return this.#ask('GET', this.#session);
  }

  /** Return {status, afterS} of a small request: why a connection was refused; null: no network. */
  async probe() {
    try {
      const answer = await fetch('/v1/models', { headers: this.#headers(), cache: 'no-store' });
      const ready = answer.ok ? await fetch('/readyz', { cache: 'no-store' }) : answer;
      return { status: ready.status, afterS: Number(ready.headers.get('retry-after')) || null };
    } catch {
      return { status: null, afterS: null };
    }
  }

  /** Return the milliseconds of a round trip, or null. */
  async roundTripMs() {
    const began = performance.now();
    try {
      await fetch('/healthz', { cache: 'no-store' });
      return performance.now() - began;
    } catch {
      return null;
    }
  }

  get #session() {
    return `/v1/sessions/${encodeURIComponent(this.sessionId)}`;
  }

  #headers() {
    return { authorization: `Bearer ${this.#token}` };
  }

  async #ask(method, path, body = undefined) {
    const headers = this.#headers();
    if (body !== undefined) headers['content-type'] = 'application/json';
    const answer = await fetch(path, { method, headers, body: body && JSON.stringify(body) });
    const told = answer.status === 204 ? null : await answer.json().catch(() => null);
    if (!answer.ok) {
      const { message = answer.statusText, code = null } = told?.error ?? {};
      throw Object.assign(new Error(message), { status: answer.status, code });
    }
    return told;
  }
}
