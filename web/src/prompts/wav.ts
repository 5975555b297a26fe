/** What a browser has recorded, as a WAV file of one channel: every server that knows sound takes it. */

const RATE = 16_000;

/** Any sound that the browser can decode, as WAV with 16 bits and 16 kHz. Throws when there is no sound in it. */
export async function asWav(recording: Blob): Promise<Blob> {
  const context = new OfflineAudioContext(1, 1, RATE);
  const sound = await context.decodeAudioData(await recording.arrayBuffer());
  const rendering = new OfflineAudioContext(1, Math.max(1, sound.length), RATE);
  const source = rendering.createBufferSource();
  source.buffer = sound;
  source.connect(rendering.destination);
  source.start();
  return wavOf((await rendering.startRendering()).getChannelData(0), RATE);
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
