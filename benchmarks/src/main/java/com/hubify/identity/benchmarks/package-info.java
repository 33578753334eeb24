/**
 * What the starter costs and how soon a revocation is seen. Each program measures one thing and prints it as Markdown, with
 * the machine and the commit it was measured on. What more than one of them needs is here: the report, samples of times,
 * options, and Java processes.
 */
@NullMarked
package com.hubify.identity.benchmarks;

import org.jspecify.annotations.NullMarked;
