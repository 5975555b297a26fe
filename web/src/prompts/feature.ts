import { AudioLines, Megaphone } from "lucide-react";
import type { Feature } from "../shell/features";

export default {
  screens: [
    {
      path: "/prompts",
      load: () => import("./PromptsScreen"),
      nav: { group: "build", order: 30, icon: AudioLines, title: "prompts:title", to: "/prompts" },
    },
    {
      path: "/announcements",
      load: () => import("./AnnouncementsScreen"),
      nav: { group: "build", order: 31, icon: Megaphone, title: "prompts:announcements", to: "/announcements" },
    },
    { path: "/prompts/:id", load: () => import("./PromptScreen") },
  ],
} satisfies Feature;
