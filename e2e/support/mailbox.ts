// A mail server on loopback that takes every letter and keeps it: real SMTP, real parsing of what came over the wire.

import type { AddressInfo } from "node:net";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

const PATIENCE = 20_000;

export interface Letter {
  /** Whom the envelope names: one recipient. */
  to: string;
  from: string;
  subject: string;
  text: string;
  html: string;
  /** Headers in lower case, as text. */
  headers: Map<string, string>;
  attachments: { name: string; type: string; text: string }[];
}

/** The first address of ours in a letter, the one its button leads to. */
export function linkIn(letter: Letter): string {
  const found = /https?:\/\/localhost:\d+[^\s<>)"]*/.exec(letter.text);
  if (!found) throw new Error(`no link in "${letter.subject}":\n${letter.text}`);
  return found[0];
}

export class Mailbox {
  readonly letters: Letter[] = [];
  /** Set it and every letter is refused for now, as a mail server in trouble does. */
  refusing = false;
  private readonly seen = new Map<string, number>();

  private constructor(private readonly server: SMTPServer) {}

  static async open(): Promise<Mailbox> {
    let mailbox: Mailbox;
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS"],
      logger: false,
      onMailFrom(_address: unknown, _session: unknown, done: (error?: Error) => void) {
        done(mailbox.refusing ? Object.assign(new Error("come back later"), { responseCode: 451 }) : undefined);
      },
      onData(stream: NodeJS.ReadableStream, session: { envelope: { rcptTo: { address: string }[] } }, done: (error?: Error) => void) {
        simpleParser(stream as never).then(
          (parsed: any) => {
            for (const { address } of session.envelope.rcptTo) {
              mailbox.letters.push({
                to: address,
                from: parsed.from?.text ?? "",
                subject: parsed.subject ?? "",
                text: parsed.text ?? "",
                html: parsed.html || "",
                headers: new Map(parsed.headerLines.map(({ key, line }: { key: string; line: string }) => [key, line.slice(key.length + 1).trim()])),
                attachments: parsed.attachments.map((one: any) => ({
                  name: one.filename ?? "",
                  type: one.contentType,
                  text: one.content.toString("utf8"),
                })),
              });
            }
            done();
          },
          (error: Error) => done(error),
        );
      },
    } as never);
    mailbox = new Mailbox(server);
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", () => ready()));
    return mailbox;
  }

  get port(): number {
    return (this.server.server.address() as AddressInfo).port;
  }

  to(address: string): Letter[] {
    return this.letters.filter((letter) => letter.to === address);
  }

  /** The next letter to somebody whose subject fits, which nobody has taken yet; waits for it. */
  async next(address: string, subject = /./): Promise<Letter> {
    const until = Date.now() + PATIENCE;
    for (;;) {
      const from = this.seen.get(address) ?? 0;
      const all = this.to(address);
      const index = all.findIndex((letter, at) => at >= from && subject.test(letter.subject));
      const letter = all[index];
      if (letter) {
        this.seen.set(address, index + 1);
        return letter;
      }
      if (Date.now() > until) {
        const told = this.letters.map((one) => `${one.to}: ${one.subject}`).join("\n");
        throw new Error(`no letter to ${address} about ${subject}; there are:\n${told}`);
      }
      await new Promise((soon) => setTimeout(soon, 25));
    }
  }

  async close(): Promise<void> {
    await new Promise<void>((closed) => this.server.close(() => closed()));
  }
}
