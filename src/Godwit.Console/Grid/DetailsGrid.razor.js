// The keys of a list: what the browser would do with them itself (scroll, reload, select the page's text) is held back.
const height = 32, narrowest = 40, place = 'godwit.columns.';
const keys = ['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End', ' ', 'Enter', 'Escape', 'F2', 'F5', 'Delete', 'ContextMenu'];

// The list may have gone before a call arrives. Returns what this browser remembers of its columns.
export function attach(grid, owner, name) {
  if (!grid) return null;
  grid.addEventListener('keydown', e => {
    if (e.target !== grid || e.altKey) return;
    const ctrl = e.ctrlKey || e.metaKey;
    const all = ctrl && e.key.toLowerCase() === 'a';
    const menu = e.shiftKey && e.key === 'F10';
    if (!all && !menu && !keys.includes(e.key)) return;
    e.preventDefault();
    const at = document.getElementById(grid.getAttribute('aria-activedescendant')) ?? grid;
    const box = at.getBoundingClientRect();
    owner.invokeMethodAsync('OnKeyDown', {
      key: all ? 'a' : e.key, ctrl, shift: e.shiftKey, page: Math.max(1, Math.floor(grid.clientHeight / height) - 2),
      x: box.left + 40, y: Math.min(box.top + height, innerHeight - 40),
    });
  });
  grid.addEventListener('pointerdown', e => draw(grid, owner, e));
  grid.addEventListener('dblclick', e => fit(grid, owner, e));
  grid.dataset.keys = 'taken';
  try { return localStorage.getItem(place + name); } catch { return null; }
}

// A browser that keeps nothing shows the list as it is.
export function keep(name, layout) {
  try { localStorage.setItem(place + name, layout); } catch { }
}

// The edge of a title is drawn: the columns before it stand still meanwhile, so that the edge stays under the pointer.
function draw(grid, owner, e) {
  const grip = e.target.closest('.grid-grip');
  if (!grip || e.button !== 0) return;
  e.preventDefault();
  const at = Number(grip.dataset.grip), from = e.clientX;
  const widths = widthsTo(grid, at), before = widths[at];
  const follow = m => {
    widths[at] = Math.max(narrowest, Math.round(before + m.clientX - from));
    show(grid, widths);
  };
  const end = () => {
    grip.removeEventListener('pointermove', follow);
    if (widths[at] !== before) owner.invokeMethodAsync('OnWidths', widths);
  };
  grip.setPointerCapture(e.pointerId);
  grip.addEventListener('pointermove', follow);
  grip.addEventListener('lostpointercapture', end, { once: true });
}

// A double click on the edge: as wide as what is seen in the column.
function fit(grid, owner, e) {
  const grip = e.target.closest('.grid-grip');
  if (!grip) return;
  const at = Number(grip.dataset.grip), widths = widthsTo(grid, at);
  widths[at] = narrowest;
  show(grid, widths);
  const cells = [...grid.querySelectorAll('.grid-row')].map(row => row.children[at]).filter(cell => cell);
  widths[at] = Math.max(narrowest, ...cells.map(cell => Math.ceil(cell.scrollWidth) + 4));
  owner.invokeMethodAsync('OnWidths', widths);
}

function widthsTo(grid, at) {
  const tracks = getComputedStyle(grid.querySelector('.grid-head .grid-row')).gridTemplateColumns.split(' ');
  return tracks.slice(0, at + 1).map(track => Math.round(parseFloat(track)));
}

function show(grid, widths) {
  const tracks = grid.style.getPropertyValue('--columns').trim().split(' ');
  grid.style.setProperty('--columns', tracks.map((track, i) => i < widths.length ? `${widths[i]}px` : track).join(' '));
}

// Scrolls no further than needed to see the row; the head covers the top of the list.
export function reveal(grid, index) {
  if (!grid) return;
  const top = index * height, view = grid.clientHeight - height;
  if (top < grid.scrollTop) grid.scrollTop = top;
  else if (top + height > grid.scrollTop + view) grid.scrollTop = top + height - view;
}
