/** The framework. The build for cdktn replaces this file, and this file alone. */
export * from 'cdktf'
