/**
 * What we issue: grants and the tokens made from them, their claims, their refresh, introspection and end. Spring's
 * authorization server does the protocol; here is what it has no seam for and where its state is kept. Signatures belong to
 * {@code signing}, what was revoked to {@code revocation}.
 */
@NullMarked
package com.hubify.identity.server.token;

import org.jspecify.annotations.NullMarked;
