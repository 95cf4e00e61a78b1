/**
 * JSON to stand in a script element. Whatever the values hold, it ends no element, opens no comment
 * (after which `</script>` would not end it) and is a JavaScript expression as well.
 */
export function jsonForScript(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
