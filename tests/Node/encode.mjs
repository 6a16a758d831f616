// Reads a tokenizer.json with Hugging Face's own package. For each line {"text": …} of standard input it writes a line
// {"ids": […], "text": …}: the ids of the text, and the text of these ids.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { Tokenizer } from "@huggingface/tokenizers";

const tokenizer = new Tokenizer(JSON.parse(readFileSync(process.argv[2], "utf8")), { clean_up_tokenization_spaces: false });
for await (const line of createInterface({ input: process.stdin })) {
  const ids = tokenizer.encode(JSON.parse(line).text).ids;
  const text = ids.length === 0 ? "" : tokenizer.decode(ids);
  process.stdout.write(JSON.stringify({ ids, text }) + "\n");
}
