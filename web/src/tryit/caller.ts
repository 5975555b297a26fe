/** Who calls, whom and when: what a simulation and a test call have in common. */
import { momentOf } from "../i18n/zoned";

export interface Tried {
  /** The number that is dialled. */
  dialled: string;
  outside: boolean;
  /** The number of an extension, or outside any. */
  from: string;
  trunk: number | null;
  withheld: boolean;
  /** Wall-clock time of the tenant; "" is now. */
  at: string;
}

export const NOTHING_TRIED: Tried = {
  dialled: "",
  outside: false,
  from: "",
  trunk: null,
  withheld: false,
  at: "",
};

/** As the API takes it. */
export function sent(tried: Tried, zone: string) {
  const { dialled, from, outside, trunk, withheld, at } = tried;
  return {
    dialled: dialled.trim(),
    from: from.trim(),
    trunk: outside ? trunk : null,
    withheld: outside && withheld,
    at: momentOf(at, zone)?.toISOString() ?? null,
  };
}

export function isComplete({ dialled, outside, trunk }: Tried): boolean {
  return dialled.trim() !== "" && (!outside || trunk !== null);
}
