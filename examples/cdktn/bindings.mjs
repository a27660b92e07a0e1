// Generates the classes of the AWS resources that this app uses into .gen/. aws-schema.json is what `terraform providers
// schema -json` prints, cut down to them: the classes of all of AWS are a package of 390 MB.
import { readFileSync } from 'node:fs'
import generator from '@cdktn/provider-generator'

const { CodeMaker, TerraformProviderConstraint, TerraformProviderGenerator } = generator

const provider = { name: 'aws', source: 'hashicorp/aws', version: '>= 5.0' }
const constraint = new TerraformProviderConstraint(provider)
const classes = new TerraformProviderGenerator(new CodeMaker(), JSON.parse(readFileSync('aws-schema.json', 'utf8')))
classes.generate({ ...provider, fqn: constraint.fqn, isProvider: true, constraint })
await classes.save('.gen')
