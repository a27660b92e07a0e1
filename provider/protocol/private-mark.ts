/**
 * Marks the private data of a plan that has a prior state. When Terraform then finds that it has to replace the object, it
 * plans the new one with the private data of that plan (hashicorp/terraform, node_resource_abstract_instance.go, `plan`), so
 * the mark distinguishes the second half of a replacement from other creates. It is taken off before the data reach a state.
 */
const MARK = new TextEncoder().encode('\0planned with a prior state\0')

/** Whether private data has the mark. */
export function isMarked(data: Uint8Array): boolean {
  return MARK.every((byte, index) => data[index] === byte)
}

/** The private data with the mark before it. */
export function marked(data: Uint8Array): Uint8Array {
  const whole = new Uint8Array(MARK.length + data.length)
  whole.set(MARK)
  whole.set(data, MARK.length)
  return whole
}

/** The private data without the mark, if it has one. */
export function unmarked(data: Uint8Array): Uint8Array {
  return isMarked(data) ? data.subarray(MARK.length) : data
}
