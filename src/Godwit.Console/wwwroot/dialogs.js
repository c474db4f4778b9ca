// What a dialog needs of the browser. Nothing is decided here: keys press buttons that are there anyway.
const opened = [];

export function open(dialog) {
    // It may have been closed before this call arrives.
    if (!dialog) return;
    opened.push({ dialog, before: document.activeElement });
    dialog.addEventListener('cancel', event => {
        event.preventDefault();
        press(dialog, '[data-esc]');
    });
    dialog.addEventListener('keydown', event => {
        if (event.defaultPrevented || event.isComposing) return;
        if (event.key === 'Escape') {
            event.preventDefault();
            press(dialog, '[data-esc]');
        }

        if (event.key !== 'Enter') return;
        // Enter on a button, a link or the head of a fold means just that.
        if (event.target.closest('button, a, summary, textarea')) return;
        event.preventDefault();
        // A field tells its value when it is left.
        event.target.dispatchEvent(new Event('change', { bubbles: true }));
        press(dialog, '[data-enter]');
    });
    dialog.showModal();
}

// The window is gone: back to where one was.
export function leave() {
    const top = opened.pop();
    if (!top) return;
    const { dialog, before } = top;
    // As long as it is open nothing behind it takes the focus.
    if (dialog.open) dialog.close();
    if (before && before.isConnected) before.focus();
}

export function focus(element) {
    element?.focus();
}

export function zone() {
    return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}

function press(dialog, which) {
    const button = dialog.querySelector(which);
    if (button && !button.hasAttribute('disabled')) button.click();
}
