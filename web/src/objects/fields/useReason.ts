import { reasonsAt } from "../../api/problem";
import { useReasonText } from "../../ui/useProblemText";
import { useForm } from "./context";

/** What is wrong with the value at a pointer, in words; empty for nothing. With `below`, also with what is inside. */
export function useReason(at: string, below = false): string {
  const { error } = useForm();
  const text = useReasonText();
  const reasons = reasonsAt(error, at).filter((one) => below || (one.pointer ?? "").replace(/^#/, "") === at);
  return [...new Set(reasons.map(text))].join(" ");
}
