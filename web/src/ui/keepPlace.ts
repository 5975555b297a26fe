/** Where the keyboard is when the control that had the focus is taken away: near it, and not at the top of the page. */

const FOCUSABLE = 'a[href], button:not(:disabled), input:not(:disabled), select, textarea, [tabindex="0"]';

/** From now on, until the function that it gives is called. */
export function keepPlace(page: HTMLElement): () => void {
  let last: Node | null = null;
  const note = ({ target }: FocusEvent) => {
    last = target as Node;
  };
  const observer = new MutationObserver((changes) => {
    if (last === null || last.isConnected || document.activeElement !== document.body) return;
    const gone = last;
    last = null;
    const change = changes.find(({ removedNodes }) => [...removedNodes].some((node) => node.contains(gone)));
    if (change) goNear(change);
  });
  page.addEventListener("focusin", note);
  observer.observe(page, { childList: true, subtree: true });
  return () => {
    page.removeEventListener("focusin", note);
    observer.disconnect();
  };
}

/** To the next row, the one before, or else to what they were all in. */
function goNear({ nextSibling, previousSibling, target }: MutationRecord): void {
  for (const beside of [nextSibling, previousSibling]) {
    const control = beside instanceof Element ? beside.querySelector<HTMLElement>(FOCUSABLE) : null;
    if (control?.isConnected) {
      control.focus();
      return;
    }
  }
  let around = target instanceof Element ? target : target.parentElement;
  for (; around && document.activeElement === document.body; around = around.parentElement) {
    if (around instanceof HTMLElement && around !== document.body) focusOn(around);
  }
}

/** Also where one does not come by Tab. */
function focusOn(element: HTMLElement): void {
  if (!element.hasAttribute("tabindex")) {
    element.tabIndex = -1;
    element.addEventListener("blur", () => element.removeAttribute("tabindex"), { once: true });
  }
  element.focus({ preventScroll: true });
}
