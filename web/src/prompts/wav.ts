/** What a browser has recorded, as a WAV file of one channel: every server that knows sound takes it. */

const RATE = 16_000;

/** Any sound that the browser can decode, as WAV with 16 bits and 16 kHz, without silence at its ends. Throws when there is no sound in it. */
export async function asWav(recording: Blob): Promise<Blob> {
  const context = new OfflineAudioContext(1, 1, RATE);
  const sound = await context.decodeAudioData(await recording.arrayBuffer());
  const rendering = new OfflineAudioContext(1, Math.max(1, sound.length), RATE);
  const source = rendering.createBufferSource();
  source.buffer = sound;
  source.connect(rendering.destination);
  source.start();
  return wavOf(trimmed((await rendering.startRendering()).getChannelData(0), RATE), RATE);
}

/** Without the silence at both ends, but for a tenth of a second. Exported for its test. */
export function trimmed(samples: Float32Array, rate: number): Float32Array {
  const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  const isHeard = (sample: number) => Math.abs(sample) > Math.max(0.003, loudest / 30);
  const first = samples.findIndex(isHeard);
  if (first < 0) return samples;
  const kept = Math.round(rate / 10);
  return samples.subarray(Math.max(0, first - kept), samples.findLastIndex(isHeard) + 1 + kept);
}

/** Exported for its test. */
export function wavOf(samples: Float32Array, rate: number): Blob {
  const bytes = new DataView(new ArrayBuffer(44 + samples.length * 2));
  const text = (at: number, letters: string) => {
    for (let offset = 0; offset < letters.length; offset += 1) bytes.setUint8(at + offset, letters.charCodeAt(offset));
  };
  text(0, "RIFF");
  bytes.setUint32(4, 36 + samples.length * 2, true);
  text(8, "WAVEfmt ");
  bytes.setUint32(16, 16, true);
  bytes.setUint16(20, 1, true);
  bytes.setUint16(22, 1, true);
  bytes.setUint32(24, rate, true);
  bytes.setUint32(28, rate * 2, true);
  bytes.setUint16(32, 2, true);
  bytes.setUint16(34, 16, true);
  text(36, "data");
  bytes.setUint32(40, samples.length * 2, true);
  samples.forEach((sample, place) => {
    const value = Math.max(-1, Math.min(1, sample));
    bytes.setInt16(44 + place * 2, Math.round(value < 0 ? value * 0x8000 : value * 0x7fff), true);
  });
  return new Blob([bytes.buffer], { type: "audio/wav" });
}
