/**
 * What the starter costs and how soon a revocation is seen. Each program measures one thing and prints it as Markdown, with
 * the machine and the commit it was measured on. What more than one of them needs is here: the report, samples of times,
 * options, Java processes, the HTTP client with its load, and a person who signs in.
 */
@NullMarked
package com.hubify.identity.benchmarks;

import org.jspecify.annotations.NullMarked;
