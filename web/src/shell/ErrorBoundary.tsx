import { Component, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../ui/Button";
import { Empty } from "../ui/Empty";

/** Keeps a fault of one screen from taking the page away. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    return this.state.error ? <Fault error={this.state.error} /> : this.props.children;
  }
}

function Fault({ error }: { error: Error }) {
  const { t } = useTranslation();
  return (
    <Empty
      title={t("fault")}
      text={error.message}
      action={<Button onClick={() => location.reload()}>{t("reload")}</Button>}
    />
  );
}
