/** The secrets of one object: those of its kind, and one for each part of it that has its own. Pure. */
import type { KindInfo } from "./kinds";

type Secret = KindInfo["secrets"][number];

export interface SecretPlace {
  /** The last part of the path, by which its words are found. */
  name: string;
  /** The part that it belongs to, such as an action URL, by its name. */
  of?: string;
  path: string;
  member: string;
  /** Under which the API lists it when it is set. */
  keptAs: string;
}

interface Part {
  key: number;
  name: string;
}

export function secretPlaces(secrets: readonly Secret[], document: { id: number }): SecretPlace[] {
  return secrets.flatMap((secret) => {
    const whole = { ...ofSecret(secret), path: secret.path.replace("{id}", String(document.id)) };
    const part = /\{(\w+)\}/.exec(whole.path);
    if (!part) return [whole];
    const [braces, member = ""] = part;
    const parts = (document as unknown as Record<string, Part[] | undefined>)[`${member}s`] ?? [];
    const filled = (text: string, { key }: Part) => text.replace(braces, String(key));
    return parts.map((one) => ({
      ...whole,
      of: one.name,
      path: filled(whole.path, one),
      keptAs: filled(whole.keptAs, one),
    }));
  });
}

function ofSecret({ name, path, member, kept_as: keptAs }: Secret): SecretPlace {
  return { name, path, member, keptAs };
}
