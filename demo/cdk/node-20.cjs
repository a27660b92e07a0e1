// Loaded before cdktn-cli on a Node.js older than 22.10, which lacks a function that the undici in it takes for granted.
// Goes when Node.js 20 does; cdktn-cli asks for 22.19.
require('node:worker_threads').markAsUncloneable ??= () => {}
