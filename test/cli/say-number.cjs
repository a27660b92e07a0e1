// Loaded before the command: its process is the grandchild of the test, which has to end it.
console.log(process.pid)
