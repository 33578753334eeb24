/**
 * Test support for services that use the starter: a caller by annotation, and real tokens and keys from a stub issuer in the
 * same JVM, verified by the starter exactly as in production. In the starter's test-jar, for test scope only.
 */
@NullMarked
package com.hubify.identity.resource.test;

import org.jspecify.annotations.NullMarked;
