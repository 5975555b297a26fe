/** The sounds that come with the product. */
import { useQuery } from "@tanstack/react-query";
import { api, got, type Schemas } from "../api/client";
import { BASE } from "../api/http";

export type AnnouncementShown = Schemas["AnnouncementShown"];

/** With their words in a language (BCP 47); empty: that of the office. */
export function useAnnouncements(language: string, enabled = true) {
  return useQuery({
    queryKey: ["derived", "announcements", language],
    enabled,
    queryFn: ({ signal }) => got(api.GET("/announcements", { params: { query: { language } }, signal })),
    staleTime: Infinity,
  });
}

export function announcementAudio(name: string, language: string): string {
  return `${BASE}/announcements/${name}/audio${language === "" ? "" : `?language=${encodeURIComponent(language)}`}`;
}
