/** Text of the document, in which what stands between backticks is code. */
export function Words({ text }: { text: string | undefined }) {
  return (text ?? "").split("`").map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part));
}
