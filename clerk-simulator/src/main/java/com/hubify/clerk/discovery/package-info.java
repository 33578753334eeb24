/**
 * The two metadata documents, OpenID Connect Discovery and RFC 8414, with the members real instances send.
 */
@NullMarked
package com.hubify.clerk.discovery;

import org.jspecify.annotations.NullMarked;
