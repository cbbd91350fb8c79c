// What can be read on the page: axe-core's findings, and our own measure of contrast where axe has none.
// Put into the page once, after axe-core; `Notebook.axe` and `Notebook.contrast` call it.

window.eyes = (() => {
  // JupyterLab's <body> is 0 px high and hides what overflows, so that axe takes every word of the page for
  // hidden and checks no contrast at all. Cells that are scrolled away are to be seen as well.
  const OPEN = `
    body { height: 100vh !important; overflow: clip !important; }
    .jp-LabShell { overflow: clip !important; }
    .jp-Cell { content-visibility: visible !important; }`;

  const pen = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });

  // The luminance (WCAG 2) of colours painted over one another, each with its opacity.
  function luminance(layers) {
    for (const [colour, opacity] of layers) {
      pen.globalAlpha = opacity;
      pen.fillStyle = colour;
      pen.fillRect(0, 0, 1, 1);
    }
    const part = (value) => (value <= 10.3 ? value / 3294 : ((value / 255 + 0.055) / 1.055) ** 2.4);
    const [r, g, b] = [...pen.getImageData(0, 0, 1, 1).data].map(part);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  function opacity(element) {
    return element ? getComputedStyle(element).opacity * opacity(element.parentElement) : 1;
  }

  function fill(element) {
    const style = getComputedStyle(element);
    return style.fill.startsWith("rgb") || style.fill.startsWith("color")
      ? [style.fill, style.fillOpacity * opacity(element)]
      : ["transparent", 1];
  }

  function ink(element) {
    return element.ownerSVGElement ? fill(element) : [getComputedStyle(element).color, opacity(element)];
  }

  // The edge that a drawing's words may be given, so that they stand clear of what they cross.
  function halo(element) {
    const { paintOrder, stroke, strokeWidth } = getComputedStyle(element);
    const drawn = element.ownerSVGElement && paintOrder.startsWith("stroke") && stroke !== "none";
    return drawn && parseFloat(strokeWidth) >= 2 ? [[stroke, opacity(element)]] : [];
  }

  // The shapes of a drawing that are painted before the text and lie under this point of it.
  function shapes(text, x, y) {
    const drawings = [];
    for (let svg = text.ownerSVGElement; svg; svg = svg.ownerSVGElement) drawings.push(svg);
    const all = drawings.at(-1)?.querySelectorAll("path, rect, circle, ellipse, polygon") ?? [];
    return [...all].filter((shape) => {
      const before = shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING;
      const matrix = before && shape.getScreenCTM();
      return matrix && shape.isPointInFill(new DOMPoint(x, y).matrixTransform(matrix.inverse()));
    });
  }

  // The contrast ratio of an element's words to what lies behind them, where it is worst.
  function contrast(element) {
    const page = [["white", 1]];
    for (let e = element; e; e = e.parentElement) {
      page.splice(1, 0, [getComputedStyle(e).backgroundColor, opacity(e)]);
    }
    const box = element.getBoundingClientRect();
    const ratios = [0.02, 0.5, 0.98].map((along) => {
      const under = shapes(element, box.left + along * box.width, box.top + box.height / 2).map(fill);
      under.push(...halo(element));
      const back = luminance([...page, ...under]);
      const over = luminance([...page, ...under, ink(element)]);
      return (Math.max(back, over) + 0.05) / (Math.min(back, over) + 0.05);
    });
    return Math.min(...ratios);
  }

  // What is wrong with the contrast of words that axe cannot judge, or "".
  function faint(element, signs) {
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    const least = signs || large ? 3 : 4.5;
    const found = contrast(element);
    if (found < least) return `contrast ${found.toFixed(2)}, less than ${least}`;
    for (let e = element; e; e = e.parentElement) {
      if (getComputedStyle(e).backgroundImage !== "none")
        return "a picture lies behind it: look for yourself";
    }
    return "";
  }

  // The words that go on in another line because theirs is too short; code and tables have no choice.
  function broken(element) {
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const found = [];
    while (texts.nextNode()) {
      const text = texts.currentNode;
      if (text.parentElement.closest("pre, table")) continue;
      for (const { 0: word, index } of text.data.matchAll(/\p{L}+/gu)) {
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) found.push(word);
      }
    }
    return found;
  }

  const readable = (element) =>
    element.textContent.trim() &&
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true });

  const line = (element, rule, why) => `${rule}: ${element.outerHTML.slice(0, 300)} ${why}`;

  // What axe finds in the elements, as lines to read; every word in them has a measured contrast.
  async function faults(elements, rules) {
    const open = document.createElement("style");
    open.textContent = OPEN;
    document.head.append(open);
    // Colours that fade in are judged as they stay.
    const fading = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
    await Promise.allSettled(fading.map((animation) => animation.finished));
    try {
      const options = {
        elementRef: true,
        resultTypes: ["violations", "incomplete"],
        runOnly: rules,
      };
      const found = await axe.run({ include: elements }, options);
      // In drawings axe goes by `color`, where `fill` is what is seen: those words are measured here.
      const drawn = (node) => node.element.ownerSVGElement;
      const undecided = (rule) => rule.id === "color-contrast";
      const words = elements.flatMap((element) => [...element.querySelectorAll("svg text")]).filter(readable);
      const judged = [...found.passes, ...found.violations, ...found.incomplete].some(undecided);
      // biome-ignore lint/performance/useDomNodeTextContent: what is not to be seen does not count
      if (!judged && elements.some((element) => /[\p{L}\p{N}]/u.test(element.innerText) && !words.length)) {
        return ["axe saw none of the words: something hides them from it"];
      }
      return [
        ...found.violations.flatMap((rule) =>
          rule.nodes
            .filter((node) => !(undecided(rule) && drawn(node)))
            .map((node) => line(node.element, rule.id, node.failureSummary)),
        ),
        ...found.incomplete.filter(undecided).flatMap((rule) =>
          rule.nodes
            .filter((node) => !drawn(node))
            .map((node) => [node.element, node.any.some(({ data }) => data?.messageKey === "nonBmp")])
            .map(([element, signs]) => [element, faint(element, signs)])
            .filter(([_, why]) => why)
            .map(([element, why]) => line(element, rule.id, why)),
        ),
        ...words
          .map((element) => [element, faint(element, false)])
          .filter(([_, why]) => why)
          .map(([element, why]) => line(element, "color-contrast", why)),
      ];
    } finally {
      open.remove();
    }
  }

  return { contrast, broken, faults };
})();
