import styles from "./DestinationText.module.css";
import { ICONS, type Destination } from "./destination";
import { useDestinationText } from "./useDestinationText";

/** Where a call goes, to read: an icon and words. */
export function DestinationText({ to }: { to: Destination }) {
  const text = useDestinationText(to);
  const Icon = ICONS[to.kind];
  return (
    <span className={styles.destination}>
      <Icon aria-hidden />
      <span>{text}</span>
    </span>
  );
}
