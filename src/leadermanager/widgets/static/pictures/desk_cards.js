// The cards of a pile: where each of them is at any moment of a week.

import { drawn } from "../svg.js";

/** @import { Week } from "../judging/desk.js" */

/** @typedef {{ x: number, y: number }} Place */
/** @typedef {Place & { turn: number, opacity: number, red: boolean }} Card */

// Parts of a week: cards arrive, people take some, and where two clash, these fly back.
const [ARRIVED, TAKEN, MET] = [0.4, 0.72, 0.84];

/**
 * Return how far something is that lasts from one moment to another, slow at both ends.
 *
 * @param {number} now
 * @param {number} from
 * @param {number} to
 */
export function between(now, from, to) {
  const part = Math.max(0, Math.min(1, (now - from) / (to - from)));
  return part * part * (3 - 2 * part);
}

/** @type {(one: Place, other: Place, part: number) => Place} */
const towards = (one, other, part) => ({
  x: one.x + part * (other.x - one.x),
  y: one.y + part * (other.y - one.y),
});

/**
 * Return how a week's cards move: how many lie still, and where each of the others is, from the lowest up. Cards are
 * taken from the top of the pile, and those that clash go back onto it.
 *
 * @param {Week} week
 * @param {number} before how many waited before the week
 * @param {number} part of the week that has passed
 * @param {(slot: number) => Place} slot where a card of the pile lies
 * @param {Place[]} hands of those who settle decisions
 * @param {number} above from how high cards fall
 * @returns {{ still: number, moving: Card[], met: Place[] }}
 */
export function cardsOf({ fresh, settled, back }, before, part, slot, hands, above) {
  const all = before + fresh;
  const still = Math.min(before, all - settled);
  const met = [];
  /** @type {Card[]} */
  const moving = [];
  for (let index = still; index < all; index++) {
    const lies = slot(index);
    const late = 0.18 * ((index - before) / fresh);
    const fallen = index < before ? 1 : between(part, late, late + ARRIVED - 0.18);
    const taken = all - 1 - index;
    /** @type {Place} */
    let at = { x: lies.x, y: lies.y - (1 - fallen) * (lies.y - above) };
    let opacity = fallen ? 1 : 0;
    let red = false;
    if (taken < settled && hands.length) {
      const hand = hands[taken % hands.length];
      const start = ARRIVED + 0.1 * (taken / settled);
      at = towards(at, hand, between(part, start, TAKEN - 0.1 + 0.1 * (taken / settled)));
      if (taken < back) {
        const other = hands[(taken % 2 ? taken - 1 : taken + 1) % hands.length];
        const meeting = towards(hand, other, 0.5);
        at = towards(at, meeting, between(part, TAKEN, MET));
        at = towards(at, slot(all - settled + taken), between(part, MET, 1));
        red = part >= TAKEN;
        if (taken % 2 && part >= MET && part < MET + 0.1) met.push(meeting);
      } else {
        const gone = between(part, TAKEN, 1);
        at = { x: at.x, y: at.y + gone * 0.4 * Math.abs(hand.y - lies.y) * 0.3 };
        opacity = 1 - gone;
      }
    }
    moving.push({ ...at, turn: (1 - fallen) * ((index * 37) % 50) - (1 - fallen) * 25, opacity, red });
  }
  return { still, moving, met };
}

/** @param {number} most how many cards there can be */
export function makeCards(most) {
  const lying = drawn("path", { class: "lm-cards" });
  const group = drawn("g", {}, lying);
  /** @type {SVGElement[]} */
  const movers = [];
  const bursts = drawn("path", { class: "lm-burst" });
  group.append(bursts);
  let [wide, high, columns, base, above, size] = [0, 0, 2, 0, 0, 0];
  let left = 0;

  /** @param {number} index */
  function slot(index) {
    const [row, along] = [Math.floor(index / columns), index % columns];
    const column = columns / 2 + (along % 2 ? -(along + 1) / 2 : along / 2);
    const shift = (((index * 7919) % 13) - 6) / 6;
    return { x: left + (column + 0.5) * (wide + 2) + shift, y: base - (row + 0.5) * (high + 2) };
  }

  return {
    group,
    /**
     * Give the cards their size, and return how high the highest pile is.
     *
     * @param {{ width: number, top: number, em: number, narrow: boolean }} room
     */
    layOut({ width, top, em, narrow }) {
      [wide, high] = narrow ? [1.1 * em, 0.68 * em] : [1.6 * em, 0.95 * em];
      columns = 2 * Math.floor(width / (2 * (wide + 2)));
      left = (width - columns * (wide + 2)) / 2;
      const height = Math.ceil(most / columns) * (high + 2);
      base = top + height;
      above = top; // lower than the words above the pile
      size = em;
      return height;
    },
    /**
     * Draw the cards at a moment, and return how many lie on the desk.
     *
     * @param {Week[]} weeks
     * @param {number} at
     * @param {Place[]} hands
     */
    draw(weeks, at, hands) {
      const passed = Math.floor(at);
      const before = weeks[passed].waiting;
      const part = at - passed;
      const { still, moving, met } = part
        ? cardsOf(weeks[passed + 1], before, part, slot, hands, above)
        : { still: before, moving: [], met: [] };
      const corner = (/** @type {Place} */ { x, y }) =>
        `M${(x - wide / 2).toFixed(1)} ${(y - high / 2).toFixed(1)}h${wide}v${high}h${-wide}z`;
      lying.setAttribute("d", Array.from({ length: still }, (_, index) => corner(slot(index))).join(""));
      while (movers.length < moving.length) {
        const card = drawn("rect", { rx: 1.5 });
        movers.push(card);
        bursts.before(card);
      }
      for (const [index, element] of movers.entries()) {
        const card = moving[index];
        element.classList.toggle("lm-hidden", !card || card.opacity === 0);
        if (!card) continue;
        element.classList.toggle("lm-clashed", card.red);
        element.setAttribute("width", String(wide));
        element.setAttribute("height", String(high));
        element.setAttribute("opacity", card.opacity.toFixed(2));
        const { x, y, turn } = card;
        element.setAttribute(
          "transform",
          `translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(${turn.toFixed(0)}) translate(${-wide / 2} ${-high / 2})`,
        );
      }
      bursts.setAttribute("d", met.map((where) => burst(where, size)).join(""));
      return part >= ARRIVED
        ? Math.max(before + weeks[passed + 1].fresh - taken(weeks[passed + 1], part), 0)
        : before;
    },
  };
}

/**
 * Return by how many cards the pile is lower, at a moment after the week's cards have come.
 *
 * @param {Week} week
 * @param {number} part
 */
const taken = ({ settled, back }, part) => (part < TAKEN ? 0 : part < 0.98 ? settled : settled - back);

/**
 * Return the rays of a small explosion.
 *
 * @param {Place} where
 * @param {number} size
 */
function burst({ x, y }, size) {
  return Array.from({ length: 8 }, (_, index) => {
    const [across, up] = [Math.cos((index * Math.PI) / 4), Math.sin((index * Math.PI) / 4)];
    const ray = (/** @type {number} */ far) =>
      `${(x + far * size * across).toFixed(1)} ${(y + far * size * up).toFixed(1)}`;
    return `M${ray(0.7)}L${ray(1.4)}`;
  }).join("");
}
