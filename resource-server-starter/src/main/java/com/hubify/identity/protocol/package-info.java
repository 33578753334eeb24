/**
 * The words that travel on the wire: scopes, the form of API keys, and the names of our claims. Server, starter and
 * command line parse them with these classes alone, so the grammar cannot drift between them. Only what crosses the wire
 * and is needed on both sides belongs here, the making and digesting of secrets included, and only the JDK may be used.
 */
@NullMarked
package com.hubify.identity.protocol;

import org.jspecify.annotations.NullMarked;
