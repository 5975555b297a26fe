import { useEffect, useRef, type ReactNode } from "react";

interface OptionRowProps {
  id: string;
  active: boolean;
  className: string | undefined;
  onPoint: () => void;
  onChoose: () => void;
  children: ReactNode;
}

/** One row of a list that a text field governs: the field keeps the focus, and its keys move among the rows. */
export function OptionRow({ id, active, className, onPoint, onChoose, children }: OptionRowProps) {
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active) row.current?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      ref={row}
      id={id}
      role="option"
      aria-selected={active}
      className={className}
      onPointerMove={active ? undefined : onPoint}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      {children}
    </div>
  );
}
