/** How users would call a mean opinion score (ITU-T G.107 Annex B): from 4.0 on they are satisfied, below 3.6 many are
 * not. */
export type Grade = "good" | "fair" | "poor";

export function gradeOf(mos: number): Grade {
  if (mos >= 4) return "good";
  return mos >= 3.6 ? "fair" : "poor";
}
