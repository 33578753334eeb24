/**
 * The vocabulary of the wire: scopes, the format of API keys, names of claims, and secrets and their digests. Server,
 * starter and command line all parse them with these classes, so that they cannot disagree. Only what both sides of the
 * wire need belongs here. Depends on nothing but the JDK.
 */
@NullMarked
package com.hubify.identity.protocol;

import org.jspecify.annotations.NullMarked;
