/**
 * How many tokens the identity server mints, what each costs it and how long a client waits, with keys in its own memory and
 * in OpenBao, beside Spring Security's plain authorization server under the same load.
 */
@NullMarked
package com.hubify.identity.benchmarks.server;

import org.jspecify.annotations.NullMarked;
