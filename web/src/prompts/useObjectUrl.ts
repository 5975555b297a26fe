import { useEffect, useState } from "react";

/** An address for what only the browser has; "" while there is none. */
export function useObjectUrl(blob: Blob | null | undefined): string {
  const [url, setUrl] = useState("");
  useEffect(() => {
    if (!blob) return;
    const made = URL.createObjectURL(blob);
    // eslint-disable-next-line react-hooks/set-state-in-effect -- the address exists only while this is shown
    setUrl(made);
    return () => {
      URL.revokeObjectURL(made);
      setUrl("");
    };
  }, [blob]);
  return url;
}
