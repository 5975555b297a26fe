/** What the caller of a simulation does, in the words of the API: `1 wait:3 # hangup`. */

/** A key, a wait in seconds, speech in seconds, or the end. */
export type Act = { key: string } | { wait: number } | { speaks: number } | { word: "hangup" | "hold" | "resume" };

export function scriptOf(acts: readonly Act[]): string {
  return acts.map(wordOf).join(" ");
}

export function wordOf(act: Act): string {
  if ("key" in act) return act.key;
  if ("wait" in act) return `wait:${act.wait}`;
  if ("speaks" in act) return `speaks:${act.speaks}`;
  return act.word;
}

/** The acts of a script; null where it has something else in it. */
export function actsOf(script: string): Act[] | null {
  const acts: Act[] = [];
  for (const word of script.split(/\s+/).filter(Boolean)) {
    const [, name, seconds] = /^(wait|speaks):(\d+(?:\.\d+)?)$/.exec(word) ?? [];
    if (/^[0-9*#A-D]+$/.test(word)) acts.push(...Array.from(word, (key) => ({ key })));
    else if (name === "wait") acts.push({ wait: Number(seconds) });
    else if (name === "speaks") acts.push({ speaks: Number(seconds) });
    else if (word === "hangup" || word === "hold" || word === "resume") acts.push({ word });
    else return null;
  }
  return acts;
}
