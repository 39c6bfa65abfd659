// Where nodes lie: communities side by side at first, then forces (Barnes and Hut, 1986) until they are at rest.

function createLayout(nodes, edges) {
  const count = nodes.length;
  const x = new Float64Array(count), y = new Float64Array(count);
  const vx = new Float64Array(count), vy = new Float64Array(count);
  const charge = new Float64Array(count);
  const degree = new Int32Array(count);
  for (const edge of edges) { degree[edge.source]++; degree[edge.target]++; }
  for (let i = 0; i < count; i++) charge[i] = 30 + 14 * Math.sqrt(degree[i]);

  // Communities, largest first, on a sunflower's spiral; so are the nodes of each.
  const groups = new Map();
  nodes.forEach((node, i) => { if (!groups.has(node.group)) groups.set(node.group, []); groups.get(node.group).push(i); });
  const ordered = [...groups.values()].sort((a, b) => b.length - a.length || a[0] - b[0]);
  const GOLDEN = Math.PI * (3 - Math.sqrt(5)), SPACE = 26;
  const centre = new Map();
  let area = 0;
  ordered.forEach((members, number) => {
    area += members.length * 1.9;
    const radius = number ? SPACE * Math.sqrt(area) : 0, angle = number * GOLDEN;
    const cx = radius * Math.cos(angle), cy = radius * Math.sin(angle);
    members.forEach((i, place) => {
      const r = SPACE * Math.sqrt(place + 0.5), a = place * GOLDEN;
      x[i] = cx + r * Math.cos(a);
      y[i] = cy + r * Math.sin(a);
      centre.set(i, members);
    });
  });

  let alpha = 1;
  const pinned = new Set();
  const springs = edges.filter((edge) => edge.source !== edge.target);
  const strength = springs.map((edge) => 1 / Math.min(degree[edge.source], degree[edge.target]));

  // The quadtree lives in flat arrays that are used again at every step.
  let cells = 0, capacity = 0;
  let child, mass, massX, massY, holds, size;
  const next = new Int32Array(count);
  function reserve(needed) {
    if (needed <= capacity) return;
    const before = { child, mass, massX, massY, holds, size };
    capacity = Math.max(needed, capacity * 2, 1024);
    child = new Int32Array(capacity * 4); mass = new Float64Array(capacity); massX = new Float64Array(capacity);
    massY = new Float64Array(capacity); holds = new Int32Array(capacity); size = new Float64Array(capacity);
    if (before.child) {
      child.set(before.child); mass.set(before.mass); massX.set(before.massX);
      massY.set(before.massY); holds.set(before.holds); size.set(before.size);
    }
  }
  function cell(side) {
    reserve(cells + 1);
    child.fill(-1, cells * 4, cells * 4 + 4);
    mass[cells] = massX[cells] = massY[cells] = 0;
    holds[cells] = -1;
    size[cells] = side;
    return cells++;
  }
  function build() {
    let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
    for (let i = 0; i < count; i++) {
      left = Math.min(left, x[i]); right = Math.max(right, x[i]);
      top = Math.min(top, y[i]); bottom = Math.max(bottom, y[i]);
    }
    const side = Math.max(right - left, bottom - top, 1) * 1.001;
    cells = 0;
    cell(side);
    for (let i = 0; i < count; i++) {
      let at = 0, cx = left + side / 2, cy = top + side / 2, half = side / 2, depth = 0;
      for (;;) {
        mass[at] += charge[i]; massX[at] += charge[i] * x[i]; massY[at] += charge[i] * y[i];
        if (holds[at] === -1 && isLeaf(at)) { holds[at] = i; next[i] = -1; break; }
        if (isLeaf(at)) {
          if (depth > 40) { next[i] = holds[at]; holds[at] = i; break; }
          const other = holds[at];
          holds[at] = -1;
          const inner = quadrant(at, other, cx, cy, half);
          holds[inner] = other;
          mass[inner] = charge[other]; massX[inner] = charge[other] * x[other]; massY[inner] = charge[other] * y[other];
        }
        const inside = quadrant(at, i, cx, cy, half);
        half /= 2; depth++;
        cx += x[i] < cx ? -half : half;
        cy += y[i] < cy ? -half : half;
        at = inside;
      }
    }
  }
  function isLeaf(at) {
    const c = at * 4;
    return child[c] < 0 && child[c + 1] < 0 && child[c + 2] < 0 && child[c + 3] < 0;
  }
  function quadrant(at, i, cx, cy, half) {
    const slot = at * 4 + (x[i] < cx ? 0 : 1) + (y[i] < cy ? 0 : 2);
    if (child[slot] < 0) { const made = cell(half); child[slot] = made; }
    return child[slot];
  }

  const stack = new Int32Array(512);
  function repel(i) {
    let top = 0, fx = 0, fy = 0;
    stack[top++] = 0;
    while (top) {
      const at = stack[--top];
      if (!mass[at]) continue;
      if (isLeaf(at)) {
        for (let j = holds[at]; j >= 0; j = next[j]) {
          if (j === i) continue;
          let dx = x[i] - x[j], dy = y[i] - y[j];
          if (!dx && !dy) { dx = (i - j) * 1e-3; dy = 1e-3; }
          const d2 = Math.max(dx * dx + dy * dy, 16);
          fx += dx * charge[j] / d2; fy += dy * charge[j] / d2;
        }
        continue;
      }
      const dx = x[i] - massX[at] / mass[at], dy = y[i] - massY[at] / mass[at], d2 = dx * dx + dy * dy;
      if (size[at] * size[at] < 0.8 * d2) {
        fx += dx * mass[at] / d2; fy += dy * mass[at] / d2;
      } else {
        for (let c = at * 4; c < at * 4 + 4; c++) if (child[c] >= 0 && top < 511) stack[top++] = child[c];
      }
    }
    vx[i] += fx * alpha * 0.9; vy[i] += fy * alpha * 0.9;
  }

  function step() {
    if (!count) { alpha = 0; return; }
    build();
    for (let i = 0; i < count; i++) repel(i);
    springs.forEach((edge, at) => {
      const { source: s, target: t } = edge;
      let dx = x[t] + vx[t] - x[s] - vx[s], dy = y[t] + vy[t] - y[s] - vy[s];
      const d = Math.sqrt(dx * dx + dy * dy) || 1e-3;
      const length = nodes[s].group === nodes[t].group ? 44 : 110;
      const pull = (d - length) / d * alpha * strength[at] * (nodes[s].group === nodes[t].group ? 0.5 : 0.16);
      dx *= pull; dy *= pull;
      const share = degree[s] / (degree[s] + degree[t]);
      vx[t] -= dx * share; vy[t] -= dy * share;
      vx[s] += dx * (1 - share); vy[s] += dy * (1 - share);
    });
    // Members of a community keep together, and everything keeps near the middle.
    for (const members of ordered) {
      if (nodes[members[0]].group < 0) continue;
      let mx = 0, my = 0;
      for (const i of members) { mx += x[i]; my += y[i]; }
      mx /= members.length; my /= members.length;
      for (const i of members) { vx[i] += (mx - x[i]) * alpha * 0.05; vy[i] += (my - y[i]) * alpha * 0.05; }
    }
    for (let i = 0; i < count; i++) {
      if (pinned.has(i)) { vx[i] = vy[i] = 0; continue; }
      vx[i] = (vx[i] - x[i] * alpha * 0.012) * 0.6;
      vy[i] = (vy[i] - y[i] * alpha * 0.012) * 0.6;
      x[i] += Math.max(-60, Math.min(60, vx[i]));
      y[i] += Math.max(-60, Math.min(60, vy[i]));
    }
    alpha *= 0.985;
  }

  return {
    x, y, degree, pinned,
    step,
    moving: () => alpha > 0.01,
    stop: () => { alpha = 0; },
    warm: (to) => { alpha = Math.max(alpha, to); },
  };
}
