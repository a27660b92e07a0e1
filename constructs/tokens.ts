import type { IConstruct } from 'constructs'
import { DefaultTokenResolver, StringConcat, TerraformStack, Token, Tokenization } from './core'

/** Whether the value itself is here, and no token or HCL expression that Terraform will replace by it. */
export const isResolved = (value: unknown): boolean =>
  !Token.isUnresolved(value) && !(typeof value === 'string' && /(?<!\$)\$\{|(?<!%)%\{/.test(value))

/** What stands in a list or a map for all of its elements, when only Terraform will know them. */
const LIST_MARK = '#{TfToken['
const MAP_MARK = '&{TfToken['
const WHOLE_TOKEN = /\$\{TfToken\[[\w:.-]+\]\}/g
const ENCODED_NUMBER = /-\d(?:\.\d+)?e\+\d+/g

/** Whether a list holds, among others, the one element that stands for a list which only Terraform will know. */
export const hasSpreadToken = (list: readonly unknown[]): boolean =>
  list.length > 1 && list.some((element) => typeof element === 'string' && element.includes(LIST_MARK))

/**
 * What is wrong with a text that was made of a token in a way which the framework cannot undo, or undefined. The
 * framework would fail in words of its own, or write the text as it is.
 */
export function lostTokenIn(text: string): string | undefined {
  if (text.includes(LIST_MARK)) {
    return 'it was taken by its index from a list that only Terraform will know. Use Fn.element(list, 0) instead of list[0].'
  }
  if (text.includes(MAP_MARK)) {
    return 'it was taken from a map that only Terraform will know. Use Fn.lookup(map, key).'
  }
  if (isTakenApart(text)) {
    return 'it was made by changing text that only Terraform will know, such as with toUpperCase, slice or encodeURIComponent. Use the function of Terraform, such as Fn.upper, Fn.substr or Fn.urlencode.'
  }
  const hasNumber = [...text.matchAll(ENCODED_NUMBER)].some(([digits]) => Token.isUnresolved(Number(digits)))
  return hasNumber
    ? 'it contains a number that only Terraform will know, which text cannot hold. Write ${Token.asString(number)} in its place.'
    : undefined
}

/** Whether there is a token in a text that is not whole any more, or whose key the framework never gave out. */
function isTakenApart(text: string): boolean {
  if (!/tftoken/i.test(text)) return false
  try {
    Tokenization.reverseString(text)
    return /tftoken/i.test(text.replace(WHOLE_TOKEN, ''))
  } catch {
    return true
  }
}

/** Whether a list stands for one that only Terraform will know, and its one element was changed. */
export const isListTakenApart = (list: readonly unknown[]): boolean =>
  list.length === 1 &&
  typeof list[0] === 'string' &&
  /#\{TfToken/i.test(list[0]) &&
  !/^#\{TfToken\[[^\]]*\]\}$/.test(list[0])

/** A value of a construct with its tokens replaced by Terraform expressions, as it is synthesized. */
export const resolveTokens = (construct: IConstruct, value: unknown): unknown =>
  Tokenization.resolve(value, {
    scope: TerraformStack.of(construct),
    resolver: new DefaultTokenResolver(new StringConcat()),
  })
