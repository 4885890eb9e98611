// What is in the files people take home.

import { spawnSync } from "node:child_process";
import { inflateRawSync } from "node:zlib";

/** The words of a PDF, page by page, as Debian's pdftotext reads them. */
export function pdfText(pdf: Buffer): string {
  const read = spawnSync("pdftotext", ["-layout", "-", "-"], { input: pdf, maxBuffer: 64 << 20 });
  if (read.status !== 0) throw new Error(`pdftotext: ${read.error?.message ?? read.stderr.toString()}`);
  return read.stdout.toString("utf8");
}

/** The files of a ZIP archive by name: what the list at its end says, nothing guessed. */
export function unzip(archive: Buffer): Map<string, Buffer> {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0) throw new Error("this is no ZIP archive");
  const files = new Map<string, Buffer>();
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, packed, size] = [archive.readUInt16LE(at + 10), archive.readUInt32LE(at + 20), archive.readUInt32LE(at + 24)];
    const [name, extra, comment] = [archive.readUInt16LE(at + 28), archive.readUInt16LE(at + 30), archive.readUInt16LE(at + 32)];
    const local = archive.readUInt32LE(at + 42);
    const begin = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const bytes = archive.subarray(begin, begin + packed);
    const content = method === 0 ? Buffer.from(bytes) : inflateRawSync(bytes);
    const path = archive.toString("utf8", at + 46, at + 46 + name);
    if (content.length !== size) throw new Error(`${path} has ${content.length} bytes, not ${size}`);
    files.set(path, content);
    at += 46 + name + extra + comment;
  }
  return files;
}
