// The types of a rulebook's document, from its schema, so that they cannot say anything else.

/** What every object may hold besides, see `Free` in ts/types.ts. */
const FREE = "[key: `x_${string}`]: unknown;";

const typeOf = (schema) => {
  if (schema.$ref) return schema.$ref.split("/").at(-1);
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(" | ");
  if ("const" in schema) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((member) => JSON.stringify(member)).join(" | ");
  switch (schema.type) {
    case "integer":
      return "number";
    case "string":
    case "boolean":
    case "null":
      return schema.type;
    case "array":
      return `Array<${typeOf(schema.items)}>`;
    case "object":
      return schema.properties ? objectOf(schema) : `Record<string, ${typeOf(schema.additionalProperties)}>`;
    default:
      throw new Error(`a rulebook's schema says what no type says: ${JSON.stringify(schema)}`);
  }
};

const comment = ({ description }) => (description ? `/** ${description.replaceAll("\n", "")} */\n` : "");

/** An optional key may also be `null` in a document, and `undefined` in an object. */
const objectOf = ({ properties, required }) => {
  const keys = Object.entries(properties).map(([key, schema]) =>
    required.includes(key) ? `${comment(schema)}${key}: ${typeOf(schema)};` : `${comment(schema)}${key}?: ${typeOf(schema)} | undefined;`,
  );
  return `{\n${[...keys, FREE].join("\n").replaceAll(/^/gm, "  ")}\n}`;
};

/** The declarations: one for each part of the document. */
export function documentTypes({ $defs }) {
  const declared = Object.entries($defs).map(([name, schema]) => {
    const alternatives = schema.oneOf?.map(objectOf).join(" | ");
    const type = alternatives ? `type ${name} = ${alternatives};` : `interface ${name} ${objectOf(schema)}`;
    return `${comment(schema)}export ${type}\n`;
  });
  return `/** The parts of a rulebook's document. Keys that begin with \`x_\` are free everywhere. */\n\n${declared.join("\n")}`;
}
