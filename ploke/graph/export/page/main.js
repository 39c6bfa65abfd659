// The state of the page, and what the mouse, fingers and keys do to it.

(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const byId = (id) => document.getElementById(id);
  const canvas = byId("graph");

  // The last part of a name; of a constructor that of its class.
  function shortName(name, kind) {
    if (kind === "file") return name.slice(name.lastIndexOf("/") + 1);
    const parts = name.split(/\.|::/).filter(Boolean);
    return (kind === "constructor" && parts.at(-2)) || parts.at(-1) || name;
  }

  const nodes = data.nodes.map(([name, kind, language, role, path, line, end, signature, rank, group]) => ({
    name, line, end, signature, rank, group,
    kind: data.kinds[kind], kindNumber: kind,
    language: data.languages[language], languageNumber: language,
    role: data.roles[role], roleNumber: role,
    path: data.paths[path],
    short: shortName(name, data.kinds[kind]),
    radius: Math.min(17, 3.2 + 1.9 * Math.sqrt(Math.max(rank, 0))),
  }));
  const edges = data.edges.map(([source, target, kind, exact, times]) => ({ source, target, kindNumber: kind, exact: !!exact, times, shown: true }));

  const HUES = [217, 28, 152, 340, 265, 48, 190, 0, 95, 300, 172, 235, 15, 125, 320, 205, 70, 250];
  const dark = () => {
    const chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  };
  const state = {
    data, nodes, edges,
    layout: createLayout(nodes, edges),
    shown: new Uint8Array(nodes.length).fill(1),
    hidden: { kinds: new Set(), languages: new Set(), roles: new Set(), edges: new Set(), groups: new Set() },
    byRank: nodes.map((_, i) => i).sort((a, b) => nodes[b].rank - nodes[a].rank || a - b),
    colours: [], theme: {}, focus: -1, hover: -1, near: null, matches: null, only: false,
    detailed: () => !byId("details").hidden,
    palette(number, mode) {
      if (number < 0) return dark() ? "#6b7686" : "#a3adbb";
      const hue = HUES[number % HUES.length], round = Math.floor(number / HUES.length) % 3;
      const light = (dark() ? 64 : 50) + (round === 1 ? 12 : round === 2 ? -12 : 0);
      return `hsl(${hue} ${mode === "group" ? 68 : 62}% ${light}%)`;
    },
  };
  const painter = createPainter(canvas, state);

  let asked = false, running = true, touched = false;
  function redraw() {
    if (asked) return;
    asked = true;
    requestAnimationFrame(frame);
  }
  function frame() {
    asked = false;
    if (running && state.layout.moving()) {
      const end = performance.now() + 14;
      do state.layout.step(); while (state.layout.moving() && performance.now() < end);
      if (!touched) painter.fit(visible());
      asked = true;
      requestAnimationFrame(frame);
    }
    painter.draw();
    byId("still").textContent = running && state.layout.moving() ? "⏸" : "▶";
  }
  function* visible() {
    for (let i = 0; i < nodes.length; i++) if (state.shown[i]) yield i;
  }

  function recolour() {
    const isDark = dark();
    state.theme = {
      ground: isDark ? "#0e1116" : "#f7f8fa", edge: isDark ? "#3a4352" : "#c4cbd6", text: isDark ? "#f3f6fb" : "#111827",
      label: isDark ? "#c3ccda" : "#3b4656", accent: isDark ? "#6ea8fe" : "#2463eb",
      out: isDark ? "#6ea8fe" : "#2463eb", into: isDark ? "#f0a35e" : "#c2570c",
    };
    const mode = byId("colour").value;
    state.colours = nodes.map((node) => state.palette(mode === "group" ? node.group : mode === "kind" ? node.kindNumber : node.languageNumber, mode));
    panels.showFilters();
    panels.details(state.focus);
    redraw();
  }

  function neighbours(i) {
    const near = new Set([i]);
    for (const edge of edges) {
      if (!edge.shown) continue;
      if (edge.source === i) near.add(edge.target);
      if (edge.target === i) near.add(edge.source);
    }
    return near;
  }
  function refilter() {
    const { hidden } = state;
    for (const edge of edges) edge.shown = !hidden.edges.has(edge.kindNumber);
    const only = state.only && state.focus >= 0 ? neighbours(state.focus) : null;
    let any = false;
    nodes.forEach((node, i) => {
      const out = hidden.kinds.has(node.kindNumber) || hidden.languages.has(node.languageNumber)
        || hidden.roles.has(node.roleNumber) || hidden.groups.has(node.group) || (only && !only.has(i));
      state.shown[i] = out ? 0 : 1;
      any ||= !out;
    });
    state.near = state.focus >= 0 ? neighbours(state.focus) : null;
    byId("empty").hidden = any;
    redraw();
  }
  function select(i, move = false) {
    state.focus = i;
    if (i < 0) state.only = false;
    panels.details(i);
    refilter();
    if (move && i >= 0) {
      touched = true;
      painter.fit([...state.near].filter((each) => state.shown[each]));
    }
    location.replace(i < 0 ? "#" : `#${encodeURIComponent(idOf(nodes[i]))}`);
  }
  const idOf = (node) => (node.kind === "file" ? node.path : `${node.path}#${node.name}`);
  function isolate(on) {
    state.only = on;
    refilter();
    panels.details(state.focus);
    touched = true;
    painter.fit(visible());
  }
  const panels = createPanels(state, { select, refilter, redraw, isolate });

  // Pointers: one drags a node or the view, two zoom.
  const pointers = new Map();
  let grabbed = -1, moved = false, spread = 0;
  const at = (event) => { const box = canvas.getBoundingClientRect(); return [event.clientX - box.left, event.clientY - box.top]; };
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, at(event));
    moved = false;
    grabbed = pointers.size === 1 ? painter.nodeAt(...at(event)) : -1;
    byId("tip").hidden = true;
    canvas.focus({ preventScroll: true });
  });
  canvas.addEventListener("pointermove", (event) => {
    const here = at(event), before = pointers.get(event.pointerId);
    if (!before) return hover(here);
    const [dx, dy] = [here[0] - before[0], here[1] - before[1]];
    if (!moved && Math.hypot(dx, dy) < 4) return;
    moved = touched = true;
    pointers.set(event.pointerId, here);
    if (pointers.size === 2) {
      const [a, b] = [...pointers.values()], now = Math.hypot(a[0] - b[0], a[1] - b[1]);
      if (spread) painter.zoom(now / spread, (a[0] + b[0]) / 2, (a[1] + b[1]) / 2);
      spread = now;
    } else if (grabbed >= 0) {
      [state.layout.x[grabbed], state.layout.y[grabbed]] = painter.toGraph(...here);
      state.layout.pinned.add(grabbed);
      state.layout.warm(0.15);
    } else {
      painter.view.x += dx;
      painter.view.y += dy;
      canvas.classList.add("moving");
    }
    redraw();
  });
  for (const name of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(name, (event) => {
      pointers.delete(event.pointerId);
      spread = 0;
      canvas.classList.remove("moving");
      if (!moved && name === "pointerup") select(painter.nodeAt(...at(event)));
      if (grabbed >= 0) state.layout.pinned.delete(grabbed);
      grabbed = -1;
    });
  }
  function hover([px, py]) {
    const i = painter.nodeAt(px, py), tip = byId("tip");
    canvas.classList.toggle("over", i >= 0);
    if (i >= 0) {
      const node = nodes[i];
      tip.replaceChildren(node.signature || node.name, element("small", {}, `${node.kind} · ${node.path}${node.kind === "file" ? "" : `:${node.line}`}`));
      tip.hidden = false;
      tip.style.left = `${Math.min(px + 14, innerWidth - tip.offsetWidth - 8)}px`;
      tip.style.top = `${Math.min(py + 16, innerHeight - tip.offsetHeight - 8)}px`;
    } else tip.hidden = true;
    if (i !== state.hover) { state.hover = i; redraw(); }
  }
  canvas.addEventListener("pointerleave", () => { state.hover = -1; byId("tip").hidden = true; redraw(); });
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    touched = true;
    const lines = event.deltaMode ? 16 : 1;
    painter.zoom(Math.exp(-event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.0016)), ...at(event));
    redraw();
  }, { passive: false });
  canvas.addEventListener("dblclick", (event) => {
    const i = painter.nodeAt(...at(event));
    if (i >= 0) { select(i, true); return; }
    touched = true;
    painter.zoom(1.8, ...at(event));
    redraw();
  });

  const zoomed = (factor) => { touched = true; painter.zoom(factor); redraw(); };
  const fitted = () => { touched = true; painter.fit(visible()); redraw(); };
  const toggle = () => {
    if (running && state.layout.moving()) running = false;
    else { running = true; state.layout.warm(0.5); }
    redraw();
  };
  byId("in").onclick = () => zoomed(1.35);
  byId("out").onclick = () => zoomed(1 / 1.35);
  byId("fit").onclick = fitted;
  byId("still").onclick = toggle;
  byId("theme").onclick = () => { document.documentElement.dataset.theme = dark() ? "light" : "dark"; recolour(); };
  byId("colour").onchange = recolour;
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);
  addEventListener("resize", () => { painter.resize(); if (!touched) painter.fit(visible()); redraw(); });

  const STEPS = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT)$/.test(event.target.tagName)) return;
    const step = STEPS[event.key];
    if (event.key === "/") panels.focusSearch();
    else if (event.key === "Escape") { panels.endSearch(); select(-1); }
    else if (event.key === "+" || event.key === "=") zoomed(1.35);
    else if (event.key === "-") zoomed(1 / 1.35);
    else if (event.key === "0") fitted();
    else if (event.key === " " && event.target === canvas) toggle();
    else if (step && event.target.closest("aside") === null) { touched = true; painter.view.x += step[0]; painter.view.y += step[1]; redraw(); }
    else return;
    event.preventDefault();
  });

  painter.resize();
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
    for (let n = 0; n < 300 && state.layout.moving(); n++) state.layout.step();
    state.layout.stop();
  }
  recolour();
  refilter();
  painter.fit(visible());
  const wanted = decodeURIComponent(location.hash.slice(1));
  const linked = wanted ? nodes.findIndex((node) => idOf(node) === wanted) : -1;
  if (linked >= 0) select(linked, true);

  // For those who try the page by program.
  window.ploke = { state, painter, select, positionOf: (i) => [state.layout.x[i] * painter.view.k + painter.view.x, state.layout.y[i] * painter.view.k + painter.view.y] };
})();
