import { Users, UsersRound, Voicemail, Video, PhoneCall } from "lucide-react";
import type { Feature } from "../shell/features";

const objects = () => import("../objects/KindScreen");

export default {
  screens: [
    {
      path: "/people",
      load: () => import("./People"),
      nav: { group: "people", order: 0, icon: Users, title: "people:title", to: "/people" },
    },
    { path: "/people/:id", load: () => import("./Person") },
    {
      path: "/objects/ring-groups",
      load: objects,
      nav: { group: "people", order: 10, icon: PhoneCall, title: "kinds:many.ring_group", to: "/objects/ring-groups" },
    },
    {
      path: "/objects/queues",
      load: objects,
      nav: { group: "people", order: 20, icon: UsersRound, title: "kinds:many.queue", to: "/objects/queues" },
    },
    {
      path: "/objects/conferences",
      load: objects,
      nav: { group: "people", order: 30, icon: Video, title: "kinds:many.conference", to: "/objects/conferences" },
    },
    {
      path: "/objects/group-voicemails",
      load: objects,
      nav: {
        group: "people",
        order: 40,
        icon: Voicemail,
        title: "kinds:many.group_voicemail",
        to: "/objects/group-voicemails",
      },
    },
  ],
} satisfies Feature;
