/**
 * What JavaScript values become on their way to the core: JSON text.
 *
 * What JSON does not have is written as `null` and named in `odd`, so that the core refuses it at its place. The README
 * has the rules as a table.
 */
import { limits } from "./native.js";

/** A value on its way: its JSON text, and which of the text's `null`s, counted from 0, stand for something else. */
export interface Written {
  json: string;
  odd: Uint32Array | undefined;
}

/** Writes a whole question, document or answer: a string is JSON text already, anything else is the value itself. */
export function write(input: unknown): Written {
  return typeof input === "string" ? { json: jsonText(input), odd: undefined } : writeValue(input);
}

/** Writes a value; a string is a text. */
export function writeValue(value: unknown): Written {
  const writer = new Writer();
  try {
    writer.value(value, 0);
  } catch (reason) {
    if (reason !== ENOUGH) throw reason;
  }
  return { json: writer.json, odd: writer.odd.length > 0 ? Uint32Array.from(writer.odd) : undefined };
}

/**
 * JSON text as the core can take it. From a lone surrogate on, which UTF-8 does not have, it ends with a character that
 * JSON never has, so that the core says where it stopped being JSON.
 */
export function jsonText(text: unknown): string {
  if (typeof text !== "string") return "";
  if (text.length > limits().bytes) return tooLong();
  const fault = NOT_ASCII.test(text) ? text.search(LONE_SURROGATE) : -1;
  return fault < 0 ? text : `${text.slice(0, fault)}\0`;
}

const NOT_ASCII = /[^\0-\x7f]/;
const LONE_SURROGATE = /\p{Surrogate}/u;
/** Texts that are their own JSON. */
const PLAIN = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;
/** Thrown to stop: the core refuses what has been written, whatever would follow. */
const ENOUGH = Symbol("enough");
/** Thrown for an object that cannot be read. */
const UNREADABLE = Symbol("unreadable");

/** A text that is longer than the core reads. */
function tooLong(): string {
  return " ".repeat(limits().bytes + 1);
}

class Writer {
  json = "";
  odd: number[] = [];
  #nulls = 0;
  readonly #limits = limits();

  value(value: unknown, depth: number): void {
    switch (typeof value) {
      case "string":
        return this.#text(value);
      case "number":
        return this.#number(value);
      case "boolean":
        this.json += value;
        return;
      case "bigint":
        return this.#bigint(value);
      case "undefined":
        return this.#null();
      case "object":
        return value === null ? this.#null() : this.#container(value, depth);
      default:
        return this.#other();
    }
  }

  #null(): void {
    this.json += "null";
    this.#nulls += 1;
  }

  #other(): void {
    this.odd.push(this.#nulls);
    this.#null();
  }

  #text(text: string): void {
    if (PLAIN.test(text)) this.json += `"${text}"`;
    else if (LONE_SURROGATE.test(text)) this.#other();
    else this.json += JSON.stringify(text);
    this.#stopWhenLong();
  }

  /** An integer of any size is written with all its digits or an exponent; what is none is written as some fraction. */
  #number(number: number): void {
    this.json += Number.isFinite(number) ? String(number) : "0.5";
  }

  /** Beyond 64 bits only the sign matters. */
  #bigint(number: bigint): void {
    const fits = BigInt.asIntN(64, number) === number;
    this.json += fits ? String(number) : number < 0n ? "-1e300" : "1e300";
  }

  /** An object or a list; what throws while it is read (a getter, a proxy) is refused as a whole. */
  #container(value: object, depth: number): void {
    const before = { json: this.json, nulls: this.#nulls, odd: this.odd.length };
    try {
      if (Array.isArray(value)) this.#list(value, depth);
      else this.#object(value, depth);
    } catch (reason) {
      if (reason === ENOUGH) throw reason;
      this.json = before.json;
      this.#nulls = before.nulls;
      this.odd.length = before.odd;
      this.#other();
    }
  }

  #open(bracket: string, depth: number): void {
    this.json += bracket;
    if (depth >= this.#limits.depth) throw ENOUGH;
  }

  #list(list: readonly unknown[], depth: number): void {
    this.#open("[", depth);
    const length = list.length;
    // Each of its elements takes a character and a comma at least.
    if (length > this.#limits.bytes / 2) this.#endTooLong();
    for (let index = 0; index < length; index += 1) {
      if (index > 0) this.json += ",";
      this.value(list[index], depth + 1);
      this.#stopWhenLong();
    }
    this.json += "]";
  }

  #object(object: object, depth: number): void {
    if (!isPlain(object)) return this.#instance(object);
    this.#open("{", depth);
    let first = true;
    for (const key of Object.keys(object)) {
      const value: unknown = (object as Record<string, unknown>)[key];
      if (value === undefined) continue;
      if (!first) this.json += ",";
      first = false;
      if (!PLAIN.test(key) && LONE_SURROGATE.test(key)) throw UNREADABLE;
      this.#text(key);
      this.json += ":";
      this.value(value, depth + 1);
    }
    // A key that is no text has no name to be refused by, so what holds it is.
    for (const key of Object.getOwnPropertySymbols(object)) {
      if (Object.prototype.propertyIsEnumerable.call(object, key)) throw UNREADABLE;
    }
    this.json += "}";
  }

  /** Of all classes only `Date` says what it is in JSON: its instant. */
  #instance(object: object): void {
    const time = timeOf(object);
    if (time === undefined || Number.isNaN(time)) this.#other();
    else this.json += `"${new Date(time).toISOString()}"`;
  }

  #stopWhenLong(): void {
    if (this.json.length > this.#limits.bytes) this.#endTooLong();
  }

  #endTooLong(): never {
    this.json = tooLong();
    throw ENOUGH;
  }
}

/** Whether an object is a literal, of this realm or another (a frame, a sandbox), or has no prototype. */
function isPlain(object: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(object);
  if (prototype === Object.prototype || prototype === null) return true;
  return Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype as object, "isPrototypeOf");
}

/** The time of a `Date` of any realm. */
function timeOf(object: object): number | undefined {
  try {
    return Date.prototype.getTime.call(object);
  } catch {
    return undefined;
  }
}
