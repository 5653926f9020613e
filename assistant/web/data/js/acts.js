/** What clicks do: cart, boards, details, comparison. Every failure becomes a notice. */

/** Where a click on a heart saves; by voice a shopper names any board. */
const BOARD = 'Favorites';

const NOT_SO = new Set([404, 409]);

export class Acts {
  #api;
  #store;

  /** @param {Object} parts {api, store} */
  constructor({ api, store }) {
    this.#api = api;
    this.#store = store;
    /** Opens the details of a product; set by the page. */
    this.openDetail = async () => {};
  }

  /** Put a card's product into the cart, or ask first for its size and color. */
  async add(product) {
    const { variant, sizes_in_stock: sizes = [], colours = [] } = product;
    const settled = variant?.id && (variant.size || sizes.length < 2);
    if (!settled && (sizes.length > 1 || (sizes.length && colours.length > 1))) {
      await this.openDetail(product.id, 'Pick a size first');
      return;
    }
    try {
      this.#told(await this.#api.addToCart(product.id, settled ? variant.id : null));
    } catch (error) {
      if (!NOT_SO.has(error.status)) this.#trouble('cart', error);
      else await this.openDetail(product.id, 'Pick one that is in stock');
    }
  }

  /** Put one variant into the cart; returns whether it is there. */
  async addVariant(productId, variantId) {
    return this.#cart(() => this.#api.addToCart(productId, variantId));
  }

  async setQuantity(line, quantity) {
    await this.#cart(() => this.#api.setQuantity(line, quantity));
  }

  /** Save a product, or take it off the boards that have it. */
  async save(product) {
    const on = this.#store.state.boards.filter((board) => (board.product_ids ?? []).includes(product.id));
    if (!on.length) await this.#boards(() => this.#api.save(product.id, BOARD));
    for (const board of on) await this.unsave(product.id, board.name);
  }

  async unsave(productId, board) {
    await this.#boards(() => this.#api.unsave(productId, board));
  }

  async refreshBoards() {
    await this.#boards(() => this.#api.boards());
  }

  /** Note that the card of a product was opened; a shop that cannot note it is none the worse. */
  clicked(id) {
    const place = this.#store.state.products.findIndex((product) => product.id === id) + 1;
    this.#api.report('click', id, place || null).catch((error) => console.warn(error.message));
  }

  /** Return a product in full, or null after telling why not. */
  async product(id) {
    try {
      const product = await this.#api.product(id);
      this.#api.report('view', id).catch((error) => console.warn(error.message));
      return product;
    } catch (error) {
      this.#trouble('product', error);
      return null;
    }
  }

  /** Return {products in full, reply}, or null after telling why not. */
  async compare(ids) {
    try {
      const [products, said] = await Promise.all([
        Promise.all(ids.map((id) => this.#api.product(id))), this.#api.compare(ids).catch(() => null)]);
      return { products, reply: said?.reply ?? null };
    } catch (error) {
      this.#trouble('compare', error);
      return null;
    }
  }

  async #cart(change) {
    try {
      this.#told(await change());
      return true;
    } catch (error) {
      this.#trouble(error.status === 409 ? 'sold_out' : 'cart', error);
      return false;
    }
  }

  #told(cart) {
    this.#store.dispatch({ type: 'page.cart', cart });
  }

  async #boards(change) {
    try {
      const { data } = await change();
      this.#store.dispatch({ type: 'page.boards', boards: data });
    } catch (error) {
      this.#trouble('board', error);
    }
  }

  #trouble(code, error) {
    console.warn(error.message);
    const told = error.status === 401 ? 'expired' : error.status === 429 ? 'too_fast' : code;
    this.#store.dispatch({ type: 'page.trouble', code: told });
  }
}
