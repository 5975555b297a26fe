/** Members of rules as they stand in documents, and as lists of objects. Pure. */
import type { Chosen } from "./ObjectList";
import type { DirectDial } from "./menu";

type Member = DirectDial["allow"][number];

/** The objects among members. What another system named, and we do not know, is none. */
export function chosenOf(members: readonly Member[]): Chosen[] {
  return members.flatMap((member): Chosen[] => {
    switch (member.kind) {
      case "extension":
        return [{ kind: "extension", id: member.extension }];
      case "extension_group":
        return [{ kind: "extension_group", id: member.group }];
      case "organization":
        return [{ kind: "organization", id: member.organization }];
      default:
        return [];
    }
  });
}

/** Members that are these objects; what another system named stays. */
export function membersOf(chosen: readonly Chosen[], before: readonly Member[]): Member[] {
  const objects = chosen.map(({ kind, id }): Member => {
    if (kind === "extension_group") return { kind, group: id };
    if (kind === "organization") return { kind, organization: id };
    return { kind: "extension", extension: id };
  });
  return [...objects, ...before.filter((member) => member.kind === "unresolved")];
}

export const MEMBER_KINDS = ["extension", "extension_group", "organization"] as const;
export const SERVICE_KINDS = ["ring_group", "queue", "conference"] as const;

export function servicesOf(dial: DirectDial): Chosen[] {
  return [
    ...dial.ring_groups.map((id) => ({ kind: "ring_group", id })),
    ...dial.queues.map((id) => ({ kind: "queue", id })),
    ...dial.conferences.map((id) => ({ kind: "conference", id })),
  ];
}

export function withServices(dial: DirectDial, chosen: readonly Chosen[]): DirectDial {
  const of = (kind: string) => chosen.filter((one) => one.kind === kind).map((one) => one.id);
  return { ...dial, ring_groups: of("ring_group"), queues: of("queue"), conferences: of("conference") };
}

/** "100-199, 250" as ranges; null for what is none. */
export function rangesOf(text: string): DirectDial["exclude"] | null {
  const ranges: DirectDial["exclude"] = [];
  for (const part of text.split(/[,;\n]+/).map((one) => one.trim())) {
    if (part === "") continue;
    const [first = "", last = first] = part.split(/\s*[-–]\s*/);
    if (!/^[0-9]{1,64}$/.test(first) || !/^[0-9]+$/.test(last) || first.length !== last.length || first > last)
      return null;
    ranges.push({ first, last });
  }
  return ranges;
}

export function textOf(ranges: DirectDial["exclude"]): string {
  return ranges.map(({ first, last }) => (first === last ? first : `${first}-${last}`)).join(", ");
}
