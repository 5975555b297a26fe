/** The microphone and the loudspeaker of this browser, joined with a line. */
import { Line, type Levels } from "./line";
import worklet from "./worklet.ts?worker&url";

/** Why there is no microphone: the page is not secure (no HTTPS), the person refused it, or there is none. */
export type Microphone = "on" | "insecure" | "refused" | "missing";

export interface Sound {
  microphone: Microphone;
  /** A frame to be heard. */
  hear: (frame: ArrayBuffer) => void;
  mute: (muted: boolean) => void;
  /** The ringing that a telephone makes by itself. */
  ring: (ringing: boolean) => void;
  close: () => void;
}

interface Told {
  onFrame: (frame: Uint8Array<ArrayBuffer>) => void;
  onLevels: (levels: Levels) => void;
}

/** To be called when somebody has pressed a button: otherwise browsers play nothing. */
export async function openSound(told: Told): Promise<Sound> {
  const context = new AudioContext({ latencyHint: "interactive" });
  try {
    const [stream, microphone] = await microphoneOf();
    const line = window.isSecureContext ? await throughWorklet(context, told) : throughPage(context, told);
    if (stream) context.createMediaStreamSource(stream).connect(line.node);
    line.node.connect(context.destination);
    const ringing = ringTone(context);
    return {
      microphone,
      hear: line.hear,
      mute: line.mute,
      ring: ringing,
      close: () => {
        for (const track of stream?.getTracks() ?? []) track.stop();
        void context.close();
      },
    };
  } catch (error) {
    void context.close();
    throw error;
  }
}

async function microphoneOf(): Promise<[MediaStream | null, Microphone]> {
  // Browsers have no microphone for a page without HTTPS, but on this machine.
  if (!window.isSecureContext) return [null, "insecure"];
  try {
    const wanted = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
    return [await navigator.mediaDevices.getUserMedia({ audio: wanted }), "on"];
  } catch (error) {
    return [null, error instanceof DOMException && error.name === "NotFoundError" ? "missing" : "refused"];
  }
}

interface Node {
  node: AudioNode;
  hear: (frame: ArrayBuffer) => void;
  mute: (muted: boolean) => void;
}

async function throughWorklet(context: AudioContext, { onFrame, onLevels }: Told): Promise<Node> {
  await context.audioWorklet.addModule(worklet);
  const node = new AudioWorkletNode(context, "line", { outputChannelCount: [1] });
  node.port.onmessage = ({ data }: MessageEvent<Uint8Array<ArrayBuffer> | Levels>) => {
    if (data instanceof Uint8Array) onFrame(data);
    else onLevels(data);
  };
  return {
    node,
    hear: (frame) => node.port.postMessage(frame, [frame]),
    mute: (muted) => node.port.postMessage(muted),
  };
}

/** Without HTTPS there is no AudioWorklet; to listen, the older way is good enough. */
function throughPage(context: AudioContext, { onFrame, onLevels }: Told): Node {
  const line = new Line(context.sampleRate, onFrame, onLevels);
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- what comes after it needs HTTPS
  const node = context.createScriptProcessor(1024, 0, 1);
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- as above
  node.onaudioprocess = ({ outputBuffer }) => line.play(outputBuffer.getChannelData(0));
  return {
    node,
    hear: (frame) => line.put(new Uint8Array(frame)),
    mute: (muted) => {
      line.muted = muted;
    },
  };
}

const RING = { hertz: 425, on: 1, period: 5, volume: 0.05 };

function ringTone(context: AudioContext): (ringing: boolean) => void {
  let stop: (() => void) | null = null;
  return (ringing) => {
    if (!ringing) stop?.();
    if (!ringing || stop) {
      stop = ringing ? stop : null;
      return;
    }
    const [tone, volume] = [context.createOscillator(), context.createGain()];
    tone.frequency.value = RING.hertz;
    volume.gain.value = 0;
    tone.connect(volume).connect(context.destination);
    tone.start();
    const once = () => {
      volume.gain.setValueAtTime(RING.volume, context.currentTime);
      volume.gain.setValueAtTime(0, context.currentTime + RING.on);
    };
    once();
    const timer = setInterval(once, RING.period * 1000);
    stop = () => {
      clearInterval(timer);
      tone.stop();
    };
  };
}
