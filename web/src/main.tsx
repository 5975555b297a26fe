import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "./styles/tokens.css";
import "./styles/base.css";
import { App } from "./app";
import { startTexts } from "./i18n";
import { showTheme } from "./shell/theme";
import { keepPlace } from "./ui/keepPlace";

showTheme();
await startTexts();
const root = document.getElementById("page");
if (root) {
  keepPlace(root);
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
