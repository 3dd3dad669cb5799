"use strict";
(function () {
  const K = [], H0 = [];
  (function () {
    let found = 0, n = 2;
    const part = (x) => ((x - Math.floor(x)) * 4294967296) | 0;
    while (found < 64) {
      let prime = true;
      for (let d = 2; d * d <= n; d++) { if (n % d === 0) { prime = false; break; } }
      if (prime) { if (found < 8) { H0.push(part(Math.pow(n, 1 / 2))); } K.push(part(Math.pow(n, 1 / 3))); found++; }
      n++;
    }
  })();
  function sha256(text) {
    const bytes = new TextEncoder().encode(text), length = bytes.length;
    const padded = new Uint8Array(((length + 8 >> 6) + 1) << 6);
    padded.set(bytes); padded[length] = 0x80;
    const view = new DataView(padded.buffer);
    view.setUint32(padded.length - 8, Math.floor(length / 536870912)); view.setUint32(padded.length - 4, length << 3);
    const h = H0.slice(), w = new Int32Array(64);
    const turn = (x, by) => (x >>> by) | (x << (32 - by));
    for (let at = 0; at < padded.length; at += 64) {
      for (let i = 0; i < 64; i++) {
        if (i < 16) { w[i] = view.getInt32(at + 4 * i); continue; }
        const a = w[i - 15], b = w[i - 2];
        w[i] = (w[i - 16] + (turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)) + w[i - 7] + (turn(b, 17) ^ turn(b, 19) ^ (b >>> 10))) | 0;
      }
      let [a, b, c, d, e, f, g, k] = h;
      for (let i = 0; i < 64; i++) {
        const one = (k + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
        const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        k = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0;
      }
      [a, b, c, d, e, f, g, k].forEach((value, i) => { h[i] = (h[i] + value) | 0; });
    }
    return h.map((each) => (each >>> 0).toString(16).padStart(8, "0")).join("");
  }
  const data = JSON.parse(document.getElementById("evidence").textContent);
  const wrong = [];
  const hashes = data.rows.map((row, place) => {
    const hash = sha256(JSON.stringify(row));
    if (hash !== data.hashes[place]) { wrong.push("строка обращения № " + row[0]); }
    return hash;
  });
  if (sha256(hashes.join("")) !== data.root) { wrong.push("список обращений"); }
  document.querySelectorAll("table").forEach((table) => {
    const text = Array.from(table.rows, (row) => Array.from(row.cells, (cell) => cell.textContent).join("\t")).join("\n");
    if (sha256(text) !== table.dataset.hash) { wrong.push("таблица «" + table.dataset.name + "»"); }
  });
  const within = (at) => at !== null && data.since <= at && at < data.until;
  const figures = {};
  const add = (name) => { figures[name] = (figures[name] || 0) + 1; };
  data.rows.forEach(([, created, resolved, closed, open, , , clocks]) => {
    if (within(created)) { add("load.come"); }
    if (within(resolved)) { add("load.solved"); }
    if (within(closed)) { add("load.closed"); }
    if (open) { add("load.open"); }
    clocks.forEach(([name, ended, breached]) => {
      if (within(ended)) { add("sla.ended." + name); add("sla." + (breached ? "breached." : "kept.") + name); }
      else if (ended === null && breached && open) { add("sla.open." + name); }
    });
  });
  document.querySelectorAll("[data-figure]").forEach((cell) => {
    const counted = String(figures[cell.dataset.figure] || 0);
    if (cell.textContent !== counted) { wrong.push("цифра " + cell.textContent + ": по строкам " + counted); cell.className = "wrong"; }
  });
  const told = document.getElementById("check");
  told.textContent = wrong.length ? "✗ Страница не сходится сама с собой: " + wrong.join("; ")
    : "✓ Страница сходится: строки с их хэшами, таблицы с их хэшами, цифры сроков и потока — со строками.";
  told.className = wrong.length ? "wrong" : "right";
})();
