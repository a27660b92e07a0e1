import type { IConstruct } from 'constructs'
import { DefaultTokenResolver, StringConcat, TerraformStack, Token, Tokenization } from './core'

/** Whether the value is known at synth: neither a token nor a string with an HCL expression. */
export function isResolved(value: unknown): boolean {
  return !Token.isUnresolved(value) && !(typeof value === 'string' && /(?<!\$)\$\{|(?<!%)%\{/.test(value))
}

/** Markers that the frameworks put into a list or a map whose elements are unknown at synth. */
const LIST_MARK = '#{TfToken['
const MAP_MARK = '&{TfToken['
const WHOLE_TOKEN = /\$\{TfToken\[[\w:.-]+\]\}/g
const ENCODED_NUMBER = /-\d(?:\.\d+)?e\+\d+/g

/** Whether a list contains, among other elements, the marker of a list that is unknown at synth. */
export function hasSpreadToken(list: readonly unknown[]): boolean {
  return list.length > 1 && list.some((element) => typeof element === 'string' && element.includes(LIST_MARK))
}

/**
 * The error for a string that was derived from a token in a way that the framework cannot resolve, or undefined. The framework would
 * fail with an unrelated message, or write the string unresolved.
 */
export function lostTokenIn(text: string): string | undefined {
  if (text.includes(LIST_MARK)) {
    return 'it was taken by its index from a list that is unknown at synth. Use Fn.element(list, 0) instead of list[0].'
  }
  if (text.includes(MAP_MARK)) {
    return 'it was taken from a map that is unknown at synth. Use Fn.lookup(map, key).'
  }
  if (isTakenApart(text)) {
    return 'it was made by changing text that is unknown at synth, such as with toUpperCase, slice or encodeURIComponent. Use the function of Terraform, such as Fn.upper, Fn.substr or Fn.urlencode.'
  }
  const hasNumber = [...text.matchAll(ENCODED_NUMBER)].some(([digits]) => Token.isUnresolved(Number(digits)))
  return hasNumber
    ? 'it contains a number that is unknown at synth, which text cannot contain. Write ${Token.asString(number)} instead.'
    : undefined
}

/** Whether a string contains a truncated or altered token, or one with an unknown key. */
function isTakenApart(text: string): boolean {
  if (!/tftoken/i.test(text)) return false
  try {
    Tokenization.reverseString(text)
    return /tftoken/i.test(text.replace(WHOLE_TOKEN, ''))
  } catch {
    return true
  }
}

/** Whether a list is unknown at synth and its marker was altered. */
export function isListTakenApart(list: readonly unknown[]): boolean {
  return (
    list.length === 1 &&
    typeof list[0] === 'string' &&
    /#\{TfToken/i.test(list[0]) &&
    !/^#\{TfToken\[[^\]]*\]\}$/.test(list[0])
  )
}

/** A value with its tokens replaced by Terraform expressions, as in the synthesized JSON. */
export function resolveTokens(construct: IConstruct, value: unknown): unknown {
  return Tokenization.resolve(value, {
    scope: TerraformStack.of(construct),
    resolver: new DefaultTokenResolver(new StringConcat()),
  })
}
