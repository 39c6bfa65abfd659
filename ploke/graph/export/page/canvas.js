// What is seen: a canvas with the graph under a transform, drawn anew when something changes.

function createPainter(canvas, state) {
  const context = canvas.getContext("2d");
  const view = { x: 0, y: 0, k: 1 };
  let wide = 0, high = 0, ratio = 1;

  function resize() {
    ratio = window.devicePixelRatio || 1;
    wide = canvas.clientWidth; high = canvas.clientHeight;
    canvas.width = Math.round(wide * ratio); canvas.height = Math.round(high * ratio);
  }
  const toScreen = (x, y) => [x * view.k + view.x, y * view.k + view.y];
  const toGraph = (x, y) => [(x - view.x) / view.k, (y - view.y) / view.k];

  function zoom(factor, x = wide / 2, y = high / 2) {
    const k = Math.max(0.02, Math.min(12, view.k * factor));
    view.x = x - (x - view.x) * k / view.k;
    view.y = y - (y - view.y) * k / view.k;
    view.k = k;
  }

  // Fit some nodes into the part of the window that no panel covers.
  function fit(indexes) {
    let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
    for (const i of indexes) {
      const { x, y } = state.layout;
      left = Math.min(left, x[i]); right = Math.max(right, x[i]);
      top = Math.min(top, y[i]); bottom = Math.max(bottom, y[i]);
    }
    if (left > right) return;
    const narrow = wide <= 720;
    const free = {
      left: narrow ? 20 : 300, top: narrow ? high * 0.42 : 30,
      right: wide - (narrow || !state.detailed() ? 30 : 350), bottom: high - 60,
    };
    const room = Math.max(free.right - free.left, 60), tall = Math.max(free.bottom - free.top, 60);
    view.k = Math.max(0.02, Math.min(2.2, room / (right - left + 90), tall / (bottom - top + 90)));
    view.x = free.left + room / 2 - (left + right) / 2 * view.k;
    view.y = free.top + tall / 2 - (top + bottom) / 2 * view.k;
  }

  function nodeAt(px, py) {
    const [gx, gy] = toGraph(px, py), { x, y } = state.layout;
    let best = -1, nearest = Infinity;
    for (let i = 0; i < state.nodes.length; i++) {
      if (!state.shown[i]) continue;
      const d = Math.hypot(x[i] - gx, y[i] - gy) - radius(i);
      if (d < 5 / view.k && d < nearest) { best = i; nearest = d; }
    }
    return best;
  }

  // Zoomed out, nodes keep a size that can be seen; zoomed in they do not swell.
  const radius = (i) => state.nodes[i].radius * Math.pow(view.k, -0.45);

  function draw() {
    const { layout, nodes, edges, shown, theme } = state, { x, y } = layout;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, wide, high);
    context.setTransform(view.k * ratio, 0, 0, view.k * ratio, view.x * ratio, view.y * ratio);
    const [left, top] = toGraph(-40, -40), [right, bottom] = toGraph(wide + 40, high + 40);
    const near = state.near;

    context.lineWidth = 0.9 / view.k;
    const dense = edges.length > 6000 ? 0.55 : edges.length > 1500 ? 0.8 : 1;
    context.strokeStyle = theme.edge;
    context.globalAlpha = (near ? 0.14 : 0.6) * dense;
    context.beginPath();
    for (const edge of edges) {
      const { source: s, target: t } = edge;
      if (!edge.shown || !shown[s] || !shown[t] || (near && near.has(s) && near.has(t))) continue;
      if (Math.max(x[s], x[t]) < left || Math.min(x[s], x[t]) > right) continue;
      if (Math.max(y[s], y[t]) < top || Math.min(y[s], y[t]) > bottom) continue;
      context.moveTo(x[s], y[s]);
      context.lineTo(x[t], y[t]);
    }
    context.stroke();
    context.globalAlpha = 1;
    if (near) {
      for (const edge of edges) {
        if (!edge.shown || !shown[edge.source] || !shown[edge.target]) continue;
        if (edge.source === state.focus || edge.target === state.focus) arrow(edge, edge.source === state.focus ? theme.out : theme.into);
      }
    }

    for (let i = 0; i < nodes.length; i++) {
      if (!shown[i] || x[i] < left || x[i] > right || y[i] < top || y[i] > bottom) continue;
      const faint = (near && !near.has(i)) || (state.matches && !state.matches.has(i));
      context.globalAlpha = faint ? 0.16 : 1;
      context.fillStyle = state.colours[i];
      context.beginPath();
      context.arc(x[i], y[i], radius(i), 0, 7);
      context.fill();
      if (!faint && i !== state.focus) {
        context.lineWidth = 1 / view.k;
        context.strokeStyle = theme.ground;
        context.stroke();
      }
      if (i === state.focus || i === state.hover) {
        context.globalAlpha = 1;
        context.lineWidth = 2.5 / view.k;
        context.strokeStyle = theme.accent;
        context.beginPath();
        context.arc(x[i], y[i], radius(i) + 3 / view.k, 0, 7);
        context.stroke();
      }
    }
    context.globalAlpha = 1;
    labels();
  }

  function arrow(edge, colour) {
    const { x, y } = state.layout, { source: s, target: t } = edge;
    const dx = x[t] - x[s], dy = y[t] - y[s], d = Math.hypot(dx, dy) || 1;
    const stop = radius(t) + 2 / view.k, ex = x[t] - dx / d * stop, ey = y[t] - dy / d * stop, head = 7 / view.k;
    context.strokeStyle = context.fillStyle = colour;
    context.lineWidth = (1 + Math.min(edge.times, 9) * 0.15) / view.k;
    context.setLineDash(edge.exact ? [] : [4 / view.k, 3 / view.k]);
    context.beginPath();
    context.moveTo(x[s], y[s]);
    context.lineTo(ex, ey);
    context.stroke();
    context.setLineDash([]);
    context.beginPath();
    context.moveTo(ex, ey);
    context.lineTo(ex - (dx * 0.9 + dy * 0.45) / d * head, ey - (dy * 0.9 - dx * 0.45) / d * head);
    context.lineTo(ex - (dx * 0.9 - dy * 0.45) / d * head, ey - (dy * 0.9 + dx * 0.45) / d * head);
    context.fill();
  }

  // Names of the most used nodes first; one that would lie over another is left out.
  function labels() {
    const { layout, nodes, shown, theme } = state;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.textBaseline = "middle";
    context.lineJoin = "round";
    const taken = [];
    const first = [state.focus, state.hover, ...(state.near ? [...state.near] : [])].filter((i) => i >= 0 && shown[i]);
    const wanted = new Set([...first, ...(state.near ? [] : state.byRank)]);
    let left = state.near ? 60 : Math.min(160, 24 + 34 * view.k);
    for (const i of wanted) {
      if (left <= 0) break;
      if (!shown[i] || (state.matches && !state.matches.has(i) && i !== state.focus)) continue;
      const [sx, sy] = toScreen(layout.x[i], layout.y[i]);
      if (sx < 0 || sy < 0 || sx > wide || sy > high) continue;
      const strong = i === state.focus || i === state.hover;
      context.font = `${strong ? 600 : 500} ${strong ? 13 : 11.5}px system-ui, sans-serif`;
      const text = state.near && nodes[i].name.length < 48 ? nodes[i].name : nodes[i].short, half = 8, from = sx + radius(i) * view.k + 5, to = from + context.measureText(text).width;
      if (!strong && taken.some((box) => box[0] < to + 4 && box[1] > from - 4 && Math.abs(box[2] - sy) < half * 2)) continue;
      taken.push([from, to, sy]);
      context.lineWidth = 3.5;
      context.strokeStyle = theme.ground;
      context.strokeText(text, from, sy);
      context.fillStyle = strong ? theme.text : theme.label;
      context.fillText(text, from, sy);
      left--;
    }
  }

  return { view, resize, zoom, fit, nodeAt, draw, toGraph };
}
