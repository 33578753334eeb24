/** Tests of the command as a whole, against a small identity server that runs in the same JVM. */
@NullMarked
package com.hubify.identity.cli;

import org.jspecify.annotations.NullMarked;
