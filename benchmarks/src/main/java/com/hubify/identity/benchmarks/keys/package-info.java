/**
 * API keys by the million: what introspecting one costs the identity server and what storing one costs Redis, how long a person with
 * a thousand of them waits for a page, and whether rotating them all fails a request.
 */
@NullMarked
package com.hubify.identity.benchmarks.keys;

import org.jspecify.annotations.NullMarked;
