/**
 * References lead somewhere: why a request with this {@code request_id}, or a page with this reference, was refused, and what mends
 * it. For the owner of the credential and for operators; others get the answer of a reference that does not exist.
 */
@NullMarked
package com.hubify.identity.server.explanation;

import org.jspecify.annotations.NullMarked;
