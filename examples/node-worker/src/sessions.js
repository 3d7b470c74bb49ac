/** State that lasts as long as a session. */

export class Sessions {
  #states = new Map();

  /** The state of a session, made when it is first asked for; one without key lasts for its call. */
  state(key) {
    if (key === null) {
      return {};
    }
    let state = this.#states.get(key);
    if (!state) {
      state = {};
      this.#states.set(key, state);
    }
    return state;
  }

  end(key) {
    this.#states.delete(key);
  }
}
