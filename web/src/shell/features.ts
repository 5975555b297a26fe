/**
 * What features add to the page. A feature is a folder of `src` whose `feature.ts` has a default export of this type;
 * nothing else names it.
 */
import type { LucideIcon } from "lucide-react";
import type { ComponentType } from "react";
import type { Me, Role } from "../session/session";

/** The groups of the navigation, in their order. */
export const GROUPS = ["build", "calls", "people", "lines", "manage"] as const;

export interface Screen {
  /** As wouter matches it, such as `/menus/:id?`. */
  path: string;
  /** A module whose default export is the screen; it gets the parameters of the path as properties. */
  load: () => Promise<{ default: ComponentType<Record<string, string | undefined>> }>;
  /** Its place in the navigation; screens without one are reached from others. */
  nav?: {
    group: (typeof GROUPS)[number];
    /** Places within a group, ascending. */
    order: number;
    icon: LucideIcon;
    /** A text, such as `menus:title`. */
    title: string;
    to: string;
  };
  role?: Role;
  /** Whether the navigation has it for this person; by default it has. */
  concerns?: (me: Me) => boolean;
}

export interface Feature {
  screens?: Screen[];
  /** Who has the parts below; by default those who see the whole configuration. */
  role?: Role;
  /** A line above all screens, such as the draft in which somebody works. */
  bar?: Part;
  /** What floats over all screens and stays while they change, such as a telephone. */
  dock?: Part;
  /** A button at the top of the page, such as the search. */
  tool?: Part;
}

type Part = () => Promise<{ default: ComponentType }>;

const modules = import.meta.glob<Feature>("../*/feature.ts", { eager: true, import: "default" });

export const FEATURES: readonly Feature[] = Object.values(modules);

export const SCREENS: readonly Screen[] = FEATURES.flatMap((feature) => feature.screens ?? []);
