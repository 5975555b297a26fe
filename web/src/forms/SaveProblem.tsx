import { useTranslation } from "react-i18next";
import { isProblem } from "../api/problem";
import { Button } from "../ui/Button";
import { ProblemNote } from "../ui/ProblemNote";

interface SaveProblemProps {
  error: unknown;
  busy: boolean;
  /** Makes a new object of what was typed. */
  onAnew: () => void;
}

/** Why something was not saved. What somebody else has deleted meanwhile can be created again of what was typed. */
export function SaveProblem({ error, busy, onAnew }: SaveProblemProps) {
  const { t } = useTranslation();
  if (!isProblem(error, "not-found")) return <ProblemNote error={error} />;
  return (
    <ProblemNote error={new Error(t("deletedMeanwhile"))}>
      <Button busy={busy} onClick={onAnew}>
        {t("createAgain")}
      </Button>
    </ProblemNote>
  );
}
