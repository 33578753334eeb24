/**
 * How soon and how surely a revocation is seen: a real identity server over a real Redis, and services that follow its feed
 * with the starter's own code, many in one process.
 */
@NullMarked
package com.hubify.identity.benchmarks.revocation;

import org.jspecify.annotations.NullMarked;
