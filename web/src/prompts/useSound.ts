/** The samples of a sound that the API gives as FLAC, which every browser decodes. */
import { useQuery } from "@tanstack/react-query";
import { fetched } from "../api/http";

const RATE = 8000;

export interface Sound {
  samples: Float32Array;
  seconds: number;
  /** The file, from which any place can be played: the API gives it only as a whole. */
  file: Blob;
}

export function useSound(src: string) {
  return useQuery({
    queryKey: ["derived", "sound", src],
    queryFn: async ({ signal }): Promise<Sound> => {
      const answer = await fetched(new Request(new URL(src, location.href), { signal }));
      const context = new OfflineAudioContext(1, 1, RATE);
      const file = await answer.blob();
      const sound = await context.decodeAudioData(await file.arrayBuffer());
      return { samples: sound.getChannelData(0), seconds: sound.duration, file };
    },
    staleTime: Infinity,
    gcTime: 60_000,
    retry: false,
  });
}
