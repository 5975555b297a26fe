import { ArrowDown, ArrowUp, GripVertical, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNames } from "../api/names";
import { useCalled } from "../destinations/useDestinationText";
import { PlayButton } from "../prompts/PlayButton";
import { PromptField } from "../prompts/PromptField";
import { useAudioOf } from "../prompts/prompt";
import { IconButton } from "../ui/Button";
import styles from "./Music.module.css";
import { moved } from "./music";

const MOST = 50;

interface PiecesProps {
  prompts: readonly number[];
  disabled: boolean;
  onChange: (prompts: number[]) => void;
}

/** The pieces of a list in their order, which is changed by dragging or by buttons. */
export function Pieces({ prompts, disabled, onChange }: PiecesProps) {
  const { t } = useTranslation("music");
  const names = useNames([...new Set(prompts)]);
  const called = useCalled();
  const audioOf = useAudioOf();
  const [dragged, setDragged] = useState<number | null>(null);
  const move = (from: number, to: number) => onChange(moved(prompts, from, to));

  return (
    <>
      {prompts.length === 0 && <p className={styles.soft}>{t("noFiles")}</p>}
      <ol className={styles.pieces}>
        {prompts.map((prompt, place) => {
          const name = called(names.get(prompt));
          return (
            <li
              key={`${prompt}-${place}`}
              className={dragged === place ? styles.dragged : undefined}
              draggable={!disabled}
              onDragStart={() => setDragged(place)}
              onDragEnd={() => setDragged(null)}
              onDragOver={(event) => event.preventDefault()}
              onDragEnter={() => {
                if (dragged === null || dragged === place) return;
                move(dragged, place);
                setDragged(place);
              }}
            >
              {!disabled && <GripVertical aria-hidden className={styles.grip} />}
              <PlayButton src={audioOf(prompt)} what={name} />
              <span className={styles.name}>{name}</span>
              {!disabled && (
                <span className={styles.tools}>
                  <IconButton
                    label={t("up", { name })}
                    icon={<ArrowUp />}
                    disabled={place === 0}
                    onClick={() => move(place, place - 1)}
                  />
                  <IconButton
                    label={t("down", { name })}
                    icon={<ArrowDown />}
                    disabled={place === prompts.length - 1}
                    onClick={() => move(place, place + 1)}
                  />
                  <IconButton
                    label={t("remove", { name })}
                    icon={<X />}
                    onClick={() => onChange(prompts.filter((_, other) => other !== place))}
                  />
                </span>
              )}
            </li>
          );
        })}
      </ol>
      {!disabled && prompts.length < MOST && (
        <PromptField
          label={t("addFile")}
          value={null}
          required
          own
          onChange={(chosen) => {
            if (chosen?.kind === "prompt") onChange([...prompts, chosen.prompt]);
          }}
        />
      )}
    </>
  );
}
