#!/usr/bin/env node
import '../../../scripts/komar.mjs'
