// Hearing what Python says, however slow the page is.

/**
 * Listen to Python as any other widget does. anywidget drops whatever Python says to a widget that was not ready
 * two seconds after it was made, which is so where a slow computer runs a whole lesson at once.
 *
 * @type {import("@anywidget/types").Initialize}
 */
export function hearLate({ model }) {
  // What anywidget hands over stands in for the model; Backbone's `set` returns the model.
  const whole = /** @type {any} */ (model).set({});
  const ordinary = Object.getPrototypeOf(whole.constructor.prototype);
  whole.comm?.on_msg(ordinary._handle_comm_msg.bind(whole));
}
