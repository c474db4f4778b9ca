// The keys of a list: what the browser would do with them itself (scroll, reload, select the page's text) is held back.
const height = 32;
const keys = ['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End', ' ', 'Enter', 'Escape', 'F2', 'F5', 'Delete', 'ContextMenu'];

// The list may have gone before a call arrives.
export function attach(grid, owner) {
  if (!grid) return;
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
  grid.dataset.keys = 'taken';
}

// Scrolls no further than needed to see the row; the head covers the top of the list.
export function reveal(grid, index) {
  if (!grid) return;
  const top = index * height, view = grid.clientHeight - height;
  if (top < grid.scrollTop) grid.scrollTop = top;
  else if (top + height > grid.scrollTop + view) grid.scrollTop = top + height - view;
}
