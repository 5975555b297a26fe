import { Music } from "lucide-react";
import type { Feature } from "../shell/features";

export default {
  screens: [
    {
      path: "/music",
      load: () => import("./MusicScreen"),
      nav: { group: "build", order: 31, icon: Music, title: "music:title", to: "/music" },
    },
    { path: "/music/:id", load: () => import("./PlayListScreen") },
  ],
} satisfies Feature;
