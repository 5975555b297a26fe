/** Who is logged in, and what they may do. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, useCallback, useContext, useEffect, type ReactNode } from "react";
import { send } from "../api/http";
import type { Schemas } from "../api/client";
import { isProblem } from "../api/problem";
import { workIn } from "../api/scope";
import { dropAll } from "../forms/kept";
import { onChangedRole } from "./renewal";

export type Me = Schemas["Me"];
export type Role = Me["role"];

const ROLES: readonly Role[] = ["phone", "viewer", "editor", "admin"];
const ME = ["me"];

const Context = createContext<Me | null>(null);

/** undefined: not known yet; null: nobody is logged in. */
export function useSession(): { me: Me | null | undefined; failed: Error | null } {
  const refresh = useRefreshMe();
  useEffect(() => onChangedRole(() => void refresh()), [refresh]);
  const { data, error } = useQuery({
    queryKey: ME,
    queryFn: async ({ signal }) => {
      try {
        return (await send<Me>("GET", "/me", { signal })).data;
      } catch (error) {
        if (isProblem(error, "unauthenticated")) return null;
        throw error;
      }
    },
    staleTime: Infinity,
    // An admin may have changed one's role, or ended the session, while one was elsewhere.
    refetchOnWindowFocus: "always",
    retry: false,
  });
  return { me: data, failed: error };
}

export function SessionOf({ me, children }: { me: Me; children: ReactNode }) {
  return <Context value={me}>{children}</Context>;
}

/** Whoever is logged in; only below `SessionOf`. */
export function useMe(): Me {
  const me = useContext(Context);
  if (me === null) throw new Error("nobody is logged in here");
  return me;
}

/** Whether who is logged in has at least this role. The server decides; the page only hides what would be refused. */
export function useMay(role: Role): boolean {
  return hasRole(useMe(), role);
}

export function hasRole(me: Me, role: Role): boolean {
  return ROLES.indexOf(me.role) >= ROLES.indexOf(role);
}

export interface Credentials {
  name: string;
  password: string;
  domain?: string;
  code?: string;
}

/** The password that was just typed, while the log-in demands first steps that need it. */
export const typed = { password: "" };

/** Who one is may have changed: the password, the second factor. */
export function useRefreshMe(): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(() => queries.invalidateQueries({ queryKey: ME }), [queries]);
}

/** Log in and out. Whatever was read for somebody else is forgotten. */
export function useLogin() {
  const queries = useQueryClient();
  // Not `clear`: whoever watches a query that is removed is not told what comes in its place.
  const forget = () => {
    workIn(null);
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== ME[0] });
  };
  const left = () => {
    typed.password = "";
    dropAll();
    queries.setQueryData(ME, null);
    forget();
  };
  return {
    login: async (credentials: Credentials): Promise<Me> => {
      const { data } = await send<Me>("POST", "/session", { body: credentials });
      typed.password = data.must_change_password || data.second_factor_needed ? credentials.password : "";
      const before = queries.getQueryData<Me | null>(ME);
      if (before && before.id !== data.id) forget();
      queries.setQueryData(ME, data);
      return data;
    },
    logoutEverywhere: async (): Promise<void> => {
      await send("POST", "/logout/everywhere");
      left();
    },
    logout: async (): Promise<void> => {
      await send("DELETE", "/session");
      left();
    },
  };
}
