let stopOther: (() => void) | null = null;

/** Whatever was heard before on the page stops; `stop` stops what is heard from now on. */
export function onlyOne(stop: () => void): void {
  stopOther?.();
  stopOther = stop;
}
