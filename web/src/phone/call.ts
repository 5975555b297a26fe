/** The test call of this tab, which goes on while screens change. */
import { useSyncExternalStore } from "react";
import { BASE } from "../api/http";
import { ProblemError, Unreachable } from "../api/problem";
import { showPath } from "../map/highlight";
import { pathOfEvents } from "../calls/path";
import type { CallEvent, ServerMessage, WantedCall } from "./messages";
import type { Levels } from "./line";
import { openSound, type Microphone, type Sound } from "./sound";

export type Phase = "idle" | "connecting" | "ringing" | "talking" | "over";

export interface PhoneState {
  /** Whether the telephone is shown. */
  shown: boolean;
  phase: Phase;
  dialled: string;
  /** The id of the call in the record; "" before it has begun. */
  call: string;
  /** When it began, in milliseconds. */
  since: number;
  events: readonly CallEvent[];
  microphone: Microphone | null;
  muted: boolean;
  keys: string;
  error: Error | null;
}

const IDLE: PhoneState = {
  shown: false,
  phase: "idle",
  dialled: "",
  call: "",
  since: 0,
  events: [],
  microphone: null,
  muted: false,
  keys: "",
  error: null,
};
/** Bytes that may wait to be sent: half a second of sound. */
const MOST_WAITING = 4000;
const ALIVE_MS = 4000;
/** Frames after which we say that we are there: timers sleep in a tab that nobody looks at. */
const ALIVE_FRAMES = 200;

let state = IDLE;
let running: Running | null = null;
const listeners = new Set<() => void>();
const levelListeners = new Set<(levels: Levels) => void>();

export function usePhone(): PhoneState {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => state,
  );
}

/** Tells how loud both directions are and how often the sound broke off, ten times a second and apart from all else, until it is released. */
export function onLevels(tell: (levels: Levels) => void): () => void {
  levelListeners.add(tell);
  return () => levelListeners.delete(tell);
}

export function showPhone(shown: boolean): void {
  set({ shown });
}

/** Calls. A call that goes on ends before. */
export async function place(wanted: WantedCall): Promise<void> {
  hangUp();
  set({ ...IDLE, shown: true, phase: "connecting", dialled: wanted.dialled, since: Date.now() });
  const own = (running = new Running(wanted));
  await own.begin();
}

export function hangUp(): void {
  running?.end(null);
}

export function press(keys: string): void {
  if (running?.press(keys)) set({ keys: (state.keys + keys).slice(-20) });
}

export function mute(muted: boolean): void {
  running?.sound?.mute(muted);
  set({ muted });
}

function set(change: Partial<PhoneState>): void {
  state = { ...state, ...change };
  for (const tell of listeners) tell();
}

/** One call, from the button to the end. What comes of one that is over is left out. */
class Running {
  sound: Sound | null = null;
  private socket: WebSocket | null = null;
  private over = false;
  private heard = 0;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly wanted: WantedCall) {}

  async begin(): Promise<void> {
    try {
      this.sound = await openSound({ onFrame: (frame) => this.say(frame), onLevels: tellLevels });
    } catch (error) {
      this.end(error instanceof Error ? error : new Error(String(error)));
      return;
    }
    if (this.over) {
      this.sound.close();
      return;
    }
    set({ microphone: this.sound.microphone });
    const socket = new WebSocket(new URL(`${BASE}/test-call`, location.origin.replace(/^http/, "ws")));
    socket.binaryType = "arraybuffer";
    socket.onopen = () => this.send({ type: "call", ...this.wanted });
    socket.onmessage = ({ data }: MessageEvent<ArrayBuffer | string>) => this.take(data);
    socket.onclose = () => this.end(state.phase === "connecting" ? new Unreachable() : null);
    this.socket = socket;
    this.timer = setInterval(() => this.alive(), ALIVE_MS);
  }

  press(keys: string): boolean {
    return this.send({ type: "keys", keys });
  }

  end(error: Error | null): void {
    if (this.over) return;
    this.over = true;
    clearInterval(this.timer);
    this.sound?.close();
    this.socket?.close();
    if (running === this) running = null;
    set({ phase: "over", error, muted: false });
  }

  private take(data: ArrayBuffer | string): void {
    if (this.over) return;
    if (typeof data === "string") {
      this.told(JSON.parse(data) as ServerMessage);
      return;
    }
    this.sound?.hear(data);
    this.heard += 1;
    if (this.heard % ALIVE_FRAMES === 0) this.alive();
  }

  private told(message: ServerMessage): void {
    switch (message.type) {
      case "begun":
        set({ call: message.call });
        return;
      case "event":
        this.happened({ seq: message.seq, at: message.at, type: message.event, data: message.data });
        return;
      case "over":
        this.end(null);
        return;
      case "refused":
        this.end(new ProblemError(message.problem));
    }
  }

  private happened(event: CallEvent): void {
    const phase = event.type === "ringing" && state.phase === "connecting" ? "ringing" : state.phase;
    set({ events: [...state.events, event], phase: event.type === "answered" ? "talking" : phase });
    this.sound?.ring(state.phase === "ringing");
    showPath(pathOfEvents(state.events));
  }

  private say(frame: Uint8Array<ArrayBuffer>): void {
    if (this.socket?.readyState === WebSocket.OPEN && state.call !== "" && this.socket.bufferedAmount < MOST_WAITING)
      this.socket.send(frame);
  }

  private alive(): void {
    this.send({ type: "alive" });
  }

  private send(message: object): boolean {
    if (this.over || this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify(message));
    return true;
  }
}

function tellLevels(levels: Levels): void {
  for (const tell of levelListeners) tell(levels);
}
