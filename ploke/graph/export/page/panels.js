// Search, filters and details: everything around the canvas. Names are only ever set as text.

function element(tag, attributes = {}, ...inside) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "dot") made.style.setProperty("--dot", value);
    else if (value !== false && value !== undefined) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...inside);
  return made;
}

function createPanels(state, act) {
  const byId = (id) => document.getElementById(id);
  const { nodes, edges, data } = state;
  const place = (node) => (data.level === "file" || node.kind === "file" ? node.path : `${node.path}:${node.line}`);
  const pick = (i) => element("button", { class: "pick", onclick: () => act.select(i, true) },
    element("i", { dot: state.colours[i] }), element("b", {}, nodes[i].name),
    element("small", {}, nodes[i].name === place(nodes[i]) ? nodes[i].language : place(nodes[i])));

  byId("title").textContent = data.title;
  const said = (count, one, many) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
  byId("counts").textContent = `${said(nodes.length, data.level, `${data.level}s`)}, ${said(edges.length, "edge", "edges")}`
    + (data.of > nodes.length ? `; ${said(data.of - nodes.length, "lesser one", "lesser ones")} left out` : "");

  // Filters: one list of boxes for each thing to tell nodes and edges apart by.
  function filter(title, words, counts, hidden, dot, changed) {
    if (words.length < 2) return;
    const order = words.map((word, number) => number).sort((a, b) => counts[b] - counts[a] || a - b);
    byId("filters").append(element("h3", {}, title), ...order.map((number) => {
      const box = element("input", { type: "checkbox", checked: true, "data-filter": `${title}:${words[number]}` });
      box.addEventListener("change", () => {
        if (box.checked) hidden.delete(number); else hidden.add(number);
        changed();
      });
      return element("label", { class: "filter" }, box, ...(dot ? [element("i", { dot: dot(number) })] : []),
        element("span", { title: words[number] }, words[number]), element("em", {}, counts[number].toLocaleString("en")));
    }));
  }
  const tally = (size, items, key) => {
    const counts = new Array(size).fill(0);
    for (const item of items) counts[key(item)]++;
    return counts;
  };
  function showFilters() {
    byId("filters").replaceChildren();
    const mode = byId("colour").value;
    filter("Kind", data.kinds, tally(data.kinds.length, nodes, (n) => n.kindNumber), state.hidden.kinds,
      mode === "kind" ? (n) => state.palette(n, "kind") : null, act.refilter);
    filter("Language", data.languages, tally(data.languages.length, nodes, (n) => n.languageNumber), state.hidden.languages,
      mode === "language" ? (n) => state.palette(n, "language") : null, act.refilter);
    filter("Role", data.roles, tally(data.roles.length, nodes, (n) => n.roleNumber), state.hidden.roles, null, act.refilter);
    filter("Edges", data.edgeKinds, tally(data.edgeKinds.length, edges, (e) => e.kindNumber), state.hidden.edges, null, act.refilter);
    if (mode === "group" && data.communities.length > 1) {
      filter("Community", data.communities, tally(data.communities.length, nodes.filter((n) => n.group >= 0), (n) => n.group),
        state.hidden.groups, (n) => state.palette(n, "group"), act.refilter);
    }
    for (const box of byId("filters").querySelectorAll("input")) {
      const [title, word] = box.dataset.filter.split(/:(.*)/s);
      const [words, hidden] = {
        Kind: [data.kinds, state.hidden.kinds], Language: [data.languages, state.hidden.languages],
        Role: [data.roles, state.hidden.roles], Edges: [data.edgeKinds, state.hidden.edges],
        Community: [data.communities, state.hidden.groups],
      }[title];
      box.checked = !hidden.has(words.indexOf(word));
    }
  }

  // Search: what starts with the words first, then what holds them, most used first.
  const input = byId("search"), results = byId("results");
  let found = [], current = -1;
  function search() {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    if (!words.length) { found = []; state.matches = null; results.hidden = true; act.redraw(); return; }
    const scored = [];
    nodes.forEach((node, i) => {
      if (!state.shown[i]) return;
      const name = node.name.toLowerCase(), last = node.short.toLowerCase(), path = node.path.toLowerCase();
      if (!words.every((word) => name.includes(word) || path.includes(word))) return;
      const exact = last === words[0] ? 4 : last.startsWith(words[0]) ? 3 : last.includes(words[0]) ? 2 : name.includes(words[0]) ? 1 : 0;
      scored.push([exact, i]);
    });
    scored.sort((a, b) => b[0] - a[0] || nodes[b[1]].rank - nodes[a[1]].rank || a[1] - b[1]);
    state.matches = new Set(scored.map(([, i]) => i));
    found = scored.slice(0, 12).map(([, i]) => i);
    current = found.length ? 0 : -1;
    results.replaceChildren(...found.map((i) => element("li", { role: "option" }, pick(i))));
    if (scored.length > 12) results.append(element("li", { class: "more" }, `and ${said(scored.length - 12, "more", "more")}`));
    if (!scored.length) results.append(element("li", { class: "more" }, "Nothing found"));
    results.hidden = false;
    input.setAttribute("aria-expanded", "true");
    mark();
    act.redraw();
  }
  function mark() {
    [...results.children].forEach((item, number) => item.classList.toggle("current", number === current));
  }
  function endSearch() {
    input.value = "";
    search();
    input.setAttribute("aria-expanded", "false");
  }
  input.addEventListener("input", search);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      current = Math.max(0, Math.min(found.length - 1, current + (event.key === "ArrowDown" ? 1 : -1)));
      mark();
    } else if (event.key === "Enter" && current >= 0) {
      const chosen = found[current];
      endSearch();
      input.blur();
      act.select(chosen, true);
    } else if (event.key === "Escape") {
      endSearch();
      input.blur();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });

  // Details of the node in focus.
  function details(i) {
    const panel = byId("details");
    panel.hidden = i < 0;
    if (i < 0) return;
    const node = nodes[i];
    const parts = [
      element("button", { class: "close", title: "Close (Esc)", "aria-label": "Close", onclick: () => act.select(-1) }, "×"),
      element("h2", {}, node.name),
      element("p", { class: "place" }, node.kind === "file" ? node.path : `${node.path}:${node.line}–${node.end}`),
      element("div", { class: "facts" }, ...[...new Set([node.kind, node.language, node.role, `rank ${node.rank.toFixed(1)}`])].map((fact) => element("span", {}, fact))),
    ];
    if (node.signature) parts.push(element("code", { class: "signature" }, node.signature));
    if (node.group >= 0 && data.communities[node.group]) parts.push(element("h3", {}, "Community"), element("div", {}, data.communities[node.group]));
    parts.push(element("button", { class: "only", "aria-pressed": String(state.only), onclick: () => act.isolate(!state.only) },
      state.only ? "Show everything" : "Show its neighbourhood only"));
    for (const [mine, other, title] of [["target", "source", (kind) => INTO[kind] || `${kind} by`], ["source", "target", (kind) => kind]]) {
      data.edgeKinds.forEach((kind, number) => {
        const ends = edges.filter((edge) => edge[mine] === i && edge.kindNumber === number).map((edge) => edge[other]);
        if (!ends.length) return;
        ends.sort((a, b) => nodes[b].rank - nodes[a].rank || a - b);
        parts.push(element("h3", {}, `${title(kind)} · ${ends.length}`),
          element("ul", { class: "links" }, ...ends.slice(0, 40).map((end) => element("li", {}, pick(end)))));
        if (ends.length > 40) parts.push(element("div", { class: "more" }, `and ${ends.length - 40} more`));
      });
    }
    panel.replaceChildren(...parts);
    panel.scrollTop = 0;
  }
  const INTO = {
    calls: "called by", imports: "imported by", inherits: "inherited by", implements: "implemented by",
    references: "referred to by", types: "type used by", overrides: "overridden by",
  };

  return { showFilters, details, focusSearch: () => input.focus(), endSearch };
}
