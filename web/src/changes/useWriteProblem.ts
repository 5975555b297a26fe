/** Why many objects could not be written as one, with the names of those that stand in the way. */
import { useTranslation } from "react-i18next";
import { isProblem } from "../api/problem";
import { useProblemText } from "../ui/useProblemText";

interface Touched {
  name: string;
}

export function useWriteProblem(): (error: unknown) => string {
  const { t } = useTranslation("changes");
  const text = useProblemText();
  return (error) => {
    if (!isProblem(error, "overtaken")) return text(error);
    const objects = (error.problem as unknown as { objects?: Touched[] }).objects ?? [];
    return t("overtaken", { names: objects.map((one) => one.name).join(", ") });
  };
}
