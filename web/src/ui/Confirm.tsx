import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./Button";
import { Dialog } from "./Dialog";

interface Question {
  title: string;
  text?: ReactNode;
  /** What the button says that does it, such as "Delete". */
  yes: string;
  danger?: boolean;
}

type Ask = (question: Question) => Promise<boolean>;

const Context = createContext<Ask>(() => Promise.resolve(false));

/** `await ask({ title, yes })`: whether the person wants it. */
export function useConfirm(): Ask {
  return useContext(Context);
}

export function Confirming({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<(Question & { answer: (yes: boolean) => void }) | null>(null);

  const ask = useCallback<Ask>((question) => new Promise((answer) => setAsked({ ...question, answer })), []);
  const answer = useMemo(
    () => (yes: boolean) => {
      asked?.answer(yes);
      setAsked(null);
    },
    [asked],
  );

  return (
    <Context value={ask}>
      {children}
      <Dialog
        open={asked !== null}
        title={asked?.title ?? ""}
        onClose={() => answer(false)}
        actions={
          <>
            <Button onClick={() => answer(false)}>{t("cancel")}</Button>
            <Button variant={asked?.danger ? "danger" : "primary"} onClick={() => answer(true)}>
              {asked?.yes}
            </Button>
          </>
        }
      >
        {asked?.text}
      </Dialog>
    </Context>
  );
}
